#include "cli/suggest.hpp"

#include <doctest/doctest.h>

#include <string>

using kimitok::cli::nearest;

TEST_CASE("suggest: the nearest candidate is named, or none") {
  constexpr std::string_view kCandidates[] = {"to", "text", "table", "threads", "max-tokens"};
  struct Case {
    std::string_view word, expected;
  };
  const Case cases[] = {
      {"texts", "text"},
      {"txet", "text"},
      {"tect", "text"},
      {"thread", "threads"},
      {"max_tokens", "max-tokens"},
      {"max", "max-tokens"},
      {"zzzzzz", ""},
      {"", ""},
      {"tabel", "table"},
  };
  for (const Case& row : cases) {
    CAPTURE(row.word);
    CHECK(std::string(nearest(row.word, kCandidates)) == std::string(row.expected));
  }
}

TEST_CASE("suggest: the first of equally near candidates wins") {
  constexpr std::string_view kCandidates[] = {"head", "lead"};
  CHECK(nearest("mead", kCandidates) == "head");
}
