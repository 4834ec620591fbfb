#include "load/byte_alphabet.hpp"

#include <array>
#include <cstdint>

#include "kimitok/utf8.hpp"

namespace kimitok {
namespace {

constexpr std::int16_t kNoByte = -1;

constexpr bool stands_for_itself(unsigned byte) {
  return (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
}

// The other 68 bytes are numbered from 0x100 on, in their order.
constexpr std::array<std::int16_t, 0x100 + 68> make_bytes() {
  std::array<std::int16_t, 0x100 + 68> bytes{};
  bytes.fill(kNoByte);
  std::size_t next = 0x100;
  for (unsigned byte = 0; byte < 0x100; ++byte) {
    bytes[stands_for_itself(byte) ? byte : next++] = static_cast<std::int16_t>(byte);
  }
  return bytes;
}

constexpr auto kBytes = make_bytes();

}  // namespace

bool append_bytes_of(std::string_view token, std::string& bytes) {
  const std::size_t before = bytes.size();
  while (!token.empty()) {
    const utf8::Unit unit = utf8::next(token);
    if (unit.code_point >= kBytes.size() || kBytes[unit.code_point] == kNoByte) {
      bytes.resize(before);
      return false;
    }
    bytes += static_cast<char>(kBytes[unit.code_point]);
    token.remove_prefix(unit.size);
  }
  return true;
}

}  // namespace kimitok
