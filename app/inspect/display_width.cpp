#include "inspect/display_width.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdlib>

#include "kimitok/utf8.hpp"

namespace kimitok::app {
namespace {

struct CodePointRange {
  char32_t first, last;
};

// Ranges that hold every East_Asian_Width=Wide or Fullwidth character of a script or block;
// characters between them that are narrow only make the estimate larger.
constexpr std::array kWide = {CodePointRange{0x1100, 0x115F},   CodePointRange{0x2300, 0x23FF},
                              CodePointRange{0x25FD, 0x27BF},   CodePointRange{0x2B00, 0x2BFF},
                              CodePointRange{0x2E80, 0xA4CF},   CodePointRange{0xA960, 0xA97F},
                              CodePointRange{0xAC00, 0xD7A3},   CodePointRange{0xF900, 0xFAFF},
                              CodePointRange{0xFE10, 0xFE6F},   CodePointRange{0xFF00, 0xFF60},
                              CodePointRange{0xFFE0, 0xFFE6},   CodePointRange{0x16FE0, 0x18DFF},
                              CodePointRange{0x1AFF0, 0x1B2FF}, CodePointRange{0x1D300, 0x1D37F},
                              CodePointRange{0x1F000, 0x1FAFF}, CodePointRange{0x20000, 0x3FFFD}};

std::size_t columns_of(char32_t code_point) {
  for (const CodePointRange& range : kWide) {
    if (code_point >= range.first && code_point <= range.last) return 2;
  }
  return 1;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const utf8::Unit unit = utf8::next(text);
    columns += columns_of(unit.code_point);
    text.remove_prefix(unit.size);
  }
  return columns;
}

std::string shortened(std::string text, std::size_t columns) {
  if (display_width(text) <= columns) return text;
  std::size_t end = 0;
  std::size_t used = 1;  // the ellipsis
  while (end < text.size()) {
    const utf8::Unit unit = utf8::next(std::string_view(text).substr(end));
    used += columns_of(unit.code_point);
    if (used > columns) break;
    end += unit.size;
  }
  text.resize(end);
  return text + "…";
}

std::optional<std::size_t> terminal_columns(int fd) {
  if (isatty(fd) != 1) return std::nullopt;
  if (const char* value = std::getenv("COLUMNS")) {
    const std::string_view digits = value;
    std::size_t columns = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), columns);
    if (error == std::errc() && end == digits.data() + digits.size() && columns > 0) return columns;
  }
  winsize size{};
  if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::nullopt;
  return size.ws_col;
}

}  // namespace kimitok::app
