#include "pretokenizer/regex_cursor.hpp"

#include <fmt/core.h>

#include "base/printable.hpp"
#include "kimitok/utf8.hpp"

namespace kimitok {

bool RegexCursor::take(std::string_view text) noexcept {
  if (!at(text)) return false;
  offset_ += text.size();
  return true;
}

char32_t RegexCursor::peek_code_point() const noexcept { return utf8::next(rest()).code_point; }

char32_t RegexCursor::take_code_point() noexcept {
  const utf8::Unit unit = utf8::next(rest());
  offset_ += unit.size;
  return unit.code_point;
}

Result<std::string_view> RegexCursor::take_until(std::string_view end, std::string_view construct) {
  const std::size_t length = rest().find(end);
  if (length == std::string_view::npos) return unsupported(construct, offset_);
  const std::string_view taken = rest().substr(0, length);
  offset_ += length + end.size();
  return taken;
}

long RegexCursor::take_number(int max_digits) noexcept {
  long value = -1;
  for (int digits = 0; digits < max_digits && !at_end(); ++digits) {
    const char digit = pattern_[offset_];
    if (digit < '0' || digit > '9') break;
    value = (value < 0 ? 0 : value * 10) + (digit - '0');
    ++offset_;
  }
  return value;
}

Failure RegexCursor::unsupported(std::string_view construct, std::size_t offset) {
  return fail(ErrorCode::model_unsupported,
              fmt::format("{} at offset {} of the split pattern is not supported",
                          printable(construct), offset));
}

}  // namespace kimitok
