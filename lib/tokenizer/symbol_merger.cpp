#include "symbol_merger.hpp"

#include "long_merge.hpp"

namespace kimitok {
namespace {

// tiktoken's rule by way of the table: the rank is the token that a pair makes.
struct ByTable {
  struct Merge {
    TokenId merged;
    std::uint32_t size;
  };

  Rank rank(const TokenCells& cells, std::uint32_t at, std::uint32_t middle, std::uint32_t) const {
    return pairs.find(cells.id(at), cells.id(middle));
  }
  Merge merge(Rank rank) const {
    return {rank, static_cast<std::uint32_t>(ranks.bytes_of(rank).size())};
  }
  bool is(const Merge&, TokenId, TokenId) const { return true; }

  const PairTable& pairs;
  const MergeableRanks& ranks;
};

}  // namespace

std::size_t SymbolMerger::merge(std::string_view piece, TokenId* ids) {
  const std::size_t count = first_.apply(piece, ids);
  return count <= few_ ? merge_few(ids, count) : merge_many({ids, piece.size()}, count);
}

std::size_t SymbolMerger::merge_few(TokenId* symbols, std::size_t count) {
  Rank ranks[kFew];
  for (std::size_t i = 0; i + 1 < count; ++i) ranks[i] = pairs_.find(symbols[i], symbols[i + 1]);
  while (count > 1) {
    std::size_t at = 0;
    for (std::size_t i = 1; i + 1 < count; ++i) at = ranks[i] < ranks[at] ? i : at;
    if (ranks[at] == kNoRank) break;
    symbols[at] = ranks[at];
    --count;
    for (std::size_t i = at + 1; i < count; ++i) {
      symbols[i] = symbols[i + 1];
      ranks[i - 1] = ranks[i];
    }
    if (at + 1 < count) ranks[at] = pairs_.find(symbols[at], symbols[at + 1]);
    if (at > 0) ranks[at - 1] = pairs_.find(symbols[at - 1], symbols[at]);
  }
  return count;
}

std::size_t SymbolMerger::merge_many(std::span<TokenId> ids, std::size_t count) {
  TokenCells tokens(ids);
  tokens.spread(count, ranks_);
  merge_long(tokens, ByTable{pairs_, ranks_}, queue_);
  return tokens.gather();
}

}  // namespace kimitok
