#include "escaped.hpp"

#include <fmt/core.h>

#include "kimitok/utf8.hpp"

namespace kimitok::app {
namespace {

// What a terminal or an editor might act on: C0, DEL, C1, and the Unicode line and paragraph
// separators and direction overrides.
bool is_active(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

void append_escaped(std::string_view character, char32_t code_point, std::string& text) {
  switch (code_point) {
    case '\\':
      text += "\\\\";
      return;
    case '\t':
      text += "\\t";
      return;
    case '\n':
      text += "\\n";
      return;
    case '\r':
      text += "\\r";
      return;
    default:
      break;
  }
  if (!is_active(code_point)) {
    text += character;
    return;
  }
  for (const char c : character) text += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
}

}  // namespace

std::string json_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        quoted += "\\\"";
        break;
      case '\\':
        quoted += "\\\\";
        break;
      case '\b':
        quoted += "\\b";
        break;
      case '\f':
        quoted += "\\f";
        break;
      case '\n':
        quoted += "\\n";
        break;
      case '\r':
        quoted += "\\r";
        break;
      case '\t':
        quoted += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
          quoted += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        } else {
          quoted += c;
        }
    }
  }
  return quoted + '"';
}

std::string json_string_lossy(std::string_view bytes) {
  return json_string(utf8::replace_ill_formed(bytes));
}

std::string escaped(std::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    const utf8::Unit unit = utf8::next(bytes);
    if (unit.kind == utf8::Unit::Kind::valid) {
      append_escaped(bytes.substr(0, unit.size), unit.code_point, text);
    } else {
      for (const char c : bytes.substr(0, unit.size)) {
        text += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
      }
    }
    bytes.remove_prefix(unit.size);
  }
  return text;
}

std::string hex(std::string_view bytes) {
  std::string digits;
  digits.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    digits += "0123456789abcdef"[byte >> 4];
    digits += "0123456789abcdef"[byte & 15];
  }
  return digits;
}

}  // namespace kimitok::app
