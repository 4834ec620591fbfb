// UTF-8 straight from its definitions: the slow, obvious way.
#ifndef KIMITOK_TESTS_REFERENCE_NAIVE_UTF8_HPP_
#define KIMITOK_TESTS_REFERENCE_NAIVE_UTF8_HPP_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kimitok::reference {

struct Character {
  std::string bytes;
  std::optional<char32_t> code_point;  // nothing: a maximal ill-formed subpart
};

// Table 3-6 of the Unicode Standard. Requires: a scalar value.
std::string encode_utf8(char32_t scalar);

// The bytes as characters and maximal ill-formed subparts: the longest piece that is a well-formed
// sequence or begins one (D93b), otherwise one byte.
std::vector<Character> characters(std::string_view bytes);

// bytes.decode("utf-8", "replace")
std::string decode_replacing(std::string_view bytes);

}  // namespace kimitok::reference

#endif  // KIMITOK_TESTS_REFERENCE_NAIVE_UTF8_HPP_
