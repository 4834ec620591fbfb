#include "unicode/kimi_classes.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "reference/golden_classes.hpp"
#include "unicode/code_point_set.hpp"
#include "unicode/properties.hpp"

namespace {

using kimitok::reference::GoldenClass;

constexpr std::size_t kCodePoints = 0x110000;

std::vector<bool> members(const GoldenClass& golden) {
  std::vector<bool> in(kCodePoints);
  std::size_t count = 0;
  for (const auto& [first, last] : golden.ranges) {
    for (char32_t c = first; c <= last; ++c) in[c] = true;
    count += last - first + 1;
  }
  CHECK(count == golden.count);
  return in;
}

TEST_CASE("unicode: the class byte of every code point is as the reference engine sees it") {
  const auto golden = kimitok::reference::golden_classes();
  const auto letter = members(golden.at("L"));
  const auto number = members(golden.at("N"));
  const auto space = members(golden.at("space"));
  const auto han = members(golden.at("Han"));
  const auto upper = members(golden.at("upper_class"));
  const auto lower = members(golden.at("lower_class"));
  std::size_t wrong = 0;
  for (char32_t c = 0; c < kCodePoints; ++c) {
    const bool is_newline = c == '\r' || c == '\n';
    unsigned expected = 0;
    if (han[c]) expected |= kimitok::unicode::kHan;
    if (upper[c]) expected |= kimitok::unicode::kUpper;
    if (lower[c]) expected |= kimitok::unicode::kLower;
    if (number[c]) expected |= kimitok::unicode::kNumber;
    if (space[c]) expected |= kimitok::unicode::kSpace;
    if (is_newline) expected |= kimitok::unicode::kNewline;
    if (!space[c] && !letter[c] && !number[c]) expected |= kimitok::unicode::kPunctuation;
    if (!is_newline && !letter[c] && !number[c]) expected |= kimitok::unicode::kPrefix;
    if (kimitok::unicode::kimi_class(c) != expected) ++wrong;
    if (c < 0x80) {
      CHECK(kimitok::unicode::kimi_ascii_class(static_cast<unsigned char>(c)) == expected);
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("unicode: properties are as the reference engine sees them") {
  const auto golden = kimitok::reference::golden_classes();
  for (const std::string name : {"Han", "L", "N", "M", "Lu", "Ll", "Lt", "Lm", "Lo", "space"}) {
    CAPTURE(name);
    const auto set = kimitok::unicode::find_property(name == "space" ? "White_Space" : name);
    REQUIRE(set);
    std::vector<kimitok::unicode::CodePointRange> expected;
    for (const auto& [first, last] : golden.at(name).ranges) expected.push_back({first, last});
    CHECK(*set == kimitok::unicode::CodePointSet(expected));
    CHECK_FALSE(set->is_empty());
  }
}

}  // namespace
