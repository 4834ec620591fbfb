// What the examples in the help and the man pages say is what the program does.
#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <string>

#include "cli/commands.hpp"
#include "support/real_vocabulary.hpp"

using namespace kimitok;

namespace {

struct Outcome {
  int status = -1;
  std::string output;
};

Outcome run_in_shell(const std::string& line) {
  Outcome outcome;
  FILE* pipe = popen(("exec bash -o pipefail -c '" + line + "'").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> buffer{};
  for (std::size_t got; (got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    outcome.output.append(buffer.data(), got);
  }
  const int status = pclose(pipe);
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

// `command` between single quotes of a shell.
std::string quoted(std::string_view command) {
  std::string out;
  for (const char c : command) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out;
}

void check_example(const cli::Example& example) {
  CAPTURE(example.command);
  const Outcome outcome = run_in_shell(quoted(example.command));
  CHECK(outcome.status == 0);
  std::string output = outcome.output;
  if (output.ends_with('\n')) output.pop_back();
  CHECK(output == std::string(example.output));
}

}  // namespace

TEST_CASE("examples: every example prints what the help says") {
  const auto folder = test::real_vocabularies();
  if (!folder) return;
  const std::string bin = std::filesystem::path(KIMITOK_PROGRAM).parent_path().string();
  setenv("PATH", (bin + ":" + getenv("PATH")).c_str(), 1);
  setenv("KIMITOK_MODEL", (*folder / "Kimi-K2-Instruct").c_str(), 1);
  std::filesystem::current_path(*folder);

  std::size_t checked = 0;
  const auto check_all = [&checked](std::span<const cli::Example> examples) {
    for (const cli::Example& example : examples) {
      if (example.output.empty()) continue;
      check_example(example);
      ++checked;
    }
  };
  check_all(cli::program_examples());
  for (const cli::Command& command : cli::commands()) check_all(command.examples);
  CHECK(checked >= 10);
}
