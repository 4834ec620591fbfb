#include "reference/naive_utf8.hpp"

#include <unordered_set>

namespace kimitok::reference {
namespace {

char byte_of(char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); }

// Every proper prefix of every well-formed sequence.
const std::unordered_set<std::string>& beginnings() {
  static const std::unordered_set<std::string> all = [] {
    std::unordered_set<std::string> prefixes;
    for (char32_t scalar = 0x80; scalar <= 0x10FFFF; ++scalar) {
      if (scalar == 0xD800) scalar = 0xE000;
      const std::string sequence = encode_utf8(scalar);
      for (std::size_t size = 1; size < sequence.size(); ++size) {
        prefixes.insert(sequence.substr(0, size));
      }
    }
    return prefixes;
  }();
  return all;
}

std::optional<char32_t> scalar_of(std::string_view sequence) {
  char32_t value = static_cast<unsigned char>(sequence[0]);
  if (sequence.size() == 2) value &= 0x1F;
  if (sequence.size() == 3) value &= 0x0F;
  if (sequence.size() == 4) value &= 0x07;
  for (const char c : sequence.substr(1)) {
    value = value * 64 + (static_cast<unsigned char>(c) & 0x3Fu);
  }
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return std::nullopt;
  if (encode_utf8(value) != sequence) return std::nullopt;
  return value;
}

}  // namespace

std::string encode_utf8(char32_t scalar) {
  if (scalar < 0x80) return {byte_of(scalar)};
  if (scalar < 0x800) return {byte_of(0xC0 + scalar / 64), byte_of(0x80 + scalar % 64)};
  if (scalar < 0x10000) {
    return {byte_of(0xE0 + scalar / 4096), byte_of(0x80 + scalar / 64 % 64),
            byte_of(0x80 + scalar % 64)};
  }
  return {byte_of(0xF0 + scalar / 262144), byte_of(0x80 + scalar / 4096 % 64),
          byte_of(0x80 + scalar / 64 % 64), byte_of(0x80 + scalar % 64)};
}

std::vector<Character> characters(std::string_view bytes) {
  std::vector<Character> all;
  while (!bytes.empty()) {
    Character next{std::string(bytes.substr(0, 1)), std::nullopt};
    for (std::size_t size = 1; size <= 4 && size <= bytes.size(); ++size) {
      const std::string_view sequence = bytes.substr(0, size);
      next.code_point = scalar_of(sequence);
      if (next.code_point || beginnings().contains(std::string(sequence))) next.bytes = sequence;
      if (next.code_point) break;
    }
    bytes.remove_prefix(next.bytes.size());
    all.push_back(std::move(next));
  }
  return all;
}

std::string decode_replacing(std::string_view bytes) {
  std::string text;
  for (const Character& character : characters(bytes)) {
    text += character.code_point ? character.bytes : "\uFFFD";
  }
  return text;
}

}  // namespace kimitok::reference
