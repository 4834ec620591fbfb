// Bytes from a file, made fit for an error sentence.
#ifndef KIMITOK_JSON_QUOTE_HPP_
#define KIMITOK_JSON_QUOTE_HPP_

#include <string>
#include <string_view>

namespace kimitok {

// `bytes` in double quotes, on one line, safe to print on a terminal: what is not printable ASCII
// as \xNN, and only the beginning if there is much of it.
std::string quote(std::string_view bytes);

}  // namespace kimitok

#endif  // KIMITOK_JSON_QUOTE_HPP_
