#include "kimitok/base64.hpp"

#include <array>
#include <cstdint>

namespace kimitok {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint32_t kNotInAlphabet = 0x80000000;

using Values = std::array<std::uint32_t, 256>;

// Of each character, its six bits where the character at `place` of a group of four has them.
constexpr Values values_at(unsigned place) {
  Values values{};
  values.fill(kNotInAlphabet);
  for (std::uint32_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<unsigned char>(kAlphabet[i])] = i << (18 - 6 * place);
  }
  return values;
}

constexpr Values kFirst = values_at(0), kSecond = values_at(1), kThird = values_at(2),
                 kFourth = values_at(3);

std::uint32_t value(const Values& values, char character) {
  return values[static_cast<unsigned char>(character)];
}

bool is_in_alphabet(char character) { return value(kFourth, character) != kNotInAlphabet; }

char byte_of(std::uint32_t bits) { return static_cast<char>(bits & 0xFF); }

std::size_t first_outside_alphabet(std::string_view text, std::size_t from) {
  while (from < text.size() && is_in_alphabet(text[from])) ++from;
  return from;
}

// The bytes of a group that ends in padding: 1 or 2 of them, 0 if it is not canonical.
std::size_t decode_padded(const char* group, char* out) {
  if (group[3] != '=') return 0;
  const std::uint32_t first = value(kFirst, group[0]) | value(kSecond, group[1]);
  if (group[2] == '=') {
    if ((first & (kNotInAlphabet | 0xFFFF)) != 0) return 0;
    out[0] = byte_of(first >> 16);
    return 1;
  }
  const std::uint32_t bits = first | value(kThird, group[2]);
  if ((bits & (kNotInAlphabet | 0xFF)) != 0) return 0;
  out[0] = byte_of(bits >> 16);
  out[1] = byte_of(bits >> 8);
  return 2;
}

// Why text that is not canonical throughout is not. Requires: whole groups.
Base64Decoded fault_of(std::string_view text) {
  std::size_t padding = 0;
  while (padding < 2 && text[text.size() - 1 - padding] == '=') ++padding;
  const std::size_t last = text.size() - padding;
  const std::size_t wrong = first_outside_alphabet(text, 0);
  if (wrong < last) return {0, Base64Fault::character, wrong};
  return {0, Base64Fault::trailing_bits, last - 1};
}

}  // namespace

Base64Prefix decode_base64_prefix(std::string_view text, char* out) noexcept {
  const char* at = text.data();
  const char* const end = at + text.size();
  char* const begin = out;
  for (; end - at >= 4; at += 4, out += 3) {
    const std::uint32_t bits =
        value(kFirst, at[0]) | value(kSecond, at[1]) | value(kThird, at[2]) | value(kFourth, at[3]);
    if ((bits & kNotInAlphabet) != 0) {
      const std::size_t size = decode_padded(at, out);
      if (size != 0) at += 4;
      out += size;
      break;
    }
    out[0] = byte_of(bits >> 16);
    out[1] = byte_of(bits >> 8);
    out[2] = byte_of(bits);
  }
  return {static_cast<std::size_t>(at - text.data()), static_cast<std::size_t>(out - begin)};
}

Base64Decoded decode_base64(std::string_view text, char* out) noexcept {
  if (text.size() % 4 != 0) return {0, Base64Fault::length, text.size()};
  const Base64Prefix prefix = decode_base64_prefix(text, out);
  return prefix.read == text.size() ? Base64Decoded{prefix.written} : fault_of(text);
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
