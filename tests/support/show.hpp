// How a failed check prints ids and bytes.
#ifndef KIMITOK_TESTS_SUPPORT_SHOW_HPP_
#define KIMITOK_TESTS_SUPPORT_SHOW_HPP_

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kimitok::test {

// Printable ASCII as it is, every other byte as \xHH.
inline std::string escaped(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F && c != '\\') {
      text += c;
    } else {
      text += "\\x";
      text += "0123456789abcdef"[byte >> 4];
      text += "0123456789abcdef"[byte & 15];
    }
  }
  return text;
}

}  // namespace kimitok::test

template <>
struct doctest::StringMaker<std::vector<std::uint32_t>> {
  static String convert(const std::vector<std::uint32_t>& ids) {
    std::string text = std::to_string(ids.size()) + " ids:";
    for (std::size_t i = 0; i < ids.size() && i < 60; ++i) text += " " + std::to_string(ids[i]);
    return String((ids.size() > 60 ? text + " ..." : text).c_str());
  }
};

#endif  // KIMITOK_TESTS_SUPPORT_SHOW_HPP_
