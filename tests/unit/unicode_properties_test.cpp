#include "unicode/properties.hpp"

#include <doctest/doctest.h>

#include <string_view>

namespace {

using kimitok::unicode::CodePointSet;
using kimitok::unicode::find_property;

std::size_t count(const CodePointSet& set) {
  std::size_t total = 0;
  for (const auto range : set.ranges()) total += range.last - range.first + 1;
  return total;
}

// Totals of DerivedGeneralCategory.txt, Scripts.txt and PropList.txt of Unicode 16.0.
TEST_CASE("unicode properties: each has as many code points as Unicode 16.0 says") {
  struct Case {
    std::string_view name;
    std::size_t expected;
  };
  const Case cases[] = {
      {"Lu", 1858},    {"Ll", 2258},
      {"Nd", 760},     {"L", 141'028},
      {"N", 1911},     {"M", 2501},
      {"Zs", 17},      {"White_Space", 25},
      {"Han", 99'030}, {"Any", 0x110000 - 0x800},
      {"ASCII", 128},  {"Join_Control", 2},
      {"Cc", 65},      {"Co", 137'468},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const auto set = find_property(c.name);
    REQUIRE(set);
    CHECK(count(*set) == c.expected);
  }
}

TEST_CASE("unicode properties: one has several names, and case and separators do not matter") {
  struct Case {
    std::string_view name, other;
  };
  const Case cases[] = {
      {"Lu", "Uppercase_Letter"},
      {"Lu", "uppercase letter"},
      {"Lu", "gc=Lu"},
      {"Lu", "General_Category=Uppercase-Letter"},
      {"L", "Letter"},
      {"LC", "Cased_Letter"},
      {"Nd", "digit"},
      {"P", "punct"},
      {"M", "Combining_Mark"},
      {"Cc", "cntrl"},
      {"Han", "Script=Han"},
      {"Han", "sc=han"},
      {"White_Space", "whitespace"},
      {"Old_Italic", "olditalic"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.other);
    const auto set = find_property(c.name);
    const auto same = find_property(c.other);
    REQUIRE(set);
    REQUIRE(same);
    CHECK(*set == *same);
  }
}

TEST_CASE("unicode properties: groups are made of their categories") {
  const auto of = [](std::string_view name) { return *find_property(name); };
  CHECK(of("LC") == of("Lu").united_with(of("Ll")).united_with(of("Lt")));
  CHECK(of("L") == of("LC").united_with(of("Lm")).united_with(of("Lo")));
  CHECK(of("Z") == of("Zs").united_with(of("Zl")).united_with(of("Zp")));
  CHECK(of("Assigned") == of("Cn").complement());
  CodePointSet all;
  for (const std::string_view group : {"L", "M", "N", "P", "S", "Z", "C"}) {
    CHECK(all.intersected_with(of(group)).is_empty());
    all = all.united_with(of(group));
  }
  CHECK(all == CodePointSet::all());
}

TEST_CASE("unicode properties: what does not exist is not found") {
  for (const std::string_view name : {"", "X", "Lx", "Cs", "Klingon", "sc=Lu", "gc=Han", "scx=Han",
                                      "Script=", "=Lu", "Han=", "Unknown"}) {
    CAPTURE(name);
    CHECK_FALSE(find_property(name));
  }
}

TEST_CASE("unicode properties: the classes of backslash d, s and w") {
  using namespace kimitok::unicode;
  CHECK(decimal_digits() == *find_property("Nd"));
  CHECK(white_space() == *find_property("White_Space"));
  CHECK_FALSE(white_space().contains(0x180E));
  CHECK_FALSE(white_space().contains(0x1C));
  for (const char32_t c : U"aZ9_\u0301\u200D\u203F\u4E2D\u2160") {
    if (c != 0) CHECK(word_characters().contains(c));
  }
  for (const char32_t c : U"-. \u00B2\u3001") {
    CHECK_FALSE(word_characters().contains(c));
  }
}

}  // namespace
