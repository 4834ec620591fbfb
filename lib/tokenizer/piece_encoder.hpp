// Turns pieces into ids, many at a time.
#ifndef KIMITOK_TOKENIZER_PIECE_ENCODER_HPP_
#define KIMITOK_TOKENIZER_PIECE_ENCODER_HPP_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/cpu_tier.hpp"
#include "fast_tables.hpp"
#include "kimitok/token.hpp"
#include "merge_batch.hpp"
#include "piece_cache.hpp"
#include "symbol_merger.hpp"
#include "token_search.hpp"

namespace kimitok {

// Scratch of one thread. The tables must outlive it.
class PieceEncoder {
 public:
  explicit PieceEncoder(const FastTables& tables)
      : tables_(tables), merger_(tables.first, tables.pairs, tables.ranks), batch_(tables.pairs) {}

  // The ids of the pieces of `text` that begin at 0 and end at `ends`, in order; valid until the
  // next call. Requires: at most kMaxPieces of them, none of 4 GiB or more.
  std::span<const TokenId> encode(std::string_view text, std::span<const std::uint32_t> ends);

  static constexpr std::size_t kMaxPieces = 1024;

  // As good as new, with its memory for pieces of usual sizes.
  void forget();

 private:
  // The ids of a piece that is not in the token table: `few`, or, if they are more than those hold,
  // the `count` from `many` on in many_.
  struct Answer {
    std::uint32_t count;
    TokenId few[PieceCache::kMaxIds];
    std::size_t many;
  };
  // A miss that is the same piece as another of this call, which may not be merged yet.
  struct Repeat {
    std::uint16_t miss, first;
  };
  static constexpr std::uint16_t kNoMiss = UINT16_MAX;

  void look_up(std::string_view text, std::span<const std::uint32_t> ends);
  void solve(std::size_t miss, std::string_view piece);
  bool repeats_another(std::size_t miss);
  void merge_batch(std::size_t rest);
  void store(Answer& answer, std::span<const TokenId> ids);
  std::span<const TokenId> emit(std::size_t pieces);
  void reserve(std::size_t ids);

  const FastTables& tables_;
  FindTokens find_tokens_ = find_tokens(cpu_tier());
  SymbolMerger merger_;
  MergeBatch batch_;
  PieceCache cache_;

  PieceKey keys_[kMaxPieces];
  std::uint64_t hashes_[kMaxPieces];
  TokenId found_[kMaxPieces + kTokenSearchSlack];
  std::uint32_t misses_[kMaxPieces + kTokenSearchSlack];  // places among the pieces
  std::size_t miss_count_ = 0;
  Answer answers_[kMaxPieces];  // of each miss

  std::uint16_t merging_[512];  // by their hash some of the misses that are merged in this call
  Repeat repeats_[kMaxPieces];
  std::size_t repeat_count_ = 0;
  std::vector<TokenId> many_;

  std::unique_ptr<TokenId[]> ids_;
  std::size_t room_ = 0;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_PIECE_ENCODER_HPP_
