// The tables by which pieces become ids quickly: for vocabularies that merge by tiktoken's rule.
#ifndef KIMITOK_TOKENIZER_FAST_TABLES_HPP_
#define KIMITOK_TOKENIZER_FAST_TABLES_HPP_

#include "first_merges.hpp"
#include "kimitok/mergeable_ranks.hpp"
#include "long_tokens.hpp"
#include "pair_table.hpp"
#include "token_table.hpp"

namespace kimitok {

// Immutable. The ranks it is made of must outlive it.
struct FastTables {
  // Requires: ranks.end_id() <= kMaxTokens.
  explicit FastTables(const MergeableRanks& of)
      : ranks(&of),
        tokens(TokenTable::create(of)),
        long_tokens(of),
        pairs(PairTable::create(of)),
        first(FirstMerges::create(of)) {}

  static constexpr TokenId kMaxTokens = PairTable::kMaxTokens;

  const MergeableRanks* ranks;
  TokenTable tokens;
  LongTokens long_tokens;
  PairTable pairs;
  FirstMerges first;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_FAST_TABLES_HPP_
