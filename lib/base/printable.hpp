// Text of others, made fit to stand in an error sentence.
#ifndef KIMITOK_BASE_PRINTABLE_HPP_
#define KIMITOK_BASE_PRINTABLE_HPP_

#include <string>
#include <string_view>

namespace kimitok {

// `text` with its ASCII control characters as \xNN; all else as it is.
std::string printable(std::string_view text);

}  // namespace kimitok

#endif  // KIMITOK_BASE_PRINTABLE_HPP_
