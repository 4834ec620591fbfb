#include "colour.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace kimitok::app {
namespace {

using cli::When;

TEST_CASE("colour: --color comes first, then NO_COLOR, FORCE_COLOR, and the terminal") {
  struct Row {
    When when;
    bool is_terminal;
    ColourEnvironment environment;
    bool expected;
  };
  const std::vector<Row> rows = {
      {When::automatic, true, {nullptr, nullptr, "xterm"}, true},
      {When::automatic, true, {nullptr, nullptr, nullptr}, true},
      {When::automatic, true, {nullptr, nullptr, "dumb"}, false},
      {When::automatic, false, {nullptr, nullptr, "xterm"}, false},
      {When::automatic, true, {"1", nullptr, "xterm"}, false},
      {When::automatic, true, {"1", "1", "xterm"}, false},
      {When::automatic, true, {"", nullptr, "xterm"}, true},
      {When::automatic, false, {nullptr, "1", "dumb"}, true},
      {When::automatic, false, {nullptr, "", "xterm"}, false},
      {When::always, false, {"1", nullptr, "dumb"}, true},
      {When::never, true, {nullptr, "1", "xterm"}, false},
  };
  for (const Row& row : rows) {
    CAPTURE(&row - rows.data());
    CHECK(colour_wanted(row.when, row.is_terminal, row.environment) == row.expected);
  }
}

TEST_CASE("colour: a descriptor that is not open is no terminal") {
  CHECK_FALSE(colour_wanted(When::never, -1));
  CHECK(colour_wanted(When::always, -1));
}

}  // namespace
}  // namespace kimitok::app
