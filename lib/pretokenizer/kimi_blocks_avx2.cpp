#include <immintrin.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "pretokenizer/kimi_blocks.hpp"
#include "pretokenizer/kimi_blocks_tiers.hpp"
#include "pretokenizer/kimi_masks.hpp"
#include "pretokenizer/kimi_scanner.hpp"
#include "unicode/kimi_classes.hpp"
#include "unicode/wide_character.hpp"

namespace kimitok {
namespace {

using Byte = unsigned char;
using masks::Mask;

// 64 bytes of text in two registers.
class Bytes {
 public:
  explicit Bytes(const Byte* at)
      : low_(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(at))),
        high_(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + 32))) {}

  // Bit `n` of each byte.
  Mask bit_mask(int n) const {
    const __m128i by = _mm_cvtsi32_si128(7 - n);
    return join(_mm256_sll_epi16(low_, by), _mm256_sll_epi16(high_, by));
  }

  Mask equal(unsigned value) const {
    const __m256i all = broadcast(value);
    return join(_mm256_cmpeq_epi8(low_, all), _mm256_cmpeq_epi8(high_, all));
  }

  // first <= byte <= last
  Mask between(unsigned first, unsigned last) const {
    const __m256i from = broadcast(first), reach = broadcast(last - first);
    const auto inside = [&](__m256i bytes) {
      const __m256i above = _mm256_sub_epi8(bytes, from);
      return _mm256_cmpeq_epi8(_mm256_min_epu8(above, reach), above);
    };
    return join(inside(low_), inside(high_));
  }

 private:
  static __m256i broadcast(unsigned value) { return _mm256_set1_epi8(static_cast<char>(value)); }
  static Mask join(__m256i low, __m256i high) {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(low)) |
           Mask{static_cast<std::uint32_t>(_mm256_movemask_epi8(high))} << 32;
  }

  __m256i low_, high_;
};

class Compaction {
 public:
  explicit constexpr Compaction(Mask keep) : keep_(keep) {}
  Mask gather(Mask mask) const { return _pext_u64(mask, keep_); }
  Mask scatter(Mask mask) const { return _pdep_u64(mask, keep_); }

 private:
  Mask keep_;
};

}  // namespace
}  // namespace kimitok

#include "pretokenizer/mask_block.inc"

#include "pretokenizer/block_scan.inc"

namespace kimitok {

std::size_t kimi_blocks_avx2(const char* segment, std::size_t size, std::uint32_t* ends,
                             std::size_t capacity) noexcept {
  return scan_blocks(segment, size, ends, capacity);
}

}  // namespace kimitok
