#include "unicode/code_point_set.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

namespace {

using kimitok::unicode::CodePointRange;
using kimitok::unicode::CodePointSet;
using Ranges = std::vector<CodePointRange>;

TEST_CASE("code point set: ranges are sorted, joined, and rid of surrogates") {
  struct Case {
    Ranges given, expected;
  };
  const Case cases[] = {
      {{}, {}},
      {{{5, 6}, {1, 2}}, {{1, 2}, {5, 6}}},
      {{{1, 3}, {4, 6}}, {{1, 6}}},
      {{{1, 9}, {2, 3}}, {{1, 9}}},
      {{{1, 5}, {3, 8}, {8, 8}}, {{1, 8}}},
      {{{0xD000, 0xF000}}, {{0xD000, 0xD7FF}, {0xE000, 0xF000}}},
      {{{0xD800, 0xDFFF}}, {}},
      {{{0xDC00, 0xE001}}, {{0xE000, 0xE001}}},
      {{{0, 0x10FFFF}}, {{0, 0xD7FF}, {0xE000, 0x10FFFF}}},
  };
  for (const Case& c : cases) CHECK(CodePointSet(c.given).ranges() == c.expected);
}

TEST_CASE("code point set: operations are those of sets") {
  const CodePointSet a(Ranges{{1, 5}, {10, 20}, {0xD7F0, 0xE010}});
  const CodePointSet b(Ranges{{4, 11}, {15, 15}, {0xE000, 0x10FFFF}});
  const CodePointSet unions[] = {a.united_with(b), b.united_with(a)};
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const bool in_a = a.contains(c);
    const bool in_b = b.contains(c);
    const bool is_surrogate = c >= 0xD800 && c <= 0xDFFF;
    const bool right = unions[0].contains(c) == (in_a || in_b) &&
                       a.intersected_with(b).contains(c) == (in_a && in_b) &&
                       a.without(b).contains(c) == (in_a && !in_b) &&
                       a.complement().contains(c) == (!in_a && !is_surrogate);
    if (!right) FAIL_CHECK("wrong for " << std::uint32_t{c});
    if (c == 0x100) c = 0xD700;
    if (c == 0xE100) c = 0x10FF00;
  }
  CHECK(unions[0] == unions[1]);
  CHECK(CodePointSet::all().complement().is_empty());
  CHECK(CodePointSet().complement() == CodePointSet::all());
  CHECK(a.contains(10));
  CHECK(a.contains(20));
  CHECK_FALSE(a.contains(21));
  CHECK_FALSE(CodePointSet().contains(0));
}

}  // namespace
