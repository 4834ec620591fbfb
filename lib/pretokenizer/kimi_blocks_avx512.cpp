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

__m512i bytes(unsigned value) { return _mm512_set1_epi8(static_cast<char>(value)); }

// The classes of the 64 code points from `first` on, a multiple of 64.
__m512i page_classes(std::uint32_t first) {
  return _mm512_loadu_si512(unicode::kKimiBlocks[unicode::kKimiBlockOf[first / 128]] + first % 128);
}

class Block {
 public:
  explicit Block(const Byte* at) {
    const __m512i text = _mm512_loadu_si512(at);
    const __m512i ascii = _mm512_permutex2var_epi8(page_classes(0), text, page_classes(64));
    const Mask high = _mm512_movepi8_mask(text);
    blank_ = _mm512_cmpeq_epi8_mask(text, bytes(' '));
    apostrophe_ = _mm512_cmpeq_epi8_mask(text, bytes('\''));
    if (high == 0) {
      classes_ = ascii;
      leads_ = ~Mask{0};
      size_ = 64;
      return;
    }
    read_wide(at, text, _mm512_maskz_mov_epi8(~high, ascii), high);
  }

  KimiMasks masks() const {
    return {mask(unicode::kHan),
            mask(unicode::kUpper),
            mask(unicode::kLower),
            mask(unicode::kNumber),
            mask(unicode::kSpace),
            mask(unicode::kNewline),
            mask(unicode::kPunctuation),
            blank_,
            apostrophe_,
            size_};
  }

  unsigned byte_of(unsigned i) const {
    return leads_ == ~Mask{0} ? i : masks::lowest(_pdep_u64(masks::bit(i), leads_));
  }

  std::size_t emit(Mask starts, std::uint32_t base, std::uint32_t* ends) const {
    const Mask at = _pdep_u64(starts, leads_);
    const __m512i offsets = _mm512_maskz_compress_epi8(at, iota());
    const __m512i from = _mm512_set1_epi32(static_cast<int>(base));
    const auto count = static_cast<std::size_t>(__builtin_popcountll(at));
    store(ends, from, _mm512_castsi512_si128(offsets));
    if (count > 16) {
      store(ends + 16, from, _mm512_extracti32x4_epi32(offsets, 1));
      if (count > 32) {
        store(ends + 32, from, _mm512_extracti32x4_epi32(offsets, 2));
        store(ends + 48, from, _mm512_extracti32x4_epi32(offsets, 3));
      }
    }
    return count;
  }

 private:
  static __m512i iota() {
    return _mm512_set_epi8(63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46,
                           45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28,
                           27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10,
                           9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  }

  static void store(std::uint32_t* ends, __m512i from, __m128i offsets) {
    _mm512_storeu_si512(ends, _mm512_add_epi32(from, _mm512_cvtepu8_epi32(offsets)));
  }

  Mask mask(unsigned classes) const { return _mm512_test_epi8_mask(classes_, bytes(classes)); }

  // A block with characters of more than one byte: finds their classes, then moves every
  // character's class and bits next to those of its neighbours.
  void read_wide(const Byte* at, __m512i text, __m512i classes, Mask high) {
    leads_ = _mm512_cmpge_epi8_mask(text, bytes(0xC0)) | ~high;
    const Mask two = high & leads_;
    const Mask three = _mm512_cmpge_epu8_mask(text, bytes(0xE0));
    const Mask four = _mm512_cmpge_epu8_mask(text, bytes(0xF0));
    const Mask open = (two & masks::bit(63)) | (three & masks::bit(62)) | (four & masks::bit(61));
    if (open != 0) leads_ &= masks::below(masks::lowest(open));

    const __m512i second = _mm512_loadu_si512(at + 1);
    const auto is = [&](unsigned lead) { return _mm512_cmpeq_epi8_mask(text, bytes(lead)); };
    // U+4E00 to U+9FFF are Han, U+AC00 to U+D77F letters without case.
    const Mask from_b8 = _mm512_cmpge_epu8_mask(second, bytes(0xB8));
    const Mask from_b0 = _mm512_cmpge_epu8_mask(second, bytes(0xB0));
    const Mask to_9d = _mm512_cmple_epu8_mask(second, bytes(0x9D));
    const Mask e5_to_e9 =
        _mm512_cmple_epu8_mask(_mm512_sub_epi8(text, bytes(0xE5)), bytes(0xE9 - 0xE5));
    const Mask han = (e5_to_e9 | (is(0xE4) & from_b8)) & leads_;
    const Mask hangul = (is(0xEB) | is(0xEC) | (is(0xEA) & from_b0) | (is(0xED) & to_9d)) & leads_;
    classes = _mm512_mask_mov_epi8(classes, han, bytes(unicode::kHan));
    classes = _mm512_mask_mov_epi8(classes, hangul, bytes(unicode::kUpper | unicode::kLower));

    Mask rest = two & leads_ & ~han & ~hangul;
    Mask rest4 = rest & four;
    rest &= ~four;
    while (rest != 0) {
      const Byte* const first = at + masks::lowest(rest);
      if (*first < 0xE0) {
        const Mask same = is(*first) & rest;
        const __m512i page = page_classes((*first & 0x1Fu) << 6);
        classes = _mm512_mask_permutexvar_epi8(classes, same, second, page);
        rest &= ~same;
      } else {
        const Mask same = is(*first) & _mm512_cmpeq_epi8_mask(second, bytes(first[1])) & rest;
        const __m512i page = page_classes((*first & 0x0Fu) << 12 | (first[1] & 0x3Fu) << 6);
        const __m512i third = _mm512_loadu_si512(at + 2);
        classes = _mm512_mask_permutexvar_epi8(classes, same, third, page);
        rest &= ~same;
      }
    }
    for (; rest4 != 0; rest4 &= rest4 - 1) {
      const unsigned i = masks::lowest(rest4);
      const char32_t c = unicode::wide_character(at + i);
      classes = _mm512_mask_mov_epi8(classes, masks::bit(i), bytes(unicode::kimi_class(c)));
    }

    classes_ = _mm512_maskz_compress_epi8(leads_, classes);
    blank_ = _pext_u64(blank_, leads_);
    apostrophe_ = _pext_u64(apostrophe_, leads_);
    size_ = static_cast<unsigned>(__builtin_popcountll(leads_));
  }

  __m512i classes_;  // of each character
  Mask leads_;       // where in the block characters begin
  Mask blank_, apostrophe_;
  unsigned size_;
};

}  // namespace
}  // namespace kimitok

#include "pretokenizer/block_scan.inc"

namespace kimitok {

std::size_t kimi_blocks_avx512(const char* segment, std::size_t size, std::uint32_t* ends,
                               std::size_t capacity) noexcept {
  return scan_blocks(segment, size, ends, capacity);
}

}  // namespace kimitok
