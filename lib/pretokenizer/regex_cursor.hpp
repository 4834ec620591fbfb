// A place in a split pattern that is being read.
#ifndef KIMITOK_PRETOKENIZER_REGEX_CURSOR_HPP_
#define KIMITOK_PRETOKENIZER_REGEX_CURSOR_HPP_

#include <cstddef>
#include <string_view>

#include "kimitok/error.hpp"

namespace kimitok {

class RegexCursor {
 public:
  // Requires: `pattern` is valid UTF-8.
  explicit RegexCursor(std::string_view pattern) : pattern_(pattern) {}

  std::size_t offset() const noexcept { return offset_; }
  bool at_end() const noexcept { return offset_ == pattern_.size(); }
  bool at(std::string_view text) const noexcept { return rest().starts_with(text); }
  std::string_view rest() const noexcept { return pattern_.substr(offset_); }
  std::string_view text_from(std::size_t start) const noexcept {
    return pattern_.substr(start, offset_ - start);
  }

  // Goes past `text` if it is there.
  bool take(std::string_view text) noexcept;

  // Requires: not at the end.
  char32_t peek_code_point() const noexcept;
  char32_t take_code_point() noexcept;

  // What stands before the next `end`; goes past both. Fails, naming `construct`, if there is no
  // `end`.
  Result<std::string_view> take_until(std::string_view end, std::string_view construct);

  // The value of up to `max_digits` decimal digits, -1 if there is none; further digits stay.
  long take_number(int max_digits) noexcept;

  // "{construct} at offset {offset} of the split pattern is not supported", for a construct that
  // starts at `offset`.
  static Failure unsupported(std::string_view construct, std::size_t offset);

 private:
  std::string_view pattern_;
  std::size_t offset_ = 0;
};

}  // namespace kimitok

#endif  // KIMITOK_PRETOKENIZER_REGEX_CURSOR_HPP_
