#include "each_input.hpp"

#include <sys/stat.h>

namespace kimitok::app {

std::optional<std::uint64_t> total_size(const std::vector<InputName>& names) {
  std::uint64_t total = 0;
  for (const InputName& name : names) {
    struct stat status;
    if (name.kind == InputName::Kind::text) {
      total += name.value.size();
    } else if (name.kind == InputName::Kind::file && stat(name.value.c_str(), &status) == 0 &&
               S_ISREG(status.st_mode)) {
      total += static_cast<std::uint64_t>(status.st_size);
    } else {
      return std::nullopt;
    }
  }
  return total;
}

void hint_at_terminal(const Input& input, const Messages& messages) {
  if (input.is_terminal()) messages.note("reading from the terminal, end with Ctrl-D; see --help");
}

}  // namespace kimitok::app
