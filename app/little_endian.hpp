// Numbers in files, least significant byte first.
#ifndef KIMITOK_APP_LITTLE_ENDIAN_HPP_
#define KIMITOK_APP_LITTLE_ENDIAN_HPP_

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace kimitok::app {

// The number whose bytes are the first ones at `bytes`.
template <typename Number>
Number load_little_endian(const char* bytes) {
  std::array<char, sizeof(Number)> ours;
  std::memcpy(ours.data(), bytes, sizeof(Number));
  if constexpr (std::endian::native == std::endian::big) std::ranges::reverse(ours);
  return std::bit_cast<Number>(ours);
}

template <typename Number>
void store_little_endian(Number number, char* bytes) {
  auto theirs = std::bit_cast<std::array<char, sizeof(Number)>>(number);
  if constexpr (std::endian::native == std::endian::big) std::ranges::reverse(theirs);
  std::memcpy(bytes, theirs.data(), sizeof(Number));
}

}  // namespace kimitok::app

#endif  // KIMITOK_APP_LITTLE_ENDIAN_HPP_
