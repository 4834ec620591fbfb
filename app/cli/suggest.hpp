// Which known word somebody may have meant.
#ifndef KIMITOK_APP_CLI_SUGGEST_HPP_
#define KIMITOK_APP_CLI_SUGGEST_HPP_

#include <span>
#include <string_view>

namespace kimitok::cli {

// The candidate with the fewest typing errors (a letter too much, missing, wrong, or two swapped),
// the first of several; otherwise the first that begins with `word`. Empty if none is near.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_SUGGEST_HPP_
