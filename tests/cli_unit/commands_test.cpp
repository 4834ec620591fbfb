#include "cli/commands.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/prose.hpp"
#include "kimitok/pat_str.hpp"

using namespace kimitok;

namespace {

// Every prose of a command.
std::vector<std::string_view> proses_of(const cli::Command& command) {
  std::vector<std::string_view> proses = {command.description, command.notes};
  for (const cli::FlagGroup& group : command.groups) {
    for (const cli::Flag& flag : group.flags) {
      proses.push_back(flag.summary);
      proses.push_back(flag.detail);
    }
  }
  return proses;
}

// Names of flags that a prose sets bold and `command` does not have.
std::vector<std::string> unknown_flags(const cli::Command& command, std::string_view prose) {
  std::vector<std::string> unknown;
  for (const cli::Span& span : cli::spans_of(prose)) {
    if (!span.bold || !span.text.starts_with("--")) continue;
    if (cli::find_flag(command, span.text.substr(2)) == nullptr) unknown.emplace_back(span.text);
  }
  return unknown;
}

}  // namespace

TEST_CASE("commands: prose refers only to flags of its command") {
  REQUIRE_FALSE(unknown_flags(*cli::find_command("encode"), "see `--nothing`").empty());
  for (const cli::Command& command : cli::commands()) {
    CAPTURE(command.name);
    for (const std::string_view prose : proses_of(command)) {
      CAPTURE(prose);
      CHECK(unknown_flags(command, prose) == std::vector<std::string>());
    }
  }
}

TEST_CASE("commands: backticks come in pairs") {
  for (const cli::Command& command : cli::commands()) {
    for (const std::string_view prose : proses_of(command)) {
      CAPTURE(prose);
      CHECK(std::count(prose.begin(), prose.end(), '`') % 2 == 0);
    }
  }
}

TEST_CASE("commands: what is not there is not found") {
  CHECK(cli::find_command("encode") != nullptr);
  CHECK(cli::find_command("enc") == nullptr);
  CHECK(cli::find_command("") == nullptr);
  CHECK(cli::find_flag(*cli::find_command("encode"), "threads") != nullptr);
  CHECK(cli::find_flag(*cli::find_command("encode"), "golden") == nullptr);
}

TEST_CASE("commands: --pattern suggests the published patterns") {
  std::vector<std::string> published, suggested;
  for (const PublishedPattern& pattern : published_patterns()) published.emplace_back(pattern.name);
  for (const std::string_view name :
       cli::find_flag(*cli::find_command("encode"), "pattern")->choices) {
    suggested.emplace_back(name);
  }
  CHECK(suggested == published);
}

TEST_CASE("commands: names go somewhere exactly where there may be any") {
  for (const cli::Command& command : cli::commands()) {
    CAPTURE(command.name);
    const bool takes_names = command.names != nullptr;
    CHECK(takes_names == (command.operand == cli::Operand::names));
  }
}

// Not a part of well_formed(): with -fsanitize=undefined GCC does not compare a function's address
// with null at compile time.
TEST_CASE("commands: every flag does something") {
  int flags = 0;
  for (const cli::Command& command : cli::commands()) {
    for (const cli::FlagGroup& group : command.groups) {
      for (const cli::Flag& flag : group.flags) {
        CAPTURE(flag.name);
        const bool does_something = flag.apply != nullptr;  // doctest cannot print a function
        CHECK(does_something);
        ++flags;
      }
    }
  }
  CHECK(flags > 50);
}
