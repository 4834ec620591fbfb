// Merges a piece's tokens until none of its neighbours merge: byte pair encoding by tiktoken's
// rule, over the tables made for it. The fast form of Merger.
#ifndef KIMITOK_TOKENIZER_SYMBOL_MERGER_HPP_
#define KIMITOK_TOKENIZER_SYMBOL_MERGER_HPP_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "first_merges.hpp"
#include "kimitok/token.hpp"
#include "pair_table.hpp"

namespace kimitok {

// Scratch of one thread. The tables must outlive it.
class SymbolMerger {
 public:
  SymbolMerger(const FirstMerges& first, const PairTable& pairs) : first_(first), pairs_(pairs) {}

  // Writes the ids of `piece`; returns how many. The whole piece being a token is not considered.
  // `ids` has room for piece.size(), which is at least 1 and below 4 GiB.
  std::size_t merge(std::string_view piece, TokenId* ids);

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  struct Symbol {
    std::uint32_t previous, next;
    Rank with_next;
  };

  std::size_t merge_few(TokenId* symbols, std::size_t count);
  std::size_t merge_many(TokenId* symbols, std::size_t count);
  void rank(const TokenId* symbols, std::uint32_t at);

  const FirstMerges& first_;
  const PairTable& pairs_;
  std::vector<Symbol> symbols_;
  std::vector<std::uint64_t> heap_;  // rank << 32 | position
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_SYMBOL_MERGER_HPP_
