// 64 bytes at once, for processors of the avx2 tier: see bytes64_avx512.hpp.
#ifndef KIMITOK_BASE_BYTES64_AVX2_HPP_
#define KIMITOK_BASE_BYTES64_AVX2_HPP_

#include <immintrin.h>

#include <cstdint>

#include "base/byte_table.hpp"

namespace kimitok {
namespace {

class Bytes64 {
 public:
  using Mask = std::uint64_t;

  explicit Bytes64(const char* at)
      : lower_(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(at))),
        upper_(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + 32))) {}

  Mask high() const { return join(lower_, upper_); }  // 80 to FF
  Mask continuation() const {
    const __m256i c0 = all(0xC0);
    return join(_mm256_cmpgt_epi8(c0, lower_), _mm256_cmpgt_epi8(c0, upper_));
  }
  Mask equal(unsigned value) const {
    return join(_mm256_cmpeq_epi8(lower_, all(value)), _mm256_cmpeq_epi8(upper_, all(value)));
  }
  Mask at_least(unsigned value) const {
    return join(at_least(lower_, all(value)), at_least(upper_, all(value)));
  }
  Mask between(unsigned first, unsigned last) const {
    const __m256i from = all(first), reach = all(last - first);
    return join(at_least(reach, _mm256_sub_epi8(lower_, from)),
                at_least(reach, _mm256_sub_epi8(upper_, from)));
  }
  Mask any_of(unsigned bits) const {
    const __m256i some = all(bits), zero = _mm256_setzero_si256();
    return ~join(_mm256_cmpeq_epi8(_mm256_and_si256(lower_, some), zero),
                 _mm256_cmpeq_epi8(_mm256_and_si256(upper_, some), zero));
  }

  // high[byte / 16] for each byte.
  Bytes64 upper_half(const std::uint8_t* high) const {
    const auto find = [entries = table(high)](__m256i bytes) {
      return _mm256_shuffle_epi8(entries, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), all(0x0F)));
    };
    return Bytes64(find(lower_), find(upper_));
  }

  // low[byte % 16] & high[byte / 16] for each byte; both have 16 entries.
  Bytes64 halves(const std::uint8_t* low, const std::uint8_t* high) const {
    const auto find = [entries = table(low)](__m256i bytes) {
      return _mm256_shuffle_epi8(entries, _mm256_and_si256(bytes, all(0x0F)));
    };
    return upper_half(high) & Bytes64(find(lower_), find(upper_));
  }

  Bytes64 look_up(const ByteTable& table) const {
    return halves(table.by_lower_half, table.by_upper_half);
  }

  Bytes64 operator&(Bytes64 other) const {
    return Bytes64(_mm256_and_si256(lower_, other.lower_), _mm256_and_si256(upper_, other.upper_));
  }
  Bytes64 operator|(Bytes64 other) const {
    return Bytes64(_mm256_or_si256(lower_, other.lower_), _mm256_or_si256(upper_, other.upper_));
  }

 private:
  Bytes64(__m256i lower, __m256i upper) : lower_(lower), upper_(upper) {}
  static __m256i all(unsigned value) { return _mm256_set1_epi8(static_cast<char>(value)); }
  static __m256i at_least(__m256i bytes, __m256i values) {
    return _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, values), bytes);
  }
  static Mask join(__m256i lower, __m256i upper) {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(lower)) |
           Mask{static_cast<std::uint32_t>(_mm256_movemask_epi8(upper))} << 32;
  }
  static __m256i table(const std::uint8_t* entries) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(entries)));
  }
  __m256i lower_, upper_;
};

}  // namespace
}  // namespace kimitok

#endif  // KIMITOK_BASE_BYTES64_AVX2_HPP_
