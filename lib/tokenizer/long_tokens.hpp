// Tokens too long for TokenTable. There are few, so most pieces that long are none: that is told
// from their first bytes.
#ifndef KIMITOK_TOKENIZER_LONG_TOKENS_HPP_
#define KIMITOK_TOKENIZER_LONG_TOKENS_HPP_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/shared_array.hpp"
#include "image/image.hpp"
#include "image/image_writer.hpp"
#include "kimitok/mergeable_ranks.hpp"
#include "piece_key.hpp"
#include "token_table.hpp"

namespace kimitok {

// Immutable after it is made. The bytes that MergeableRanks::bytes_of() gives must outlive it.
class LongTokens {
 public:
  LongTokens() = default;  // to be assigned to

  // Of the ranks only the bytes of ids are asked for. With `same`, two ids that have the same bytes
  // end the work and are stored there; without, there must be none.
  explicit LongTokens(const MergeableRanks& ranks, TokenTable::Same* same = nullptr);

  // kNoToken: there is none. Requires: `piece` is longer than TokenTable::kMaxBytes.
  TokenId find(std::string_view piece) const noexcept {
    const std::uint64_t hashed = hash(piece);
    return (filter_[word(hashed)] & bit(hashed)) == 0 ? kNoToken : look_up(piece);
  }

  void save(ImageWriter& image) const;
  // For tokens whose bytes are arena[offsets[id], offsets[id + 1]), which must be so for every id
  // below offsets.size() - 1. Nothing if `image` does not hold such a table.
  static std::optional<LongTokens> load(const Image& image, const SharedArray<char>& arena,
                                        const SharedArray<std::uint32_t>& offsets);
  // Differs where an image's elements would mean something else.
  static std::uint64_t layout() noexcept;

 private:
  static constexpr std::size_t kFilterWords = 1024;

  static std::uint64_t hash(std::string_view piece) noexcept {
    PieceKey key = PieceKey::of(piece.substr(0, TokenTable::kMaxBytes));
    key.high ^= piece.size() << 32;
    return key.hash();
  }
  static std::size_t word(std::uint64_t hash) noexcept { return hash >> 6 & (kFilterWords - 1); }
  static std::uint64_t bit(std::uint64_t hash) noexcept { return std::uint64_t{1} << (hash & 63); }

  TokenId look_up(std::string_view piece) const noexcept;
  std::string_view bytes_of(TokenId id) const noexcept {
    return {arena_ + offsets_[id], offsets_[id + std::size_t{1}] - offsets_[id]};
  }

  SharedArray<std::uint64_t> filter_;
  SharedArray<TokenId> slots_;  // open addressing, a power of two of them; kNoToken: empty
  const char* arena_ = nullptr;
  const std::uint32_t* offsets_ = nullptr;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_LONG_TOKENS_HPP_
