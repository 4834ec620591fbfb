#include "unicode/case_fold.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "reference/golden_classes.hpp"

namespace {

using kimitok::unicode::case_closure;
using kimitok::unicode::CodePointRange;
using kimitok::unicode::CodePointSet;

CodePointSet set_of(std::u32string_view characters) {
  std::vector<CodePointRange> ranges;
  for (const char32_t c : characters) ranges.push_back({c, c});
  return CodePointSet(ranges);
}

TEST_CASE("case fold: a set gains every form of its members") {
  struct Case {
    std::u32string_view given, expected;
  };
  const Case cases[] = {
      {U"", U""},
      {U"1'", U"1'"},
      {U"t", U"tT"},
      {U"T", U"tT"},
      {U"s", U"sS\u017F"},
      {U"\u017F", U"sS\u017F"},
      {U"K", U"kK\u212A"},
      {U"\u03C2", U"\u03C2\u03C3\u03A3"},
      {U"\u00DF", U"\u00DF\u1E9E"},  // not "ss", which is not simple folding
      {U"\u01C5", U"\u01C4\u01C5\u01C6"},
      {U"i", U"iI"},  // not the dotless and dotted ones of Turkic
      {U"\u0130", U"\u0130"},
      {U"\u1C80", U"\u1C80\u0412\u0432"},
  };
  for (const Case& c : cases) CHECK(case_closure(set_of(c.given)) == set_of(c.expected));
}

TEST_CASE("case fold: the forms of s are as the reference engine sees them") {
  const auto golden = kimitok::reference::golden_classes().at("fold_s");
  std::vector<CodePointRange> expected;
  for (const auto& [first, last] : golden.ranges) expected.push_back({first, last});
  CHECK(case_closure(set_of(U"s")) == CodePointSet(expected));
}

TEST_CASE("case fold: closing twice changes nothing") {
  for (const CodePointRange range : {CodePointRange{0, 0x7F}, {0x100, 0x2FF}, {0x1000, 0x2FFF}}) {
    const CodePointSet once = case_closure(CodePointSet(range));
    CHECK(case_closure(once) == once);
  }
}

}  // namespace
