// Merges a piece's tokens until none of its neighbours merge: byte pair encoding by tiktoken's
// rule, over the tables made for it. The fast form of Merger.
#ifndef KIMITOK_TOKENIZER_SYMBOL_MERGER_HPP_
#define KIMITOK_TOKENIZER_SYMBOL_MERGER_HPP_

#include <cstddef>
#include <span>
#include <string_view>

#include "first_merges.hpp"
#include "kimitok/mergeable_ranks.hpp"
#include "kimitok/token.hpp"
#include "merge_queue.hpp"
#include "pair_table.hpp"

namespace kimitok {

// Scratch of one thread. The tables must outlive it.
class SymbolMerger {
 public:
  // All three are of the same vocabulary. Up to `few` tokens, at most kFew, are merged by looking
  // at every pair each time, more by merge_long().
  SymbolMerger(const FirstMerges& first, const PairTable& pairs, const MergeableRanks& ranks,
               std::size_t few = kFew)
      : first_(first), pairs_(pairs), ranks_(ranks), few_(few), queue_(ranks.end_id()) {}

  // Writes the ids of `piece`; returns how many. The whole piece being a token is not considered.
  // `ids` has room for piece.size(), which is at least 1 and below 4 GiB.
  std::size_t merge(std::string_view piece, TokenId* ids);

  static constexpr std::size_t kFew = 48;

 private:
  std::size_t merge_few(TokenId* symbols, std::size_t count);
  std::size_t merge_many(std::span<TokenId> ids, std::size_t count);

  const FirstMerges& first_;
  const PairTable& pairs_;
  const MergeableRanks& ranks_;
  std::size_t few_;
  MergeQueue queue_;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_SYMBOL_MERGER_HPP_
