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

class Block {
 public:
  explicit Block(const Byte* at) : leads_(~Mask{0}) {
    const Bytes text(at);
    const Mask high = text.bit_mask(7);
    masks_.upper = text.between('A', 'Z');
    masks_.lower = text.between('a', 'z');
    masks_.number = text.between('0', '9');
    masks_.blank = text.equal(' ');
    masks_.space = text.between('\t', '\r') | masks_.blank;
    masks_.newline = text.equal('\n') | text.equal('\r');
    masks_.punctuation = ~(masks_.upper | masks_.lower | masks_.number | masks_.space | high);
    masks_.apostrophe = text.equal('\'');
    masks_.han = 0;
    masks_.size = 64;
    if (high != 0) read_wide(at, text, high);
  }

  const KimiMasks& masks() const { return masks_; }

  unsigned byte_of(unsigned i) const {
    return leads_ == ~Mask{0} ? i : masks::lowest(_pdep_u64(masks::bit(i), leads_));
  }

  std::size_t emit(Mask starts, std::uint32_t base, std::uint32_t* ends) const {
    std::uint32_t* out = ends;
    for (Mask at = _pdep_u64(starts, leads_); at != 0; at &= at - 1) {
      *out++ = base + masks::lowest(at);
    }
    return static_cast<std::size_t>(out - ends);
  }

 private:
  // Adds the characters of more than one byte, then moves the bits of all characters next to those
  // of their neighbours.
  void read_wide(const Byte* at, const Bytes& text, Mask high) {
    const Mask wide = text.between(0xC0, 0xFF);
    leads_ = ~high | wide;
    const Mask open = (wide & masks::bit(63)) | (text.between(0xE0, 0xFF) & masks::bit(62)) |
                      (text.between(0xF0, 0xFF) & masks::bit(61));
    if (open != 0) leads_ &= masks::below(masks::lowest(open));

    // U+4E00 to U+9FFF.
    const Mask from_b8 = Bytes(at + 1).between(0xB8, 0xFF);
    masks_.han = (text.between(0xE5, 0xE9) | (text.equal(0xE4) & from_b8)) & leads_;
    if (const Mask rest = wide & leads_ & ~masks_.han; rest != 0) look_up(at, rest);

    for (Mask* mask : {&masks_.han, &masks_.upper, &masks_.lower, &masks_.number, &masks_.space,
                       &masks_.newline, &masks_.punctuation, &masks_.blank, &masks_.apostrophe}) {
      *mask = _pext_u64(*mask, leads_);
    }
    masks_.size = static_cast<unsigned>(__builtin_popcountll(leads_));
  }

  void look_up(const Byte* at, Mask rest) {
    alignas(32) Byte classes[64] = {};
    for (; rest != 0; rest &= rest - 1) {
      const unsigned i = masks::lowest(rest);
      classes[i] = static_cast<Byte>(unicode::kimi_class(unicode::wide_character(at + i)));
    }
    const Bytes found(classes);
    masks_.han |= found.bit_mask(0);
    masks_.upper |= found.bit_mask(1);
    masks_.lower |= found.bit_mask(2);
    masks_.number |= found.bit_mask(3);
    masks_.space |= found.bit_mask(4);
    masks_.punctuation |= found.bit_mask(6);
  }

  KimiMasks masks_;
  Mask leads_;  // where in the block characters begin
};
static_assert(unicode::kHan == 1 << 0 && unicode::kUpper == 1 << 1 && unicode::kLower == 1 << 2 &&
              unicode::kNumber == 1 << 3 && unicode::kSpace == 1 << 4 &&
              unicode::kPunctuation == 1 << 6);

}  // namespace
}  // namespace kimitok

#include "pretokenizer/block_scan.inc"

namespace kimitok {

std::size_t kimi_blocks_avx2(const char* segment, std::size_t size, std::uint32_t* ends,
                             std::size_t capacity) noexcept {
  return scan_blocks(segment, size, ends, capacity);
}

}  // namespace kimitok
