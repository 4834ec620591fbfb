#include "inspect/regex.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace kimitok::app {
namespace {

TEST_CASE("regex: it is looked for anywhere in the text, by characters") {
  struct Row {
    std::string_view expression, text;
    bool expected;
  };
  const std::vector<Row> rows = {
      {"ell", "hello", true},        {"^ell", "hello", false},
      {"^.$", "漢", true},           {"^\\p{Han}{2}$", "汉字", true},
      {"^\\p{Han}+$", "汉a", false}, {"(?i)É", "é", true},
      {"\\\\n", "a\\n", true},       {"a|", "", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    auto regex = Regex::create(row.expression);
    REQUIRE(regex);
    const auto found = regex->found_in(row.text);
    REQUIRE(found);
    CHECK(*found == row.expected);
  }
}

TEST_CASE("regex: what PCRE2 rejects is wrong usage, at the byte") {
  for (const std::string_view expression : {"ab(", "[", "*", "\xff"}) {
    CAPTURE(expression);
    const auto regex = Regex::create(expression);
    REQUIRE_FALSE(regex);
    CHECK(regex.error().code() == ErrorCode::usage);
  }
  CHECK(Regex::create("ab(").error().position().byte == 3);
}

TEST_CASE("regex: a match that takes too many steps is a failure, not a no") {
  const auto regex = Regex::create("(a+)+[bc]\\d");
  REQUIRE(regex);
  const auto found = regex->found_in(std::string(64, 'a') + "b");
  REQUIRE_FALSE(found);
  CHECK(found.error().code() == ErrorCode::usage);
}

}  // namespace
}  // namespace kimitok::app
