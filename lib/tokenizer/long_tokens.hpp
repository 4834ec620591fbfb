// Tokens too long for TokenTable. There are few, so most pieces that long are none: that is told
// from their first bytes.
#ifndef KIMITOK_TOKENIZER_LONG_TOKENS_HPP_
#define KIMITOK_TOKENIZER_LONG_TOKENS_HPP_

#include <array>
#include <cstdint>
#include <string_view>

#include "kimitok/mergeable_ranks.hpp"
#include "piece_key.hpp"
#include "token_table.hpp"

namespace kimitok {

// Immutable. `ranks` must outlive it.
class LongTokens {
 public:
  explicit LongTokens(const MergeableRanks& ranks) : ranks_(&ranks) {
    for (TokenId id = 0; id < ranks.end_id(); ++id) {
      const std::string_view bytes = ranks.bytes_of(id);
      if (bytes.size() > TokenTable::kMaxBytes) filter_[word(hash(bytes))] |= bit(hash(bytes));
    }
  }

  // kNoToken: there is none. Requires: `piece` is longer than TokenTable::kMaxBytes.
  TokenId find(std::string_view piece) const noexcept {
    const std::uint64_t hashed = hash(piece);
    return (filter_[word(hashed)] & bit(hashed)) == 0 ? kNoToken : ranks_->find(piece);
  }

 private:
  static std::uint64_t hash(std::string_view piece) noexcept {
    PieceKey key = PieceKey::of(piece.substr(0, TokenTable::kMaxBytes));
    key.high ^= piece.size() << 32;
    return key.hash();
  }
  static std::size_t word(std::uint64_t hash) noexcept { return hash >> 6 & 1023; }
  static std::uint64_t bit(std::uint64_t hash) noexcept { return std::uint64_t{1} << (hash & 63); }

  const MergeableRanks* ranks_;
  std::array<std::uint64_t, 1024> filter_{};
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_LONG_TOKENS_HPP_
