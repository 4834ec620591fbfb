// Bytes as people and JSON can read them.
#ifndef KIMITOK_APP_ESCAPED_HPP_
#define KIMITOK_APP_ESCAPED_HPP_

#include <string>
#include <string_view>

namespace kimitok::app {

// A JSON string literal, quotes included. Requires: valid UTF-8.
std::string json_string(std::string_view text);

// The same of any bytes, with U+FFFD for what is not UTF-8.
std::string json_string_lossy(std::string_view bytes);

// Printable on one line of a terminal and unambiguous: \\ \t \n \r, and \xNN for other control
// characters (C1 ones and U+2028/9 too) and for bytes that are not UTF-8. Reversible by undoing
// those escapes.
std::string escaped(std::string_view bytes);

// Lower-case hexadecimal, two digits a byte, without separators.
std::string hex(std::string_view bytes);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_ESCAPED_HPP_
