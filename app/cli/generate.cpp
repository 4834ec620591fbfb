#include "cli/generate.hpp"

#include <fmt/core.h>

namespace kimitok::cli {

std::string completion(Shell shell) {
  switch (shell) {
    case Shell::bash:
      return bash_completion();
    case Shell::zsh:
      return zsh_completion();
    case Shell::fish:
      return fish_completion();
  }
  return {};
}

std::vector<GeneratedFile> man_pages() {
  std::vector<GeneratedFile> files = {{"kimitok.1", man_page()}};
  for (const Command& command : commands()) {
    if (!command.hidden)
      files.push_back({fmt::format("kimitok-{}.1", command.name), man_page(command)});
  }
  return files;
}

std::vector<GeneratedFile> completions() {
  return {{"kimitok.bash", bash_completion()},
          {"_kimitok", zsh_completion()},
          {"kimitok.fish", fish_completion()}};
}

}  // namespace kimitok::cli
