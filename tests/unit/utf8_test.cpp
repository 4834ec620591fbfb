#include "kimitok/utf8.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "support/show.hpp"

namespace kimitok::utf8 {
namespace {

using namespace std::string_view_literals;

TEST_CASE("utf8: what stands at the start of a text") {
  using Kind = Unit::Kind;
  struct Row {
    std::string_view text;
    Kind kind;
    unsigned size;
    char32_t code_point = 0;
  };
  const Row rows[] = {
      {"\0"sv, Kind::valid, 1, 0},
      {"\x7F", Kind::valid, 1, 0x7F},
      {"\xC2\x80", Kind::valid, 2, 0x80},
      {"\xDF\xBFz", Kind::valid, 2, 0x7FF},
      {"\xE0\xA0\x80", Kind::valid, 3, 0x800},
      {"\xED\x9F\xBF", Kind::valid, 3, 0xD7FF},
      {"\xEE\x80\x80", Kind::valid, 3, 0xE000},
      {"\xEF\xBF\xBF", Kind::valid, 3, 0xFFFF},
      {"\xF0\x90\x80\x80", Kind::valid, 4, 0x10000},
      {"\xF4\x8F\xBF\xBF", Kind::valid, 4, 0x10FFFF},
      {"\x80", Kind::ill_formed, 1},
      {"\xBFz", Kind::ill_formed, 1},
      {"\xC0\x80", Kind::ill_formed, 1},
      {"\xC1\xBF", Kind::ill_formed, 1},
      {"\xC2z", Kind::ill_formed, 1},
      {"\xC2\xC2\x80", Kind::ill_formed, 1},
      {"\xE0\x9F\xBF", Kind::ill_formed, 1},
      {"\xE4\xB8z", Kind::ill_formed, 2},
      {"\xED\xA0\x80", Kind::ill_formed, 1},
      {"\xF0\x8F\xBF\xBF", Kind::ill_formed, 1},
      {"\xF0\x9F\x98z", Kind::ill_formed, 3},
      {"\xF0\x9Fz", Kind::ill_formed, 2},
      {"\xF4\x90\x80\x80", Kind::ill_formed, 1},
      {"\xF5\x80\x80\x80", Kind::ill_formed, 1},
      {"\xFF", Kind::ill_formed, 1},
      {"\xC2", Kind::incomplete, 1},
      {"\xE0", Kind::incomplete, 1},
      {"\xE4\xB8", Kind::incomplete, 2},
      {"\xF4\x8F", Kind::incomplete, 2},
      {"\xF0\x9F\x98", Kind::incomplete, 3},
  };
  for (const Row& row : rows) {
    CAPTURE(test::escaped(row.text));
    const Unit unit = next(row.text);
    CHECK(unit.kind == row.kind);
    CHECK(unit.size == row.size);
    if (row.kind == Kind::valid) CHECK(unit.code_point == row.code_point);
  }
}

TEST_CASE("utf8: the valid prefix ends at the first bad byte, wherever it lies") {
  const std::string_view bad[] = {"\x80", "\xC0\x80", "\xED\xA0\x80", "\xE4\xB8", "\xFF"};
  const std::string_view filler[] = {"a", "\u00e9", "\u4e2d", "\U0001F600"};
  for (const std::string_view letter : filler) {
    std::string text;
    for (int letters = 0; letters < 20; ++letters, text += letter) {
      CAPTURE(test::escaped(text));
      CHECK(valid_prefix(text) == text.size());
      CHECK(is_valid(text));
      for (const std::string_view ill : bad) {
        const std::string broken = text + std::string(ill) + "after, long enough for a word";
        CHECK(valid_prefix(broken) == text.size());
        CHECK_FALSE(is_valid(broken));
      }
    }
  }
}

TEST_CASE("utf8: code points are counted, not bytes") {
  CHECK(code_points("") == 0);
  CHECK(code_points("a\0b"sv) == 3);
  CHECK(code_points("\u00e9\u4e2d\U0001F600z") == 4);
}

TEST_CASE("utf8: line feeds are counted in any bytes") {
  CHECK(line_feeds("") == 0);
  CHECK(line_feeds("\n\r\na\v\xFF\n") == 3);
}

TEST_CASE("utf8: a code point is appended in its shortest form") {
  struct Row {
    char32_t code_point;
    std::string_view expected;
  };
  const Row rows[] = {{0, "\0"sv},
                      {0x7F, "\x7F"},
                      {0x80, "\xC2\x80"},
                      {0x7FF, "\xDF\xBF"},
                      {0x800, "\xE0\xA0\x80"},
                      {0xFFFF, "\xEF\xBF\xBF"},
                      {0x10000, "\xF0\x90\x80\x80"},
                      {0x10FFFF, "\xF4\x8F\xBF\xBF"}};
  for (const Row& row : rows) {
    CAPTURE(test::escaped(row.expected));
    std::string text = "<";
    append(row.code_point, text);
    CHECK(test::escaped(text) == "<" + test::escaped(row.expected));
  }
}

// The right-hand sides are CPython's bytes.decode("utf-8", "replace").
TEST_CASE("utf8: each maximal ill-formed subpart becomes one U+FFFD") {
  struct Row {
    std::string_view bytes, expected;
  };
  const Row rows[] = {
      {"", ""},
      {"plain \u4e2d", "plain \u4e2d"},
      {"a\xFF\xFE"
       "b",
       "a\uFFFD\uFFFDb"},
      {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41",
       "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\x41"},
      {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41",
       "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\x41"},
      {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42",
       "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\x41\uFFFD\uFFFD\x42"},
      {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "\uFFFD\uFFFD\uFFFD\uFFFD\x41"},
      {"end \xF0\x9F\x98", "end \uFFFD"},
      {"end \xE4", "end \uFFFD"},
  };
  for (const Row& row : rows) {
    CAPTURE(test::escaped(row.bytes));
    CHECK(test::escaped(replace_ill_formed(row.bytes)) == test::escaped(row.expected));
  }
}

}  // namespace
}  // namespace kimitok::utf8
