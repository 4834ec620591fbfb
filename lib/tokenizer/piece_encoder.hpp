// Turns pieces into ids, many at a time.
#ifndef KIMITOK_TOKENIZER_PIECE_ENCODER_HPP_
#define KIMITOK_TOKENIZER_PIECE_ENCODER_HPP_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "fast_tables.hpp"
#include "kimitok/token.hpp"
#include "piece_cache.hpp"
#include "symbol_merger.hpp"

namespace kimitok {

// Scratch of one thread. The tables must outlive it.
class PieceEncoder {
 public:
  explicit PieceEncoder(const FastTables& tables)
      : tables_(tables), merger_(tables.first, tables.pairs, tables.ranks) {}

  // The ids of the pieces of `text` that begin at 0 and end at `ends`, in order; valid until the
  // next call. Requires: at most kMaxPieces of them, none of 4 GiB or more.
  std::span<const TokenId> encode(std::string_view text, std::span<const std::uint32_t> ends);

  static constexpr std::size_t kMaxPieces = 256;

 private:
  TokenId* encode_miss(std::string_view piece, const PieceKey& key, std::uint64_t hash,
                       TokenId* out);
  void reserve(std::size_t ids);

  const FastTables& tables_;
  SymbolMerger merger_;
  PieceCache cache_;
  std::unique_ptr<TokenId[]> ids_;
  std::size_t room_ = 0;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_PIECE_ENCODER_HPP_
