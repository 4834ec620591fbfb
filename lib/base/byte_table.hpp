// A table of eight bits for each byte, in the forms that processors can look up many bytes in.
#ifndef KIMITOK_BASE_BYTE_TABLE_HPP_
#define KIMITOK_BASE_BYTE_TABLE_HPP_

#include <cstdint>

namespace kimitok {

// Each form gives the bits that were added for a byte and perhaps more: those that bytes with the
// same lower half and bytes with the same upper half have, or those of the byte that differs in its
// highest bit alone.
struct ByteTable {
  std::uint8_t by_lower_half[16] = {};
  std::uint8_t by_upper_half[16] = {};
  std::uint8_t by_lower_seven_bits[128] = {};

  constexpr void add(unsigned char byte, std::uint8_t bits) noexcept {
    by_lower_half[byte % 16] |= bits;
    by_upper_half[byte / 16] |= bits;
    by_lower_seven_bits[byte % 128] |= bits;
  }
};

}  // namespace kimitok

#endif  // KIMITOK_BASE_BYTE_TABLE_HPP_
