// Long texts: the scanner and PCRE2 agree, neither gives up, and time grows with length alone (a
// quadratic one would run for days).
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "kimitok/pat_str.hpp"
#include "support/pieces.hpp"
#include "support/random.hpp"
#include "support/show.hpp"

namespace {

using kimitok::Pretokenizer;

constexpr std::size_t kLong = 100'000'000;
constexpr std::size_t kMedium = 20'000;

std::string repeated(std::string_view unit, std::size_t size) {
  std::string text;
  text.reserve(size + unit.size() + 1);
  while (text.size() < size) text += unit;
  return text;
}

std::vector<std::size_t> ends_of(const Pretokenizer& pretokenizer, std::string_view text) {
  Pretokenizer::Scratch scratch(pretokenizer);
  std::vector<std::size_t> ends;
  kimitok::test::split_all(pretokenizer, scratch, text, 4096, ends);
  return ends;
}

TEST_CASE("kimi scanner: a long run of one kind, or of two in turn, is split as PCRE2 splits it") {
  const std::string_view pattern = *kimitok::published_pat_str("kimi");
  const auto scanner = kimitok::test::make_pretokenizer(pattern);
  const auto pcre2 = kimitok::test::make_pretokenizer(pattern, Pretokenizer::Engine::pcre2);
  const std::vector<std::string> units = {"A",      "a", "\u05D0", "\u0301", "\u4E2D",
                                          "\u3007", "1", " ",      "\t",     "\n",
                                          "!",      "'", "'s",     "\u2E80", "\u01C5"};
  for (const std::string& first : units) {
    for (const std::string& second : units) {
      for (const char* const end : {"", "x", "X", "!"}) {
        const std::string text = repeated(first + second, kMedium) + end;
        if (ends_of(scanner, text) == ends_of(pcre2, text)) continue;
        FAIL_CHECK("they disagree on a run of " << kimitok::test::escaped(first + second) << " and "
                                                << end);
      }
    }
  }
}

TEST_CASE("kimi scanner: a run of a hundred million bytes") {
  struct Case {
    std::string unit, end;
    std::size_t pieces;
  };
  const std::vector<Case> cases = {
      {"A", "", 1},
      {"A", " ", 2},
      {"a", "", 1},
      {" ", "", 1},
      {" ", "a", 2},
      {"\n", " a", 2},
      {"\u0301", "", 1},
      {"\u0301", "1", 2},
      {"A\u0301", "AA", 2},
      {"\u4E2D", "", 1},
      {"1", "", kLong / 3 + 1},
      {"!", "\n", 1},
      {"\u00A0", "a", 2},
      {" \n", "", 1},
      {"A ", "", kLong / 2 + 1},
  };
  const auto scanner = kimitok::test::make_pretokenizer(*kimitok::published_pat_str("kimi"));
  for (const Case& c : cases) {
    const std::string unit = c.unit;
    CAPTURE(unit);
    CHECK(ends_of(scanner, repeated(c.unit, kLong) + c.end).size() == c.pieces);
  }
}

TEST_CASE(
    "pretokenizer: PCRE2 splits a run of a hundred million bytes by every published pattern") {
  for (const kimitok::PublishedPattern& published : kimitok::published_patterns()) {
    CAPTURE(published.name);
    const auto pcre2 =
        kimitok::test::make_pretokenizer(published.pat_str, Pretokenizer::Engine::pcre2);
    for (const std::string unit : {"A", "a", " ", "\n", "\u4E2D", "!"}) {
      CAPTURE(unit);
      const std::string text = repeated(unit, kLong);
      CHECK(ends_of(pcre2, text).size() == 1);
    }
    const bool limits_digits = published.pat_str.find("{1,3}") != std::string_view::npos;
    CHECK(ends_of(pcre2, repeated("1", kLong)).size() == (limits_digits ? kLong / 3 + 1 : 1));
  }
}

}  // namespace
