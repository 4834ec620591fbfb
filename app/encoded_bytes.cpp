#include "encoded_bytes.hpp"

#include <cstdint>

#include "kimitok/base64.hpp"

namespace kimitok::app {
namespace {

// The value of `digit` in `alphabet`; nothing if it is not one of it.
std::optional<std::uint32_t> value_in(std::string_view alphabet, char digit) {
  const std::size_t at = alphabet.find(digit);
  if (at == std::string_view::npos) return std::nullopt;
  return static_cast<std::uint32_t>(at);
}

}  // namespace

std::optional<std::string> bytes_of_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    unsigned byte = 0;
    for (const char digit : text.substr(i, 2)) {
      const char lower =
          digit >= 'A' && digit <= 'F' ? static_cast<char>(digit - 'A' + 'a') : digit;
      const auto value = value_in("0123456789abcdef", lower);
      if (!value) return std::nullopt;
      byte = byte << 4 | *value;
    }
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

std::optional<std::string> bytes_of_base64(std::string_view text) {
  std::string bytes(text.size() / 4 * 3, '\0');
  const Base64Decoded decoded = decode_base64(text, bytes.data());
  if (decoded.fault != Base64Fault::none) return std::nullopt;
  bytes.resize(decoded.size);
  return bytes;
}

}  // namespace kimitok::app
