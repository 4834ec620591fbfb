// find_last_run(), as a template of a tier's Bytes64 (see base/bytes64_avx512.hpp).
#ifndef KIMITOK_TOKENIZER_LAST_RUN_LOOP_HPP_
#define KIMITOK_TOKENIZER_LAST_RUN_LOOP_HPP_

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "python_space.hpp"

namespace kimitok {

// Where in the 64 bytes at `at`, which are valid UTF-8, characters begin that Python calls space;
// looks at the 2 bytes behind them.
template <typename Bytes64>
std::uint64_t python_spaces(const char* at, const Bytes64& bytes) noexcept {
  std::uint64_t spaces = bytes.between(0x09, 0x0D) | bytes.between(0x1C, 0x20);
  const std::uint64_t c2 = bytes.equal(0xC2), e1_to_e3 = bytes.between(0xE1, 0xE3);
  if ((c2 | e1_to_e3) == 0) return spaces;
  const Bytes64 second(at + 1);
  spaces |= c2 & (second.equal(0x85) | second.equal(0xA0));
  if (e1_to_e3 == 0) return spaces;
  const Bytes64 third(at + 2);
  const std::uint64_t second_80 = second.equal(0x80), third_80 = third.equal(0x80);
  const std::uint64_t of_e2_80 =
      third.between(0x80, 0x8A) | third.between(0xA8, 0xA9) | third.equal(0xAF);
  spaces |= bytes.equal(0xE1) & second.equal(0x9A) & third_80;
  spaces |= bytes.equal(0xE2) & ((second_80 & of_e2_80) | (second.equal(0x81) & third.equal(0x9F)));
  spaces |= bytes.equal(0xE3) & second_80 & third_80;
  return spaces;
}

template <typename Bytes64>
LastRun find_last_run_in_blocks(const char* text, std::size_t size) noexcept {
  constexpr std::size_t kReach = 64 + 2;
  bool space = false;
  for (std::size_t end = size; end > 0;) {
    const std::size_t count = end < 64 ? end : 64, begin = end - count;
    const char* at = text + begin;
    char padded[kReach];
    if (begin + kReach > size) {
      std::memset(padded, 0, kReach);
      std::memcpy(padded, at, size - begin);
      at = padded;
    }
    const Bytes64 bytes(at);
    const std::uint64_t inside = count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
    const std::uint64_t spaces = python_spaces(at, bytes) & inside;
    const std::uint64_t others = ~bytes.continuation() & ~spaces & inside;
    if (end == size) space = spaces > others;  // the higher bit is the later character
    if (const std::uint64_t unlike = space ? others : spaces; unlike != 0) {
      const unsigned last = 63 - static_cast<unsigned>(__builtin_clzll(unlike));
      const auto lead = static_cast<unsigned char>(at[last]);
      const unsigned bytes_of_it = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      return {begin + last + bytes_of_it, space};
    }
    end = begin;
  }
  return {0, space};
}

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_LAST_RUN_LOOP_HPP_
