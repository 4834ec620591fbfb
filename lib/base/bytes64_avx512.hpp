// 64 bytes at once, for processors of the avx512 tier; each mask has a bit for each byte. The
// same class as in bytes64_avx2.hpp and bytes64_neon.hpp: the loops over blocks are templates of
// it.
//
// Only for the files that are compiled for this tier. Everything here has internal linkage, and so
// have the templates' instances: what the linker may share could end up in the rest of the program.
#ifndef KIMITOK_BASE_BYTES64_AVX512_HPP_
#define KIMITOK_BASE_BYTES64_AVX512_HPP_

#include <immintrin.h>

#include <cstdint>

#include "base/byte_table.hpp"

namespace kimitok {
namespace {

class Bytes64 {
 public:
  using Mask = std::uint64_t;

  explicit Bytes64(const char* at) : bytes_(_mm512_loadu_si512(at)) {}

  Mask high() const { return _mm512_movepi8_mask(bytes_); }  // 80 to FF
  Mask continuation() const { return _mm512_cmplt_epi8_mask(bytes_, all(0xC0)); }
  Mask equal(unsigned value) const { return _mm512_cmpeq_epi8_mask(bytes_, all(value)); }
  Mask at_least(unsigned value) const { return _mm512_cmpge_epu8_mask(bytes_, all(value)); }
  Mask between(unsigned first, unsigned last) const {
    return _mm512_cmple_epu8_mask(_mm512_sub_epi8(bytes_, all(first)), all(last - first));
  }
  Mask any_of(unsigned bits) const { return _mm512_test_epi8_mask(bytes_, all(bits)); }

  // high[byte / 16] for each byte.
  Bytes64 upper_half(const std::uint8_t* high) const {
    const __m512i upper = _mm512_and_si512(_mm512_srli_epi16(bytes_, 4), all(0x0F));
    return Bytes64(_mm512_shuffle_epi8(table(high), upper));
  }

  // low[byte % 16] & high[byte / 16] for each byte; both have 16 entries.
  Bytes64 halves(const std::uint8_t* low, const std::uint8_t* high) const {
    const __m512i lower = _mm512_and_si512(bytes_, all(0x0F));
    return upper_half(high) & Bytes64(_mm512_shuffle_epi8(table(low), lower));
  }

  Bytes64 look_up(const ByteTable& table) const {
    const __m512i low = _mm512_loadu_si512(table.by_lower_seven_bits);
    const __m512i high = _mm512_loadu_si512(table.by_lower_seven_bits + 64);
    return Bytes64(_mm512_permutex2var_epi8(low, bytes_, high));
  }

  Bytes64 operator&(Bytes64 other) const { return Bytes64(_mm512_and_si512(bytes_, other.bytes_)); }
  Bytes64 operator|(Bytes64 other) const { return Bytes64(_mm512_or_si512(bytes_, other.bytes_)); }

 private:
  explicit Bytes64(__m512i bytes) : bytes_(bytes) {}
  static __m512i all(unsigned value) { return _mm512_set1_epi8(static_cast<char>(value)); }
  static __m512i table(const std::uint8_t* entries) {
    return _mm512_broadcast_i32x4(_mm_loadu_si128(reinterpret_cast<const __m128i*>(entries)));
  }

  __m512i bytes_;
};

}  // namespace
}  // namespace kimitok

#endif  // KIMITOK_BASE_BYTES64_AVX512_HPP_
