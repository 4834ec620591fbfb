// Classes of ASCII characters, whatever the locale.
#ifndef KIMITOK_REPO_CHARACTERS_HPP_
#define KIMITOK_REPO_CHARACTERS_HPP_

#include <algorithm>
#include <string>
#include <string_view>

namespace kimitok {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// What repositories and pins are named with.
constexpr bool is_name_character(char c) {
  return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-';
}

constexpr bool is_control(char c) { return (c >= 0 && c < ' ') || c == 0x7F; }

// Hexadecimal digits as git and sha256sum write them.
constexpr bool is_lower_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

constexpr char lower_case(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = lower_case(c);
  return lower;
}

}  // namespace kimitok

#endif  // KIMITOK_REPO_CHARACTERS_HPP_
