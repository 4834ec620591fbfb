// Reads a decimal number eight bytes at a time.
#ifndef KIMITOK_APP_DECODE_LEADING_DIGITS_HPP_
#define KIMITOK_APP_DECODE_LEADING_DIGITS_HPP_

#include <bit>
#include <cstdint>

#include "kimitok/token.hpp"
#include "little_endian.hpp"

namespace kimitok::app {

struct LeadingDigits {
  unsigned count;  // 0 to 8; after 8, more may follow
  TokenId value;   // what they say; 0 for none
};

// The digits that the 8 bytes at `text` begin with.
inline LeadingDigits leading_digits(const char* text) {
  const auto word = load_little_endian<std::uint64_t>(text);
  // A byte's distance from '0': 0 to 9 for digits. Adding 0x76 takes all others to 0x80 or above.
  // (A carry comes from a byte that is no digit and spoils only those behind it.)
  const std::uint64_t distances = word ^ 0x3030303030303030u;
  const std::uint64_t others =
      ((distances + 0x7676767676767676u) | distances) & 0x8080808080808080u;
  const unsigned count = static_cast<unsigned>(std::countr_zero(others)) / 8;
  if (count == 0) return {0, 0};

  // Leading zeros fill up eight digits; then neighbours are joined to pairs, fours and the whole.
  const std::uint64_t digits = distances << (64 - 8 * count);
  const std::uint64_t pairs = digits * 10 + (digits >> 8);
  constexpr std::uint64_t kMask = 0x000000FF000000FF;
  const std::uint64_t value = (pairs & kMask) * 0x000F424000000064 +       // 1,000,000 and 100
                              (pairs >> 16 & kMask) * 0x0000271000000001;  // 10,000 and 1
  return {count, static_cast<TokenId>(value >> 32)};
}

}  // namespace kimitok::app

#endif  // KIMITOK_APP_DECODE_LEADING_DIGITS_HPP_
