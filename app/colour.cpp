#include "colour.hpp"

#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace kimitok::app {
namespace {

bool is_set(const char* value) { return value != nullptr && *value != '\0'; }

}  // namespace

bool colour_wanted(cli::When when, bool is_terminal, const ColourEnvironment& environment) {
  if (when != cli::When::automatic) return when == cli::When::always;
  if (is_set(environment.no_color)) return false;
  if (is_set(environment.force_color)) return true;
  return is_terminal &&
         (environment.term == nullptr || std::string_view(environment.term) != "dumb");
}

bool colour_wanted(cli::When when, int fd) {
  return colour_wanted(when, isatty(fd) == 1,
                       {std::getenv("NO_COLOR"), std::getenv("FORCE_COLOR"), std::getenv("TERM")});
}

}  // namespace kimitok::app
