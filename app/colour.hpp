// Whether to write terminal colors.
#ifndef KIMITOK_APP_COLOUR_HPP_
#define KIMITOK_APP_COLOUR_HPP_

#include "cli/args.hpp"

namespace kimitok::app {

// Environment variables that have a say; nullptr: not set. An empty one counts as not set.
struct ColourEnvironment {
  const char* no_color = nullptr;     // NO_COLOR: no colors (no-color.org)
  const char* force_color = nullptr;  // FORCE_COLOR: colors wherever the output goes
  const char* term = nullptr;         // TERM: "dumb" is a terminal without colors
};

// --color decides if it is not `automatic`, then NO_COLOR, FORCE_COLOR, and last whether the output
// is a terminal that knows colors.
bool colour_wanted(cli::When when, bool is_terminal, const ColourEnvironment& environment);

// The same for an open file and this process's environment.
bool colour_wanted(cli::When when, int fd);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_COLOUR_HPP_
