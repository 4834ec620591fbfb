// Tokens of up to 12 bytes by their bytes: one cache line answers nearly every question.
#ifndef KIMITOK_TOKENIZER_TOKEN_TABLE_HPP_
#define KIMITOK_TOKENIZER_TOKEN_TABLE_HPP_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/shared_array.hpp"
#include "image/image.hpp"
#include "image/image_writer.hpp"
#include "kimitok/mergeable_ranks.hpp"
#include "kimitok/token.hpp"
#include "piece_key.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace kimitok {

// Immutable after create(). A token lies in the bucket its key's hash names first, or, where that
// was full, in the one it names second: then a bit of the first, one of four, says for a quarter of
// all hashes that this one is to be looked at.
class TokenTable {
 public:
  TokenTable() = default;  // to be assigned to

  static constexpr std::size_t kMaxBytes = 12;

  struct Same {
    TokenId first = kNoToken, second = kNoToken;
  };

  // Requires: ranks.end_id() <= 2^27; of the ranks only the bytes of ids and where they lie are
  // asked for. Nothing where so many tokens have the same hash that no table of a sensible size has
  // room for them, which only tokens made for it do. With `same`, nothing as well where two ids
  // have the same bytes, and they are stored there; without, there must be none.
  static std::optional<TokenTable> create(const MergeableRanks& ranks, Same* same = nullptr);

  void save(ImageWriter& image) const;
  // Nothing if `image` does not hold such a table. That its ids are those of the tokens rests on
  // the image's checksum.
  static std::optional<TokenTable> load(const Image& image);
  // Differs where an image's elements would mean something else.
  static std::uint64_t layout() noexcept {
    return sizeof(Bucket) ^ PieceKey::of("kimitok").hash() ^ PieceKey::of("a tokenizer").hash();
  }

  // The token whose bytes are the piece of `key`; kNoToken if there is none, or if it is longer
  // than kMaxBytes. `hash` is key.hash().
  TokenId find(const PieceKey& key, std::uint64_t hash) const noexcept {
    const Bucket& first = first_bucket(hash);
    const TokenId token = find_in(first, key);
    if (token != kNoToken || (first.slots[spill(hash)].meta & kSpilled) == 0) [[likely]]
      return token;
    return find_second(key, hash);
  }

  void prefetch(std::uint64_t hash) const noexcept { __builtin_prefetch(&first_bucket(hash)); }

  // What find() looks at, for those who look for many at once (token_search.hpp). A slot is a key
  // of which the size is in the place of kSize; in an empty one all but kSpilled is zero.
  struct Slot {
    std::uint64_t low;   // bytes 0 to 7 of the token
    std::uint32_t high;  // bytes 8 to 11
    std::uint32_t meta;  // size << 28, kSpilled (see spill()), the id
  };
  struct alignas(64) Bucket {
    Slot slots[4];
  };
  static constexpr std::uint32_t kSpilled = 1u << 27;
  static constexpr std::uint32_t kSize = 0xFu << 28;
  static constexpr std::uint32_t kId = kSpilled - 1;

  // Always inlined, as PairTable's are.
  [[gnu::always_inline]] const Bucket& first_bucket(std::uint64_t hash) const noexcept {
    return begin_[hash & mask_];
  }
  // The slot whose kSpilled says that tokens of such a hash may be in their second bucket.
  [[gnu::always_inline]] static std::size_t spill(std::uint64_t hash) noexcept {
    return hash >> 62;
  }
  // For what is not in the first bucket.
  TokenId find_second(const PieceKey& key, std::uint64_t hash) const noexcept;

 private:
  std::size_t second(std::uint64_t hash) const noexcept { return (hash >> 32) & mask_; }

  class Builder;
  explicit TokenTable(SharedArray<Bucket> buckets)
      : buckets_(std::move(buckets)), begin_(buckets_.data()), mask_(buckets_.size() - 1) {}

  static TokenId find_in(const Bucket& bucket, const PieceKey& key) noexcept;

  SharedArray<Bucket> buckets_;  // a power of two of them
  const Bucket* begin_ = nullptr;
  std::size_t mask_ = 0;
};

#ifdef __SSE2__
inline TokenId TokenTable::find_in(const Bucket& bucket, const PieceKey& key) noexcept {
  // A key has the size where a slot has it.
  const __m128i wanted = _mm_loadu_si128(reinterpret_cast<const __m128i*>(&key));
  const __m128i compared = _mm_set_epi32(static_cast<int>(kSize), -1, -1, -1);
  const auto equal = [&](int i) {
    const __m128i slot = _mm_load_si128(reinterpret_cast<const __m128i*>(&bucket.slots[i]));
    return _mm_cmpeq_epi32(_mm_and_si128(slot, compared), wanted);
  };
  const __m128i all =
      _mm_packs_epi16(_mm_packs_epi32(equal(0), equal(1)), _mm_packs_epi32(equal(2), equal(3)));
  auto found = static_cast<unsigned>(_mm_movemask_epi8(all));
  found &= found >> 1;
  found &= found >> 2;
  found &= 0x1111;
  if (found == 0) return kNoToken;
  return bucket.slots[static_cast<unsigned>(__builtin_ctz(found)) / 4].meta & kId;
}
#else
inline TokenId TokenTable::find_in(const Bucket& bucket, const PieceKey& key) noexcept {
  const auto size = static_cast<std::uint32_t>(key.high >> 32) & kSize;
  const auto high = static_cast<std::uint32_t>(key.high);
  for (const Slot& slot : bucket.slots) {
    if (slot.low == key.low && slot.high == high && (slot.meta & kSize) == size)
      return slot.meta & kId;
  }
  return kNoToken;
}
#endif

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_TOKEN_TABLE_HPP_
