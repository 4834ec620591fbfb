// The merge list of a tokenizer.json: which pair of tokens becomes which, and how early.
#ifndef KIMITOK_TOKENIZER_PAIR_MERGES_HPP_
#define KIMITOK_TOKENIZER_PAIR_MERGES_HPP_

#include <span>
#include <unordered_map>

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

  Candidate find(TokenId left, TokenId right) const noexcept;

 private:
  static std::uint64_t key(TokenId left, TokenId right) {
    return std::uint64_t{left} << 32 | right;
  }

  // The keys are packed ids: without mixing, buckets chosen by the low bits would see `right`
  // alone.
  struct Mix {
    std::size_t operator()(std::uint64_t value) const noexcept {
      value *= 0x9E3779B97F4A7C15u;
      return static_cast<std::size_t>(value ^ (value >> 32));
    }
  };

  std::unordered_map<std::uint64_t, Candidate, Mix> candidates_;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_PAIR_MERGES_HPP_
