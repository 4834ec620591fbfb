// Turns the text of a flag's value into a number, a choice or a list. Failures are `usage` and
// quote the text.
#ifndef KIMITOK_APP_CLI_VALUES_HPP_
#define KIMITOK_APP_CLI_VALUES_HPP_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/error.hpp"

namespace kimitok::cli {

// Decimal digits only: no sign, no blanks, nothing after them.
Result<std::uint64_t> parse_number(std::string_view text, std::uint64_t least, std::uint64_t most);

// The parts of `text` between commas. Fails on an empty part.
Result<std::vector<std::string>> parse_list(std::string_view text);

// Fails if `text` is empty.
Result<std::string> parse_nonempty(std::string_view text);

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_VALUES_HPP_
