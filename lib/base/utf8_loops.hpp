// The loops of utf8_blocks(), as templates of a tier's Bytes64 (see bytes64_avx512.hpp).
//
// Whether a byte may follow another is decided by the halves of the first and the upper half of the
// second: each of three tables says which of eight mistakes its half is consistent with, and a
// mistake that all three agree on was made. Only whether a continuation byte may follow another
// takes the bytes before those two. (John Keiser and Daniel Lemire, "Validating UTF-8 In Less Than
// One Instruction Per Byte", 2021.) The bytes before come from loads that begin so much earlier.
#ifndef KIMITOK_BASE_UTF8_LOOPS_HPP_
#define KIMITOK_BASE_UTF8_LOOPS_HPP_

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace kimitok {

namespace utf8_mistakes {

constexpr std::uint8_t kTooShort = 1 << 0;    // a lead, then no continuation
constexpr std::uint8_t kTooLong = 1 << 1;     // ASCII, then a continuation
constexpr std::uint8_t kOverlong3 = 1 << 2;   // E0 80..9F
constexpr std::uint8_t kTooLarge = 1 << 3;    // F4 90..BF, F5..FF 90..BF
constexpr std::uint8_t kSurrogate = 1 << 4;   // ED A0..BF
constexpr std::uint8_t kOverlong2 = 1 << 5;   // C0..C1 80..BF
constexpr std::uint8_t kEdgeOfFour = 1 << 6;  // F0 80..8F, F5..FF 80..8F
constexpr std::uint8_t kTwoInARow = 1 << 7;   // two continuations: no mistake in longer characters
constexpr std::uint8_t kAnyLow = kTooShort | kTooLong | kTwoInARow;  // whatever the lower half is
constexpr std::uint8_t kLargeLow = kAnyLow | kTooLarge | kEdgeOfFour;
constexpr std::uint8_t kContinued = kTooLong | kOverlong2 | kTwoInARow;

constexpr std::uint8_t kFirstHigh[16] = {kTooLong,
                                         kTooLong,
                                         kTooLong,
                                         kTooLong,
                                         kTooLong,
                                         kTooLong,
                                         kTooLong,
                                         kTooLong,
                                         kTwoInARow,
                                         kTwoInARow,
                                         kTwoInARow,
                                         kTwoInARow,
                                         kTooShort | kOverlong2,
                                         kTooShort,
                                         kTooShort | kOverlong3 | kSurrogate,
                                         kTooShort | kTooLarge | kEdgeOfFour};
constexpr std::uint8_t kFirstLow[16] = {kAnyLow | kOverlong2 | kOverlong3 | kEdgeOfFour,
                                        kAnyLow | kOverlong2,
                                        kAnyLow,
                                        kAnyLow,
                                        kAnyLow | kTooLarge,
                                        kLargeLow,
                                        kLargeLow,
                                        kLargeLow,
                                        kLargeLow,
                                        kLargeLow,
                                        kLargeLow,
                                        kLargeLow,
                                        kLargeLow,
                                        kLargeLow | kSurrogate,
                                        kLargeLow,
                                        kLargeLow};
constexpr std::uint8_t kSecondHigh[16] = {kTooShort,
                                          kTooShort,
                                          kTooShort,
                                          kTooShort,
                                          kTooShort,
                                          kTooShort,
                                          kTooShort,
                                          kTooShort,
                                          kContinued | kOverlong3 | kEdgeOfFour,
                                          kContinued | kOverlong3 | kTooLarge,
                                          kContinued | kSurrogate | kTooLarge,
                                          kContinued | kSurrogate | kTooLarge,
                                          kTooShort,
                                          kTooShort,
                                          kTooShort,
                                          kTooShort};

}  // namespace utf8_mistakes

// Which of the 64 bytes at `at` cannot follow those before them; looks at 3 more before them.
template <typename Bytes64>
std::uint64_t misplaced(const char* at) noexcept {
  using namespace utf8_mistakes;
  const Bytes64 first = Bytes64(at - 1).halves(kFirstLow, kFirstHigh);
  const Bytes64 mistakes = first & Bytes64(at).upper_half(kSecondHigh);
  const std::uint64_t two_in_a_row =
      Bytes64(at - 2).at_least(0xE0) | Bytes64(at - 3).at_least(0xF0);
  return (mistakes.high() ^ two_in_a_row) | mistakes.any_of(0x7F);
}

// As misplaced(), for one of the 256 bytes at `at`.
template <typename Bytes64>
bool is_misplaced_in_four(const char* at) noexcept {
  const Bytes64 all = (Bytes64(at) | Bytes64(at + 64)) | (Bytes64(at + 128) | Bytes64(at + 192));
  if ((all.high() | (static_cast<unsigned char>(at[-1]) & 0x80u)) == 0) return false;
  return ((misplaced<Bytes64>(at) | misplaced<Bytes64>(at + 64)) |
          (misplaced<Bytes64>(at + 128) | misplaced<Bytes64>(at + 192))) != 0;
}

template <typename Bytes64>
std::size_t valid_blocks(const char* text, std::size_t size) noexcept {
  if (size < 64) return 0;
  char first[3 + 64] = {};  // nothing may be read before the text
  std::memcpy(first + 3, text, 64);
  if (misplaced<Bytes64>(first + 3) != 0) return 0;
  std::size_t at = 64;
  while (at + 256 <= size && !is_misplaced_in_four<Bytes64>(text + at)) at += 256;
  while (at + 64 <= size && misplaced<Bytes64>(text + at) == 0) at += 64;
  // All before `at` is in order, but the last character may go on.
  constexpr unsigned kUnfinished[] = {0xC0, 0xE0, 0xF0};  // the leads of more bytes than are there
  for (std::size_t back = 1; back <= 3; ++back) {
    if (static_cast<unsigned char>(text[at - back]) >= kUnfinished[back - 1]) return at - back;
  }
  return at;
}

// How many bits `mask_of` sets for the text's blocks, the last of which is filled up with zero
// bytes.
template <typename Bytes64, typename MaskOf>
std::size_t count_bits(const char* text, std::size_t size, MaskOf mask_of) noexcept {
  std::size_t count = 0, at = 0;
  const auto add = [&](const char* block) {
    count += static_cast<std::size_t>(__builtin_popcountll(mask_of(Bytes64(block))));
  };
  for (; at + 64 <= size; at += 64) add(text + at);
  if (at < size) {
    char last[64] = {};
    std::memcpy(last, text + at, size - at);
    add(last);
  }
  return count;
}

template <typename Bytes64>
std::size_t count_code_points(const char* text, std::size_t size) noexcept {
  return size - count_bits<Bytes64>(text, size, [](Bytes64 at) { return at.continuation(); });
}

template <typename Bytes64>
std::size_t count_line_feeds(const char* text, std::size_t size) noexcept {
  return count_bits<Bytes64>(text, size, [](Bytes64 at) { return at.equal('\n'); });
}

}  // namespace kimitok

#endif  // KIMITOK_BASE_UTF8_LOOPS_HPP_
