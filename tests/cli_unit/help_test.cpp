#include "cli/help.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

#include "cli/prose.hpp"

using namespace kimitok;

namespace {

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) longest = std::max(longest, line.size());
  return longest;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("help: every flag is in the short and in the full help of its command") {
  for (const cli::Command& command : cli::commands()) {
    const std::string brief = cli::short_help(command, 80), full = cli::full_help(command, 80);
    for (const cli::FlagGroup& group : command.groups) {
      for (const cli::Flag& flag : group.flags) {
        CAPTURE(command.name);
        CAPTURE(flag.name);
        CHECK(contains(brief, "\n  " + cli::spelled(flag)));
        CHECK(contains(brief, flag.summary));
        CHECK(contains(full, "\n  " + cli::spelled(flag) + "\n"));
      }
    }
  }
}

TEST_CASE("help: the program's help lists every command that is not hidden") {
  for (const cli::Command& command : cli::commands()) {
    CAPTURE(command.name);
    CHECK(contains(cli::short_help(80), "\n  " + std::string(command.name) + " ") !=
          command.hidden);
    CHECK(contains(cli::full_help(80), "\n  " + std::string(command.name) + " ") != command.hidden);
  }
}

TEST_CASE("help: the full help has exit statuses and environment variables") {
  for (const std::string& help :
       {cli::full_help(80), cli::full_help(*cli::find_command("count"), 80)}) {
    for (const cli::Row& row : cli::exit_statuses()) {
      CAPTURE(row.name);
      CHECK(contains(help, "\n  " + std::string(row.name) + " "));
    }
    for (const cli::Row& row : cli::environment()) {
      CAPTURE(row.name);
      // The meaning of a long name begins on the next line.
      const std::string name = "\n  " + std::string(row.name);
      CHECK((contains(help, name + " ") || contains(help, name + "\n")));
    }
  }
}

TEST_CASE("help: short help fits 80 columns") {
  CHECK(longest_line(cli::short_help(80)) <= 80);
  for (const cli::Command& command : cli::commands()) {
    CAPTURE(command.name);
    CHECK(longest_line(cli::short_help(command, 80)) <= 80);
  }
}

TEST_CASE("help: no markup is left, and no line ends in a blank") {
  for (const cli::Command& command : cli::commands()) {
    for (const std::size_t width : {40u, 80u, 100u}) {
      CAPTURE(command.name);
      const std::string help = cli::full_help(command, width) + cli::short_help(command, width);
      CHECK_FALSE(contains(help, "`"));
      CHECK_FALSE(contains(help, " \n"));
    }
  }
}
