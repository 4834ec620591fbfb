#include "kimitok/base64.hpp"

#include <array>
#include <cstdint>

namespace kimitok {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint32_t kNotInAlphabet = 0x80000000;

constexpr std::array<std::uint32_t, 256> make_values() {
  std::array<std::uint32_t, 256> values{};
  values.fill(kNotInAlphabet);
  for (std::uint32_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<unsigned char>(kAlphabet[i])] = i;
  }
  return values;
}

constexpr std::array<std::uint32_t, 256> kValues = make_values();

std::uint32_t value_of(char character) { return kValues[static_cast<unsigned char>(character)]; }

char byte_of(std::uint32_t bits) { return static_cast<char>(bits & 0xFF); }

std::size_t first_outside_alphabet(std::string_view text, std::size_t from) {
  while (from < text.size() && value_of(text[from]) != kNotInAlphabet) ++from;
  return from;
}

// Decodes whole groups of four without padding. Returns false on a character outside the alphabet.
bool decode_groups(std::string_view groups, char*& out) {
  for (std::size_t i = 0; i < groups.size(); i += 4) {
    const std::uint32_t bits = value_of(groups[i]) << 18 | value_of(groups[i + 1]) << 12 |
                               value_of(groups[i + 2]) << 6 | value_of(groups[i + 3]);
    const std::uint32_t outside = value_of(groups[i]) | value_of(groups[i + 1]) |
                                  value_of(groups[i + 2]) | value_of(groups[i + 3]);
    if ((outside & kNotInAlphabet) != 0) return false;
    *out++ = byte_of(bits >> 16);
    *out++ = byte_of(bits >> 8);
    *out++ = byte_of(bits);
  }
  return true;
}

}  // namespace

Base64Decoded decode_base64(std::string_view text, char* out) noexcept {
  if (text.size() % 4 != 0) return {0, Base64Fault::length, text.size()};
  std::size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
  const std::string_view groups = text.substr(0, padding == 0 ? text.size() : text.size() - 4);
  char* const begin = out;
  if (!decode_groups(groups, out)) {
    return {0, Base64Fault::character, first_outside_alphabet(text, 0)};
  }
  if (padding != 0) {
    const std::size_t last = text.size() - padding;
    const std::size_t wrong = first_outside_alphabet(text, groups.size());
    if (wrong < last) return {0, Base64Fault::character, wrong};
    std::uint32_t bits = 0;
    for (std::size_t i = groups.size(); i < last; ++i) bits = bits << 6 | value_of(text[i]);
    const unsigned unused = padding == 1 ? 2 : 4;
    if ((bits & ((1u << unused) - 1)) != 0) return {0, Base64Fault::trailing_bits, last - 1};
    bits >>= unused;
    if (padding == 1) *out++ = byte_of(bits >> 8);
    *out++ = byte_of(bits);
  }
  return {static_cast<std::size_t>(out - begin)};
}

std::string encode_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = bytes.size() - i < 3 ? bytes.size() - i : 3;
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      bits = bits << 8 | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += k <= count ? kAlphabet[bits >> (18 - 6 * k) & 0x3F] : '=';
    }
  }
  return text;
}

}  // namespace kimitok
