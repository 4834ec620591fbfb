// The program itself, where it needs no tokenizer.
#include <doctest/doctest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

namespace {

struct Outcome {
  int status = -1;
  std::string output;
};

// Runs `script` in bash with $K as the program. The output holds what the script lets through.
Outcome run(const std::string& script) {
  Outcome outcome;
  FILE* pipe = popen(("K=" KIMITOK_PROGRAM "; exec 2>&1; " + script).c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> buffer{};
  for (std::size_t got; (got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    outcome.output.append(buffer.data(), got);
  }
  const int status = pclose(pipe);
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

}  // namespace

TEST_CASE("main: results of asking go to stdout, and complaints to stderr") {
  struct Case {
    std::string script;
    int status;
    std::string begin;
  };
  const Case cases[] = {
      {"$K --help 2>/dev/null", 0, "usage: kimitok [FLAGS] COMMAND"},
      {"$K -h 2>/dev/null", 0, "usage: kimitok [FLAGS] COMMAND"},
      {"$K help encode 2>/dev/null", 0, "usage: kimitok encode [FLAGS] [FILE...]\n"},
      {"$K encode -h 2>/dev/null", 0, "usage: kimitok encode [FLAGS] [FILE...]\n"},
      {"$K --version 2>/dev/null", 0, "kimitok "},
      {"$K completion bash 2>/dev/null", 0, "# Made by `kimitok generate completions`"},
      {"$K >/dev/null", 2, "usage: kimitok [FLAGS] COMMAND"},
      {"$K enc >/dev/null", 2, "kimitok: unknown command 'enc'; did you mean encode?\n"},
      {"$K encode --foo=1 >/dev/null", 2, "kimitok: unknown flag --foo; "},
      {"$K \"$(printf '\\033[31m')\" >/dev/null", 2, "kimitok: unknown command '\\x1b[31m'; "},
  };
  for (const Case& row : cases) {
    CAPTURE(row.script);
    const Outcome outcome = run(row.script);
    CHECK(outcome.status == row.status);
    CHECK(outcome.output.substr(0, row.begin.size()) == row.begin);
  }
}

TEST_CASE("main: a full disk and a reader that has gone away are noticed") {
  const Outcome full = run("$K --help >/dev/full");
  CHECK(full.status == 6);
  CHECK(full.output == "kimitok: standard output: cannot write: No space left on device\n");

  // The reader has ended before anything is written.
  const Outcome gone = run("trap '' PIPE; { sleep 0.2; $K --help; echo $? >&2; } | true; exit 0");
  CHECK(gone.output == "141\n");
}

TEST_CASE("main: COLUMNS sets the width of help, within reason") {
  const auto longest = [](const std::string& columns) {
    const Outcome outcome =
        run("COLUMNS=" + columns + " $K help encode | awk '{ print length }' | sort -n");
    CHECK(outcome.status == 0);
    const std::size_t last = outcome.output.find_last_of('\n', outcome.output.size() - 2);
    return std::stoul(outcome.output.substr(last + 1));
  };
  const unsigned long wide = longest("1000"), usual = longest("80"), nonsense = longest("x");
  CHECK(wide <= 100);
  CHECK(wide > 90);
  CHECK(usual <= 80);
  CHECK(nonsense == usual);
}
