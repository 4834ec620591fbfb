#include "kimitok/token_spans.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace kimitok {
namespace {

struct Row {
  std::string what;
  std::vector<std::string_view> tokens;
  std::vector<TokenSpan> expected;  // bytes, then characters
};

const Row kRows[] = {
    {"whole characters",
     {"ab", "\u00e9", "\u4e2d\U0001F600", "z"},
     {{0, 2, 0, 2}, {2, 4, 2, 3}, {4, 11, 3, 5}, {11, 12, 5, 6}}},
    {"a character in two tokens", {"\xE4\xB8", "\xAD"}, {{0, 2, 0, 1}, {2, 3, 0, 1}}},
    {"a character in four tokens",
     {"\xF0", "\x9F", "\x98", "\x80"},
     {{0, 1, 0, 1}, {1, 2, 0, 1}, {2, 3, 0, 1}, {3, 4, 0, 1}}},
    {"the end of one and the start of the next",
     {"a\xE4", "\xB8\xAD\xE4\xB8", "\xADz"},
     {{0, 2, 0, 2}, {2, 6, 1, 3}, {6, 8, 2, 4}}},
    {"continuation bytes without a lead", {"\x80\x80", "\x80"}, {{0, 2, 0, 2}, {2, 3, 2, 3}}},
    {"more continuation bytes than asked for",
     {"\xC3\xA9\xA9", "\xA9"},
     {{0, 3, 0, 2}, {3, 4, 2, 3}}},
    {"a lead byte before the last is done",
     {"\xE4\xB8", "\xE4\xB8\xAD"},
     {{0, 2, 0, 1}, {2, 5, 1, 2}}},
    {"ASCII before the last is done",
     {"\xF0\x9F", "a", "\x98"},
     {{0, 2, 0, 1}, {2, 3, 1, 2}, {3, 4, 2, 3}}},
};

TEST_CASE("token spans: bytes follow each other, characters overlap where tokens share one") {
  for (const Row& row : kRows) {
    CAPTURE(row.what);
    REQUIRE(row.tokens.size() == row.expected.size());
    TokenSpans spans;
    for (std::size_t i = 0; i < row.tokens.size(); ++i) {
      CAPTURE(i);
      const TokenSpan span = spans.next(row.tokens[i]);
      CHECK(span.byte_begin == row.expected[i].byte_begin);
      CHECK(span.byte_end == row.expected[i].byte_end);
      CHECK(span.char_begin == row.expected[i].char_begin);
      CHECK(span.char_end == row.expected[i].char_end);
    }
  }
}

}  // namespace
}  // namespace kimitok
