// How much room text takes on a terminal.
#ifndef KIMITOK_APP_INSPECT_DISPLAY_WIDTH_HPP_
#define KIMITOK_APP_INSPECT_DISPLAY_WIDTH_HPP_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kimitok::app {

// Columns: two for East Asian wide characters and emoji, one for any other. Never less than what a
// terminal takes. Requires: valid UTF-8 without control characters.
std::size_t display_width(std::string_view text);

// `text`, or as much of it as fits into `columns` with an ellipsis after it.
std::string shortened(std::string text, std::size_t columns);

// $COLUMNS, else what the terminal says; nothing if `fd` is no terminal.
std::optional<std::size_t> terminal_columns(int fd);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_INSPECT_DISPLAY_WIDTH_HPP_
