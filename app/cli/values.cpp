#include "cli/values.hpp"

#include <fmt/core.h>

#include <charconv>
#include <limits>
#include <system_error>

namespace kimitok::cli {

Result<std::uint64_t> parse_number(std::string_view text, std::uint64_t least, std::uint64_t most) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc::invalid_argument || stop != end) {
    return fail(ErrorCode::usage, fmt::format("'{}' is not a number", text));
  }
  if (error == std::errc::result_out_of_range || number > most) {
    return fail(ErrorCode::usage, fmt::format("{} is too large, the most is {}", text, most));
  }
  if (number < least) {
    return fail(ErrorCode::usage, fmt::format("{} is too small, the least is {}", text, least));
  }
  return number;
}

Result<std::vector<std::string>> parse_list(std::string_view text) {
  std::vector<std::string> parts;
  for (std::string_view rest = text;;) {
    const std::size_t comma = rest.find(',');
    const std::string_view part = rest.substr(0, comma);
    if (part.empty()) {
      return fail(ErrorCode::usage, fmt::format("'{}' has an empty part between commas", text));
    }
    parts.emplace_back(part);
    if (comma == std::string_view::npos) return parts;
    rest.remove_prefix(comma + 1);
  }
}

Result<std::string> parse_nonempty(std::string_view text) {
  if (text.empty()) return fail(ErrorCode::usage, "the value is empty");
  return std::string(text);
}

}  // namespace kimitok::cli
