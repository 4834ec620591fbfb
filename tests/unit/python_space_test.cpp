#include "tokenizer/python_space.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <set>
#include <string_view>

#include "support/cpu_tiers.hpp"
#include "support/show.hpp"

namespace kimitok {
namespace {

TEST_CASE("python space: Python's isspace holds for 29 code points") {
  const std::set<char32_t> spaces = {0x09,   0x0A,   0x0B,   0x0C,   0x0D,   0x1C,   0x1D,   0x1E,
                                     0x1F,   0x20,   0x85,   0xA0,   0x1680, 0x2000, 0x2001, 0x2002,
                                     0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A,
                                     0x2028, 0x2029, 0x202F, 0x205F, 0x3000};
  REQUIRE(spaces.size() == 29);
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (is_python_space(c) != spaces.contains(c)) FAIL_CHECK(static_cast<std::uint32_t>(c));
  }
}

TEST_CASE("python space: the last run goes back to the first character that agrees with the last") {
  struct Row {
    std::string_view text;
    LastRun expected;
  };
  const Row rows[] = {
      {"a", {0, false}},
      {" ", {0, true}},
      {"ab", {0, false}},
      {" a", {1, false}},
      {"a ", {1, true}},
      {"a b c", {4, false}},
      {"a \t\u3000\u0085", {1, true}},
      {"\u3000\u4e2d\u3001", {3, false}},
      {"\u4e2d\u3000", {3, true}},
      {"\U0001F600 ", {4, true}},
      {" \u200B", {1, false}},
  };
  for (const CpuTier tier : test::cpu_tiers()) {
    CAPTURE(name_of(tier));
    for (const Row& row : rows) {
      CAPTURE(test::escaped(row.text));
      const LastRun found = find_last_run(tier)(row.text.data(), row.text.size());
      CHECK(found.begin == row.expected.begin);
      CHECK(found.space == row.expected.space);
    }
  }
}

}  // namespace
}  // namespace kimitok
