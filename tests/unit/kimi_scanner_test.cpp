#include "pretokenizer/kimi_scanner.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/show.hpp"

namespace {

std::vector<std::string> pieces(std::string_view text) {
  std::vector<std::string> found;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = kimitok::kimi_piece_end(text, from);
    REQUIRE(end > from);
    REQUIRE(end <= text.size());
    found.emplace_back(text.substr(from, end - from));
    from = end;
  }
  return found;
}

struct Case {
  std::string text;
  std::vector<std::string> expected;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    CAPTURE(kimitok::test::escaped(c.text));
    CHECK(pieces(c.text) == c.expected);
  }
}

TEST_CASE("kimi scanner: words take their case, one character before them and a contraction") {
  check({{"Hello, world!", {"Hello", ",", " world", "!"}},
         {"HTMLParser", {"HTMLParser"}},
         {"camelCase", {"camel", "Case"}},
         {"ABC", {"ABC"}},
         {"-ABC", {"-ABC"}},
         {"\tx", {"\tx"}},
         {"\nx", {"\n", "x"}},
         {"--x", {"--", "x"}},
         {"ABC'd", {"ABC'd"}},
         {"we'LL", {"we'LL"}},
         {"we'lx", {"we", "'lx"}},
         {"a's's", {"a's", "'s"}},
         {"x'\u017F", {"x'\u017F"}},
         {"x'", {"x", "'"}},
         {"x'r", {"x", "'r"}},
         {"\u2019s's", {"\u2019s's"}}});
}

TEST_CASE("kimi scanner: upper case gives back what lower case needs") {
  check({{"A\u0301", {"A\u0301"}},
         {"A\u0301BC", {"A\u0301", "BC"}},
         {"A\u0301BCd", {"A\u0301BCd"}},
         {"A\u0301's", {"A\u0301's"}},
         {"\u0301ABC", {"\u0301", "ABC"}},
         {"\u0301AB\u0301C", {"\u0301AB\u0301", "C"}},
         {"\u0301'd", {"\u0301'd"}},
         {"!\u0301A", {"!\u0301", "A"}},
         {"\u02B0A", {"\u02B0", "A"}}});
}

TEST_CASE("kimi scanner: Han stands alone, but for its numerals and radicals") {
  check({{" \u4E2D\u6587", {" ", "\u4E2D\u6587"}},
         {"x\u3005y", {"x", "\u3005", "y"}},
         {"1\u3007\u3007\u3007", {"1\u3007\u3007", "\u3007"}},
         {"!\u2E80", {"!\u2E80"}},
         {"\u2E80!", {"\u2E80", "!"}},
         {"\u3001\u4E2D", {"\u3001", "\u4E2D"}},
         {"a\U00016FF0a", {"a", "\U00016FF0", "a"}}});
}

TEST_CASE("kimi scanner: digits go by threes, punctuation takes newlines") {
  check({{"1234567", {"123", "456", "7"}},
         {" 12", {" ", "12"}},
         {"!\n/x", {"!\n", "/x"}},
         {" !!\r\n\r\n x", {" !!\r\n\r\n", " x"}},
         {"  !", {" ", " !"}},
         {"\u00A0!", {"\u00A0", "!"}}});
}

TEST_CASE("kimi scanner: white space ends with its last newline, or leaves its last character") {
  check({{"\n\n  \n x", {"\n\n  \n", " x"}},
         {"   x", {"  ", " x"}},
         {"   1", {"  ", " ", "1"}},
         {"   ", {"   "}},
         {" \t\u3000\n", {" \t\u3000\n"}},
         {" 1", {" ", "1"}},
         {"\u3000\u30001", {"\u3000", "\u3000", "1"}},
         {"\u180E x", {"\u180E", " x"}}});
}

TEST_CASE("kimi scanner: the end of the segment is the end of the text") {
  const std::string_view text = "a   b";
  CHECK(kimitok::kimi_piece_end(text, 1) == 3);
  CHECK(kimitok::kimi_piece_end(text.substr(0, 4), 1) == 4);
}

}  // namespace
