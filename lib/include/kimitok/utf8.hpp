// UTF-8: validity, maximal ill-formed subparts, code points. (The Unicode Standard 16.0,
// section 3.9, tables 3-7 and 3-8; the same as Python's decoder.)
#ifndef KIMITOK_UTF8_HPP_
#define KIMITOK_UTF8_HPP_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kimitok::utf8 {

inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// What stands at the start of a text.
struct Unit {
  enum class Kind {
    valid,       // a well-formed sequence of `size` bytes
    ill_formed,  // a maximal ill-formed subpart of `size` bytes
    incomplete,  // all `size` bytes left are a proper prefix of a well-formed sequence
  };
  Kind kind;
  std::uint8_t size;
  char32_t code_point;  // of a valid one
};

// Requires: `text` is not empty.
Unit next(std::string_view text) noexcept;

// Offset of the first byte that is not part of a well-formed sequence; text.size() if there is
// none.
std::size_t valid_prefix(std::string_view text) noexcept;
inline bool is_valid(std::string_view text) noexcept { return valid_prefix(text) == text.size(); }

// Number of code points. Requires: `text` is valid.
std::size_t code_points(std::string_view text) noexcept;

// Number of bytes 0A. `text` may be any bytes.
std::size_t line_feeds(std::string_view text) noexcept;

void append(char32_t code_point, std::string& text);

// `bytes` with U+FFFD for each maximal ill-formed subpart.
std::string replace_ill_formed(std::string_view bytes);

}  // namespace kimitok::utf8

#endif  // KIMITOK_UTF8_HPP_
