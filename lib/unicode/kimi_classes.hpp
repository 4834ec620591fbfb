// What the classes of Kimi's split pattern say about a code point, in one byte.
#ifndef KIMITOK_UNICODE_KIMI_CLASSES_HPP_
#define KIMITOK_UNICODE_KIMI_CLASSES_HPP_

#include <cstdint>

namespace kimitok::unicode {

// Bits of a class byte.
inline constexpr unsigned kHan = 1;           // \p{Han}
inline constexpr unsigned kUpper = 2;         // [\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]
inline constexpr unsigned kLower = 4;         // [\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]
inline constexpr unsigned kNumber = 8;        // \p{N}
inline constexpr unsigned kSpace = 16;        // \s
inline constexpr unsigned kNewline = 32;      // [\r\n]
inline constexpr unsigned kPunctuation = 64;  // [^\s\p{L}\p{N}]
inline constexpr unsigned kPrefix = 128;      // [^\r\n\p{L}\p{N}]

#include "unicode/kimi_class_table.inc"

// Requires: `code_point` is at most U+10FFFF.
inline unsigned kimi_class(char32_t code_point) noexcept {
  return kKimiBlocks[kKimiBlockOf[code_point / kKimiBlockSize]][code_point % kKimiBlockSize];
}

// The same, for a byte below 0x80.
inline unsigned kimi_ascii_class(unsigned char byte) noexcept { return kKimiBlocks[0][byte]; }

}  // namespace kimitok::unicode

#endif  // KIMITOK_UNICODE_KIMI_CLASSES_HPP_
