#include "cli/prose.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace kimitok;

TEST_CASE("prose: backticks become bold spans and disappear from plain text") {
  const auto spans = cli::spans_of("see `--to`, or `--json`");
  REQUIRE(spans.size() == 4);
  CHECK(spans[0].text == "see ");
  CHECK_FALSE(spans[0].bold);
  CHECK(spans[1].text == "--to");
  CHECK(spans[1].bold);
  CHECK(spans[3].text == "--json");
  CHECK(spans[3].bold);
  CHECK(cli::plain("see `--to`, or `--json`") == "see --to, or --json");
}

TEST_CASE("prose: words are wrapped at the width, and none is broken") {
  struct Case {
    std::string_view prose;
    std::size_t indent, width;
    std::string_view expected;
  };
  const Case cases[] = {
      {"one two three", 0, 80, "one two three\n"},
      {"one two three", 0, 7, "one two\nthree\n"},
      {"one two three", 2, 8, "  one\n  two\n  three\n"},
      {"one two three", 2, 9, "  one two\n  three\n"},
      {"incomprehensible", 0, 4, "incomprehensible\n"},
      {"one\n\ntwo", 1, 80, " one\n\n two\n"},
      {"你好 世界", 0, 5, "你好 世界\n"},
      {"", 4, 80, ""},
  };
  for (const Case& row : cases) {
    CAPTURE(row.prose);
    CAPTURE(row.width);
    CHECK(cli::wrapped(row.prose, row.indent, row.width) == std::string(row.expected));
  }
}

TEST_CASE("prose: a flag is spelled with its letter and the form of its value") {
  const cli::Command& encode = *cli::find_command("encode");
  struct Case {
    std::string_view name, expected;
  };
  const Case cases[] = {{"model", "-m, --model MODEL"},
                        {"quiet", "-q, --quiet"},
                        {"bos", "    --bos"},
                        {"jsonl", "    --jsonl[=FIELD]"}};
  for (const Case& row : cases) {
    CAPTURE(row.name);
    const cli::Flag* flag = cli::find_flag(encode, row.name);
    REQUIRE(flag != nullptr);
    CHECK(cli::spelled(*flag) == std::string(row.expected));
  }
}
