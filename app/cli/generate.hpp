// The files made from the table: man pages and completions.
#ifndef KIMITOK_APP_CLI_GENERATE_HPP_
#define KIMITOK_APP_CLI_GENERATE_HPP_

#include <string>
#include <vector>

#include "cli/args.hpp"
#include "cli/commands.hpp"

namespace kimitok::cli {

// kimitok.1, and the page of one command: kimitok-encode.1.
std::string man_page();
std::string man_page(const Command& command);

std::string bash_completion();
std::string zsh_completion();
std::string fish_completion();
std::string completion(Shell shell);

struct GeneratedFile {
  std::string name;
  std::string content;
};

std::vector<GeneratedFile> man_pages();
std::vector<GeneratedFile> completions();

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_GENERATE_HPP_
