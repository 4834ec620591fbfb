#include "cli/generate.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace kimitok;

namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// "max-tokens" as groff source.
std::string in_roff(std::string_view name) {
  std::string out;
  for (const char c : name) out += c == '-' ? std::string("\\-") : std::string(1, c);
  return out;
}

}  // namespace

TEST_CASE("generate: every flag is in its command's man page") {
  for (const cli::Command& command : cli::commands()) {
    const std::string page = cli::man_page(command);
    for (const cli::FlagGroup& group : command.groups) {
      for (const cli::Flag& flag : group.flags) {
        CAPTURE(command.name);
        CAPTURE(flag.name);
        CHECK(contains(page, "\\fB\\-\\-" + in_roff(flag.name) + "\\fR"));
      }
    }
  }
}

TEST_CASE("generate: every command has a man page, which the main page names") {
  std::size_t pages = 1;
  for (const cli::Command& command : cli::commands()) {
    if (command.hidden) continue;
    ++pages;
    CAPTURE(command.name);
    CHECK(contains(cli::man_page(), "\\fBkimitok\\-" + in_roff(command.name) + "\\fR(1)"));
  }
  CHECK(cli::man_pages().size() == pages);
}

TEST_CASE("generate: a man page has no date") {
  CHECK(contains(cli::man_page(), ".TH KIMITOK 1 \"\" \"kimitok "));
}

TEST_CASE("generate: every flag is in each completion, under its command") {
  const std::string bash = cli::bash_completion(), zsh = cli::zsh_completion(),
                    fish = cli::fish_completion();
  for (const cli::Command& command : cli::commands()) {
    if (command.hidden) continue;
    const std::string begin = "\n    (" + std::string(command.name) + ")\n";
    const std::size_t branch = zsh.find(begin);
    REQUIRE(branch != std::string::npos);
    const std::string own_zsh = zsh.substr(branch, zsh.find(";;", branch) - branch);
    for (const cli::FlagGroup& group : command.groups) {
      const bool global = group.flags.data() == cli::global_flags().flags.data();
      for (const cli::Flag& flag : group.flags) {
        const std::string name(flag.name);
        CAPTURE(command.name);
        CAPTURE(name);
        CHECK((contains(own_zsh, "--" + name + "=") || contains(own_zsh, "--" + name + "[") ||
               contains(own_zsh, "--" + name + "}")));
        const std::string condition =
            global ? "complete -c kimitok"
                   : "complete -c kimitok -n '__kimitok_using " + std::string(command.name) + "'";
        const std::string letter = flag.letter == '\0' ? "" : std::string(" -s ") + flag.letter;
        CHECK(contains(fish, "\n" + condition + letter + " -l " + name + " "));
        const std::size_t list = global
                                     ? bash.find("  words=(--model")
                                     : bash.find("    " + std::string(command.name) + ") words+=(");
        REQUIRE(list != std::string::npos);
        const std::string words = bash.substr(list, bash.find(')', list + 12) - list);
        CHECK((contains(words + " ", "--" + name + " ")));
      }
    }
  }
}

TEST_CASE("generate: hidden commands are offered nowhere") {
  for (const auto* files : {"man", "completions"}) {
    for (const cli::GeneratedFile& file :
         std::string(files) == "man" ? cli::man_pages() : cli::completions()) {
      CAPTURE(file.name);
      CHECK(contains(file.content, "kimitok"));
      CHECK_FALSE(contains(file.content, "kimitok-generate"));
      CHECK_FALSE(contains(file.content, "man|completions"));
    }
  }
}

TEST_CASE("generate: completion gives the script of the shell asked for") {
  CHECK(cli::completion(cli::Shell::bash) == cli::bash_completion());
  CHECK(cli::completion(cli::Shell::zsh) == cli::zsh_completion());
  CHECK(cli::completion(cli::Shell::fish) == cli::fish_completion());
}
