#include "verify/encoded_bytes.hpp"

#include <cstdint>

namespace kimitok::app {
namespace {

// The value of `digit` in `alphabet`; nothing if it is not one of it.
std::optional<std::uint32_t> value_in(std::string_view alphabet, char digit) {
  const std::size_t at = alphabet.find(digit);
  if (at == std::string_view::npos) return std::nullopt;
  return static_cast<std::uint32_t>(at);
}

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Appends the bytes of four characters, the last `padding` of which are "=".
bool append_group(std::string_view group, std::size_t padding, std::string& bytes) {
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const auto value = i < 4 - padding ? value_in(kBase64, group[i]) : 0u;
    if (!value) return false;
    bits = bits << 6 | *value;
  }
  for (std::size_t i = 0; i < 3; ++i) {
    const auto byte = static_cast<char>(bits >> (16 - 8 * i) & 0xFF);
    if (i < 3 - padding) {
      bytes += byte;
    } else if (byte != 0) {
      return false;
    }
  }
  return true;
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
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 4) {
    const std::string_view group = text.substr(i, 4);
    const bool last = i + 4 == text.size();
    const std::size_t padding = !last                   ? 0
                                : group.ends_with("==") ? 2
                                : group.ends_with('=')  ? 1
                                                        : 0;
    if (!append_group(group, padding, bytes)) return std::nullopt;
  }
  return bytes;
}

}  // namespace kimitok::app
