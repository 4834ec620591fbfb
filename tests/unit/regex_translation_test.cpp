#include "pretokenizer/regex_translation.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

namespace {

using kimitok::ErrorCode;
using kimitok::to_pcre2;

TEST_CASE("regex translation: constructs become PCRE2's, classes ranges") {
  struct Case {
    std::string_view pat_str, expected;
  };
  const Case cases[] = {
      {"a", "\\x{61}"},
      {"\u4E2D", "\\x{4e2d}"},
      {"\\.\\n\\x41\\x{1F44D}\\u0042", "\\x{2e}\\x{a}\\x{41}\\x{1f44d}\\x{42}"},
      {"a|b", "\\x{61}|\\x{62}"},
      {"(a)(?:b)(?>c)(?<n>d)(?P<m>e)", "(?:\\x{61})(?:\\x{62})(?>\\x{63})(?:\\x{64})(?:\\x{65})"},
      {"a(?=b)(?!c)(?<=d)(?<!e)", "\\x{61}(?=\\x{62})(?!\\x{63})(?<=\\x{64})(?<!\\x{65})"},
      {"^a$", "\\A\\x{61}\\z"},
      {"\\Aa\\z", "\\A\\x{61}\\z"},
      {"ba?", "\\x{62}\\x{61}?"},
      {"a+?b*+c??", "\\x{61}+?\\x{62}*+\\x{63}??"},
      {"a{2}b{1,}c{0,3}?d{1,2}+", "\\x{61}{2,2}\\x{62}{1,}\\x{63}{0,3}?\\x{64}{1,2}+"},
      {"a(|b)", "\\x{61}(?:(?:)|\\x{62})"},
      {"[a-cx]", "[\\x{61}-\\x{63}\\x{78}]"},
      {"[^a]", "[^\\x{61}]"},
      {"[a-z&&[^c-y]]", "[\\x{61}-\\x{62}\\x{7a}]"},
      {"[a-e--b-d]", "[\\x{61}\\x{65}]"},
      {"[a-e--b&&a-c]", "[\\x{61}\\x{63}]"},
      {"[a-]", "[\\x{2d}\\x{61}]"},
      {"[-a]", "[\\x{2d}\\x{61}]"},
      {"[]a]", "[\\x{5d}\\x{61}]"},
      {"[[a][b]]", "[\\x{61}-\\x{62}]"},
      {"[\\]\\-\\\\]", "[\\x{5c}-\\x{5d}\\x{2d}]"},
      {"[a&b~c]", "[\\x{61}-\\x{63}\\x{26}\\x{7e}]"},
      {".", "[^\\x{a}]"},
      {"\\p{ASCII}", "[\\x{0}-\\x{7f}]"},
      {"\\P{ASCII}", "[^\\x{0}-\\x{7f}]"},
      {"[\\s\\S]", "[\\x{e000}-\\x{10ffff}\\x{0}-\\x{d7ff}]"},
      {"\\p{Zl}", "[\\x{2028}]"},
      {"\\pZ",
       "[\\x{2000}-\\x{200a}\\x{2028}-\\x{2029}\\x{20}\\x{a0}\\x{1680}\\x{202f}\\x{205f}\\x{3000}"
       "]"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.pat_str);
    const auto translated = to_pcre2(c.pat_str);
    REQUIRE_MESSAGE(translated, translated.error().message());
    CHECK(*translated == c.expected);
  }
}

TEST_CASE("regex translation: the flag i folds as Unicode's simple case folding") {
  struct Case {
    std::string_view pat_str, expected;
  };
  const Case cases[] = {
      {"(?i:s)", "(?:[\\x{53}\\x{73}\\x{17f}])"},
      {"(?i:K)", "(?:[\\x{4b}\\x{6b}\\x{212a}])"},
      {"(?i:\u00DF)", "(?:[\\x{df}\\x{1e9e}])"},
      {"(?i:1')", "(?:\\x{31}\\x{27})"},
      {"(?i:t)t", "(?:[\\x{54}\\x{74}])\\x{74}"},
      {"(?i)t(?-i:t)|t", "[\\x{54}\\x{74}](?:\\x{74})|[\\x{54}\\x{74}]"},
      {"((?i)t)t", "(?:[\\x{54}\\x{74}])\\x{74}"},
      {"(?i)t(?-i)t", "[\\x{54}\\x{74}]\\x{74}"},
      {"(?i:[a-c])", "(?:[\\x{41}-\\x{43}\\x{61}-\\x{63}])"},
      {"(?i:[^a])", "(?:[^\\x{41}\\x{61}])"},
      {"(?i:[a-c--B])", "(?:[\\x{41}\\x{43}\\x{61}\\x{63}])"},
      {"(?i:\\x53)", "(?:[\\x{53}\\x{73}\\x{17f}])"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.pat_str);
    const auto translated = to_pcre2(c.pat_str);
    REQUIRE_MESSAGE(translated, translated.error().message());
    CHECK(*translated == c.expected);
  }
  CHECK(*to_pcre2("(?i:\\p{Lu})") == *to_pcre2("(?i:[\\p{Lu}])"));
  CHECK(*to_pcre2("(?i:\\p{Lu})") != *to_pcre2("(?:\\p{Lu})"));
}

TEST_CASE("regex translation: what would not be reproduced is refused by name and offset") {
  struct Case {
    std::string_view pat_str, construct;
    int offset;
  };
  const Case cases[] = {
      {"a\\1", "a backreference or octal escape", 1},
      {"\\07", "a backreference or octal escape", 0},
      {"a\\b", "the escape \\b", 1},
      {"\\Z", "the escape \\Z", 0},
      {"\\K", "the escape \\K", 0},
      {"\\G", "the escape \\G", 0},
      {"\\R", "the escape \\R", 0},
      {"\\X", "the escape \\X", 0},
      {"\\h", "the escape \\h", 0},
      {"\\Qa\\E", "the escape \\Q", 0},
      {"\\\u00E9", "the escape \\\u00E9", 0},
      {"a\\", "a backslash without a character", 1},
      {"\\p{Klingon}", "the property \"Klingon\"", 0},
      {"\\p{scx=Han}", "the property \"scx=Han\"", 0},
      {"\\p{", "a property without its closing brace", 3},
      {"\\p", "the property \"\"", 0},
      {"\\x4", "an escape that is not a code point's number", 0},
      {"\\x{}", "an escape that is not a code point's number", 0},
      {"\\x{110000}", "an escape that is not a code point's number", 0},
      {"\\x{D800}", "an escape that is not a code point's number", 0},
      {"\\x{1_0}", "an escape that is not a code point's number", 0},
      {"(?m:a)", "the group (?m", 0},
      {"(?\n)a", "the group (?\\x0a", 0},
      {"\\p{\n}", "the property \"\\x0a\"", 0},
      {"(?s)a", "the group (?s", 0},
      {"(?x)a", "the group (?x", 0},
      {"(?is:a)", "the group (?i", 0},
      {"(?#c)a", "the group (?#", 0},
      {"(?(1)a)", "the group (?(", 0},
      {"(?R)", "the group (?R", 0},
      {"a(*FAIL)", "the group (*F", 1},
      {"(a", "a group without its end", 0},
      {"a)", "a closing parenthesis without its group", 1},
      {"(?<n", "a group name without its end", 3},
      {"*a", "a quantifier without anything to repeat", 0},
      {"a**", "a quantifier without anything to repeat", 2},
      {"a{", "a repetition count of this form", 1},
      {"a{,3}", "a repetition count of this form", 1},
      {"a{3,2}", "a repetition count of this form", 1},
      {"a{1001}", "a repetition count of this form", 1},
      {"a{99999}", "a repetition count of this form", 1},
      {"a(?=b)*", "a quantified assertion", 1},
      {"a$?", "a quantified assertion", 1},
      {"a(b*)*", "the unlimited repetition of what can be empty", 1},
      {"a(b|)+", "the unlimited repetition of what can be empty", 1},
      {"a(?:b?){2,}", "the unlimited repetition of what can be empty", 1},
      {"[a", "a class without its end", 0},
      {"[", "a class without its end", 0},
      {"[]", "a class without its end", 0},
      {"[[:alpha:]]", "a POSIX class", 1},
      {"[a~~b]", "a symmetric difference", 2},
      {"[&&a]", "an operator without a left side", 1},
      {"[a&&]", "an operator without a side", 2},
      {"[a&&&&b]", "an operator without a side", 2},
      {"[z-a]", "a range that does not go up from one character to another", 1},
      {"[a-\\d]", "a range that does not go up from one character to another", 1},
      {"[\\d-a]", "a range that does not go up from one character to another", 1},
      {"[a&&b]", "a class without members", 0},
      {"\\P{Any}", "a class without members", 0},
  };
  for (const Case& c : cases) {
    CAPTURE(c.pat_str);
    const auto translated = to_pcre2(c.pat_str);
    REQUIRE_FALSE(translated);
    CHECK(translated.error().code() == ErrorCode::model_unsupported);
    CHECK(translated.error().sentence() == std::string(c.construct) + " at offset " +
                                               std::to_string(c.offset) +
                                               " of the split pattern is not supported");
  }
}

TEST_CASE("regex translation: a pattern that can match the empty string is refused") {
  for (const std::string_view pat_str :
       {"", "a*", "a|", "|a", "a?", "(?=a)", "^", "$", "a{0}", "a{0,3}b?", "(a|b*)", "(?:)"}) {
    CAPTURE(pat_str);
    const auto translated = to_pcre2(pat_str);
    REQUIRE_FALSE(translated);
    CHECK(translated.error().code() == ErrorCode::model_unsupported);
    CHECK(translated.error().sentence() ==
          "a split pattern that can match the empty string is not supported");
  }
}

TEST_CASE("regex translation: a pattern that is not UTF-8 is refused") {
  const auto translated = to_pcre2("a\xFF");
  REQUIRE_FALSE(translated);
  CHECK(translated.error().code() == ErrorCode::model_unsupported);
}

TEST_CASE("regex translation: nesting has a limit") {
  for (const auto& pair : {std::pair('(', ')'), std::pair('[', ']')}) {
    const auto nested = [&pair](std::size_t depth) {
      return std::string(depth, pair.first) + "a" + std::string(depth, pair.second);
    };
    CAPTURE(pair.first);
    CHECK(to_pcre2(nested(50)));
    const auto refused = to_pcre2(nested(51));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().sentence().starts_with("so deeply nested a"));
    CHECK_FALSE(to_pcre2(nested(1'000'000)));
  }
}

}  // namespace
