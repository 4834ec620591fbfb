#include "inspect/display_width.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace kimitok::app {
namespace {

TEST_CASE("display width: wide characters take two columns") {
  struct Row {
    std::string_view text;
    std::size_t expected;
  };
  const std::vector<Row> rows = {{"", 0},  {"abc", 3}, {"é", 1},   {"漢字", 4},
                                 {"🌍", 2}, {"한", 2},  {"a漢", 3}, {"│·", 2}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(display_width(row.text) == row.expected);
  }
}

TEST_CASE("display width: shortened text fits, and what fits stays") {
  struct Row {
    std::string_view text;
    std::size_t columns;
    std::string_view expected;
  };
  const std::vector<Row> rows = {
      {"hello", 5, "hello"}, {"hello", 4, "hel…"}, {"漢字", 4, "漢字"}, {"漢字", 3, "漢…"},
      {"漢字x", 4, "漢…"},   {"hello", 1, "…"},    {"", 0, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CAPTURE(row.columns);
    CHECK(shortened(std::string(row.text), row.columns) == row.expected);
  }
}

TEST_CASE("display width: what is no terminal has no width") { CHECK_FALSE(terminal_columns(-1)); }

}  // namespace
}  // namespace kimitok::app
