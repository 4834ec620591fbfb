#include "kimitok/error.hpp"

#include <fmt/core.h>

namespace kimitok {

Error Error::in(std::string_view source) && {
  if (source_.empty()) source_ = source;
  return std::move(*this);
}

Error Error::at_byte(std::uint64_t offset) && {
  position_.byte = offset;
  return std::move(*this);
}

Error Error::at_line(std::uint64_t line, std::uint64_t column) && {
  position_.line = line;
  position_.column = column;
  return std::move(*this);
}

Error Error::with_remedy(std::string remedy) && {
  remedy_ = std::move(remedy);
  return std::move(*this);
}

std::string Error::message() const {
  std::string where;
  const auto add = [&where](std::string_view unit, std::uint64_t value) {
    where += fmt::format("{}{} {}", where.empty() ? "" : ", ", unit, value);
  };
  if (position_.line != 0) add("line", position_.line);
  if (position_.column != 0) add("column", position_.column);
  if (position_.byte) add("byte", *position_.byte);

  std::string text;
  if (!source_.empty()) text += source_ + ": ";
  if (!where.empty()) text += where + ": ";
  text += sentence_;
  if (!remedy_.empty()) text += "; " + remedy_;
  return text;
}

}  // namespace kimitok
