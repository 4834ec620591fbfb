// Byte pair encoding of one piece: repeatedly merges the neighbouring pair of lowest rank, leftmost
// on ties. (tiktoken's byte_pair_merge, src/lib.rs, has the same rule.)
//
// Needs no tables but the vocabulary's own, and can tell how the merging went.
#ifndef KIMITOK_TOKENIZER_MERGER_HPP_
#define KIMITOK_TOKENIZER_MERGER_HPP_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "kimitok/mergeable_ranks.hpp"
#include "kimitok/tokenizer.hpp"
#include "merge_queue.hpp"
#include "pair_merges.hpp"

namespace kimitok {

// Scratch of one thread. The tables must outlive it.
class Merger {
 public:
  // `pairs` null: tiktoken's rule, by concatenation. Pieces of up to `short_bytes` are merged by
  // looking at every pair each time, longer ones by merge_long().
  Merger(const MergeableRanks& ranks, const PairMerges* pairs,
         std::size_t short_bytes = kShortBytes)
      : ranks_(ranks),
        pairs_(pairs),
        short_bytes_(short_bytes),
        queue_(pairs == nullptr ? ranks.end_id() : pairs->end_rank()) {}

  // Appends the ids of `piece`; the whole piece being a token is not considered. Empty: nothing.
  // Requires: piece.size() < kMaxPieceBytes. With `steps`, records each merge in the order of
  // merging.
  void merge(std::string_view piece, std::vector<TokenId>& ids,
             std::vector<MergeStep>* steps = nullptr);

  static constexpr std::size_t kMaxPieceBytes = UINT32_MAX;
  static constexpr std::size_t kShortBytes = 64;

 private:
  // A run of bytes that is one token by now. It lies between its own `begin` and the next part's.
  struct ShortPart {
    std::uint32_t begin;
    TokenId id;
    Candidate with_next;
  };

  Candidate candidate(std::string_view both, TokenId left, TokenId right) const;
  void merge_short(std::string_view piece, std::vector<MergeStep>* steps);
  void merge_many(std::string_view piece, std::vector<TokenId>& ids, std::vector<MergeStep>* steps);

  const MergeableRanks& ranks_;
  const PairMerges* pairs_;
  std::size_t short_bytes_;
  std::vector<ShortPart> short_;
  MergeQueue queue_;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_MERGER_HPP_
