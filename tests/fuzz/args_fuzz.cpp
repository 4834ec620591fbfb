// A command line is refused as wrong usage, or read to values in range; and where it is read,
// asking for help too gives help.
//
//   input = the words after the program's name, with a NUL between them
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.hpp"
#include "cli/parse.hpp"
#include "fuzz/require.hpp"

namespace kimitok::cli {
namespace {

using Words = std::vector<std::string>;

Words words_of(std::string_view input) {
  Words words;
  while (!input.empty()) {
    const std::size_t end = std::min(input.find('\0'), input.size());
    words.emplace_back(input.substr(0, end));
    input.remove_prefix(std::min(end + 1, input.size()));
  }
  return words;
}

void check_request(const Request& request, const Words& words) {
  const Args& args = request.args;
  fuzz::require(
      args.command.empty() ? request.action != Action::run : find_command(args.command) != nullptr,
      "the command is one of the table");
  fuzz::require(args.help_topic.empty() || find_command(args.help_topic) != nullptr,
                "the topic of help is a command");
  fuzz::require(args.global.threads <= kMaxThreads, "threads are in range");
  for (const std::string& file : args.input.files) {
    fuzz::require(std::ranges::find(words, file) != words.end(), "an operand is a word");
  }
  if (request.action == Action::show_version) return;
  fuzz::require(!args.version_json, "the version is not asked for");
}

void check(const Words& words) {
  const auto request = parse(words);
  if (!request) {
    fuzz::require(request.error().code() == ErrorCode::usage, "the words are at fault");
    fuzz::require(!request.error().sentence().empty(), "the error says why");
    return;
  }
  check_request(*request, words);
  if (std::ranges::find(words, "--") != words.end()) return;
  Words with_help = words;
  with_help.emplace_back("--help");
  const auto help = parse(with_help);
  fuzz::require(help && help->action != Action::run, "help is given");
  // What is asked for before the command, or without one, is given before the rest is looked at.
  fuzz::require(request->action != Action::run || help->action == Action::full_help, "help wins");
  fuzz::require(help->args.command == request->args.command, "help is about the command");
}

}  // namespace
}  // namespace kimitok::cli

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Longer command lines only repeat what short ones show.
  if (size > 4096) return 0;
  kimitok::cli::check(kimitok::cli::words_of({reinterpret_cast<const char*>(data), size}));
  return 0;
}
