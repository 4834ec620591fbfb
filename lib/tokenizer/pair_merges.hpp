// The merge list of a tokenizer.json: which pair of tokens becomes which, and how early.
#ifndef KIMITOK_TOKENIZER_PAIR_MERGES_HPP_
#define KIMITOK_TOKENIZER_PAIR_MERGES_HPP_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kimitok/error.hpp"
#include "kimitok/mergeable_ranks.hpp"
#include "kimitok/token.hpp"
#include "kimitok/tokenizer.hpp"

namespace kimitok {

// What merging a pair would give; kNoRank if the pair does not merge.
struct Candidate {
  Rank rank = kNoRank;
  TokenId merged = kNoToken;
};

// Immutable after create().
class PairMerges {
 public:
  // Fails with `model_malformed` if a merge names an unknown token, comes twice, or its result is
  // not its parts joined.
  static Result<PairMerges> create(std::span<const PairMerge> merges, const MergeableRanks& ranks);

  Candidate find(TokenId left, TokenId right) const noexcept {
    for (std::size_t at = mix(left, right) & mask();; at = (at + 1) & mask()) {
      const Slot& slot = slots_[at];
      if (slot.rank == kNoRank) return {};
      if (slot.left == left && slot.right == right) return {slot.rank, merges_[slot.rank].merged};
    }
  }

  // The merge of that rank. Requires: rank < end_rank().
  const PairMerge& merge(Rank rank) const noexcept { return merges_[rank]; }
  Rank end_rank() const noexcept { return static_cast<Rank>(merges_.size()); }

 private:
  struct Slot {
    TokenId left = kNoToken, right = kNoToken;
    Rank rank = kNoRank;
  };

  static std::size_t mix(TokenId left, TokenId right) noexcept {
    std::uint64_t value = std::uint64_t{left} << 32 | right;
    value *= 0x9E3779B97F4A7C15u;
    value ^= value >> 32;
    value *= 0xBF58476D1CE4E5B9u;
    return static_cast<std::size_t>(value ^ value >> 32);
  }
  std::size_t mask() const noexcept { return slots_.size() - 1; }

  std::vector<PairMerge> merges_;  // by rank
  std::vector<Slot> slots_;        // open addressing, a power of two of them, half of them free
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_PAIR_MERGES_HPP_
