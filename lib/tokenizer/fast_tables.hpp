// The tables by which pieces become ids quickly: for vocabularies that merge by tiktoken's rule.
#ifndef KIMITOK_TOKENIZER_FAST_TABLES_HPP_
#define KIMITOK_TOKENIZER_FAST_TABLES_HPP_

#include <utility>

#include "first_merges.hpp"
#include "kimitok/mergeable_ranks.hpp"
#include "long_tokens.hpp"
#include "pair_table.hpp"
#include "ranks_tables.hpp"
#include "token_table.hpp"

namespace kimitok {

// Immutable. The ranks it is made of must outlive it.
struct FastTables {
  // Requires: of.end_id() <= kMaxTokens.
  explicit FastTables(const MergeableRanks& of)
      : FastTables(of, PairTable::create(of), FirstMerges::create(of)) {}

  // With tables that were made from such ranks before.
  FastTables(MergeableRanks of, PairTable these_pairs, FirstMerges these_first)
      : ranks(std::move(of)),
        tokens(ranks.tables().tokens),
        long_tokens(ranks.tables().long_tokens),
        pairs(std::move(these_pairs)),
        first(std::move(these_first)) {}

  FastTables(const FastTables&) = delete;
  FastTables& operator=(const FastTables&) = delete;

  static constexpr TokenId kMaxTokens = PairTable::kMaxTokens;

  MergeableRanks ranks;  // holds the next two
  const TokenTable& tokens;
  const LongTokens& long_tokens;
  PairTable pairs;
  FirstMerges first;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_FAST_TABLES_HPP_
