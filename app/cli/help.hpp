// What -h and --help show.
#ifndef KIMITOK_APP_CLI_HELP_HPP_
#define KIMITOK_APP_CLI_HELP_HPP_

#include <cstddef>
#include <string>

#include "cli/commands.hpp"

namespace kimitok::cli {

// Each fits `width` columns where words allow it.
std::string short_help(std::size_t width);
std::string short_help(const Command& command, std::size_t width);
std::string full_help(std::size_t width);
std::string full_help(const Command& command, std::size_t width);

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_HELP_HPP_
