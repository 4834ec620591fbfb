#include "kimitok/utf8.hpp"

#include <cstring>

#include "base/utf8_blocks.hpp"

namespace kimitok::utf8 {
namespace {

// The second byte's range depends on the first (table 3-7); later bytes are all 80..BF.
struct Lead {
  std::uint8_t size;  // of the whole sequence; 0: not a lead byte
  std::uint8_t second_min, second_max;
};

constexpr Lead lead_of(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {4, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

}  // namespace

Unit next(std::string_view text) noexcept {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {Unit::Kind::valid, 1, first};
  const Lead lead = lead_of(first);
  if (lead.size == 0) return {Unit::Kind::ill_formed, 1, 0};

  auto code_point = static_cast<char32_t>(first & (0x7F >> lead.size));
  for (std::uint8_t i = 1; i < lead.size; ++i) {
    if (i == text.size()) return {Unit::Kind::incomplete, i, 0};
    const unsigned char min = i == 1 ? lead.second_min : 0x80;
    const unsigned char max = i == 1 ? lead.second_max : 0xBF;
    if (byte(i) < min || byte(i) > max) return {Unit::Kind::ill_formed, i, 0};
    code_point = (code_point << 6) | (byte(i) & 0x3Fu);
  }
  return {Unit::Kind::valid, lead.size, code_point};
}

std::size_t valid_prefix(std::string_view text) noexcept {
  std::size_t at = utf8_blocks(cpu_tier()).valid(text.data(), text.size());
  while (at < text.size()) {
    std::uint64_t eight;
    if (at + sizeof eight <= text.size()) {
      std::memcpy(&eight, text.data() + at, sizeof eight);
      if ((eight & 0x8080808080808080u) == 0) {
        at += sizeof eight;
        continue;
      }
    }
    const Unit unit = next(text.substr(at));
    if (unit.kind != Unit::Kind::valid) return at;
    at += unit.size;
  }
  return at;
}

std::size_t code_points(std::string_view text) noexcept {
  return utf8_blocks(cpu_tier()).code_points(text.data(), text.size());
}

std::size_t line_feeds(std::string_view text) noexcept {
  return utf8_blocks(cpu_tier()).line_feeds(text.data(), text.size());
}

void append(char32_t code_point, std::string& text) {
  const auto put = [&text](char32_t bits) { text += static_cast<char>(bits); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

std::string replace_ill_formed(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::size_t valid = valid_prefix(bytes);
    text += bytes.substr(0, valid);
    bytes.remove_prefix(valid);
    if (bytes.empty()) break;
    text += kReplacement;
    bytes.remove_prefix(next(bytes).size);
  }
  return text;
}

}  // namespace kimitok::utf8
