// Byte pair encoding of one piece: repeatedly merges the neighbouring pair of lowest rank, leftmost
// on ties.
//
// Short pieces are merged by looking at every pair each time, which is fastest while a piece fits
// in a few cache lines. Long ones keep their pairs in a heap ordered by (rank, position), so that
// the cost stays within n log n for any piece; nothing recurses. (tiktoken's byte_pair_merge,
// src/lib.rs, has the same rule.)
#ifndef KIMITOK_TOKENIZER_MERGER_HPP_
#define KIMITOK_TOKENIZER_MERGER_HPP_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "kimitok/mergeable_ranks.hpp"
#include "kimitok/tokenizer.hpp"
#include "pair_merges.hpp"

namespace kimitok {

// Scratch of one thread. The tables must outlive it.
class Merger {
 public:
  // `pairs` null: tiktoken's rule, by concatenation.
  Merger(const MergeableRanks& ranks, const PairMerges* pairs) : ranks_(ranks), pairs_(pairs) {}

  // Appends the ids of `piece`; the whole piece being a token is not considered. Empty: nothing.
  // Requires: piece.size() < kMaxPieceBytes. With `steps`, records each merge in the order of
  // merging.
  void merge(std::string_view piece, std::vector<TokenId>& ids,
             std::vector<MergeStep>* steps = nullptr);

  static constexpr std::size_t kMaxPieceBytes = UINT32_MAX;

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  // A run of bytes that is one token by now. It lies between its own index and `next` in the long
  // form, between its own `begin` and the next part's in the short one.
  struct ShortPart {
    std::uint32_t begin;
    TokenId id;
    Candidate with_next;
  };
  struct LongPart {
    std::uint32_t previous, next;
    TokenId id;
    Candidate with_next;
  };

  Candidate candidate(std::string_view both, TokenId left, TokenId right) const;
  void merge_short(std::string_view piece, std::vector<MergeStep>* steps);
  void merge_long(std::string_view piece, std::vector<MergeStep>* steps);
  void rank_long(std::string_view piece, std::uint32_t at);
  void push(std::uint32_t at);

  const MergeableRanks& ranks_;
  const PairMerges* pairs_;
  std::vector<ShortPart> short_;
  std::vector<LongPart> long_;
  std::vector<std::uint64_t> heap_;  // rank << 32 | position
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_MERGER_HPP_
