#include "tokenizer/utf8_gate.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/show.hpp"

namespace kimitok {
namespace {

struct Passed {
  std::string text;
  std::optional<Error> error;
};

Passed pass(Utf8Gate& gate, const std::vector<std::string_view>& blocks) {
  Passed passed;
  for (const std::string_view block : blocks) {
    if (auto done = gate.write(block, passed.text); !done) {
      passed.error = std::move(done).error();
      gate.reset();
      return passed;
    }
  }
  if (auto done = gate.finish(passed.text); !done) passed.error = std::move(done).error();
  return passed;
}

// Every way to give the bytes in three blocks, empty ones included.
template <typename Check>
void for_each_split(std::string_view bytes, Check check) {
  for (std::size_t first = 0; first <= bytes.size(); ++first) {
    for (std::size_t second = first; second <= bytes.size(); ++second) {
      CAPTURE(first);
      CAPTURE(second);
      check({bytes.substr(0, first), bytes.substr(first, second - first), bytes.substr(second)});
    }
  }
}

const std::string_view kValid[] = {"",         "plain",      "\u00e9",
                                   "a\u4e2db", "\U0001F600", "\U0001F600\u4e2d\u00e9z\U0010FFFF"};

struct Broken {
  std::string_view bytes, before, replaced;
  std::string_view sentence;
};

const Broken kBroken[] = {
    {"\x80", "", "\uFFFD", "not UTF-8: byte 0x80 does not belong here"},
    {"ab\xFFz", "ab", "ab\uFFFDz", "not UTF-8: byte 0xff does not belong here"},
    {"\u4e2d\xE4\xB8z", "\u4e2d", "\u4e2d\uFFFDz", "not UTF-8: byte 0xe4 does not belong here"},
    {"\xE4\xB8", "", "\uFFFD", "not UTF-8: byte 0xe4 begins a character that the text ends within"},
    {"a\xF0\x9F\x98", "a", "a\uFFFD",
     "not UTF-8: byte 0xf0 begins a character that the text ends within"},
    {"\xF0\x9F\x98\xE4\xB8\xAD", "", "\uFFFD\u4e2d", "not UTF-8: byte 0xf0 does not belong here"},
    {"\xF0\x9F\xF0\x9F\x98\x80", "", "\uFFFD\U0001F600",
     "not UTF-8: byte 0xf0 does not belong here"},
    {"a\xED\xA0\x80", "a", "a\uFFFD\uFFFD\uFFFD", "not UTF-8: byte 0xed does not belong here"},
    {"\xC2\xC2\xC2", "", "\uFFFD\uFFFD\uFFFD", "not UTF-8: byte 0xc2 does not belong here"},
};

TEST_CASE("utf8 gate: valid text passes as it is, however it is split") {
  for (const InvalidUtf8 policy : {InvalidUtf8::error, InvalidUtf8::replace, InvalidUtf8::bytes}) {
    for (const std::string_view text : kValid) {
      CAPTURE(test::escaped(text));
      Utf8Gate gate(policy);
      for_each_split(text, [&](const std::vector<std::string_view>& blocks) {
        const Passed passed = pass(gate, blocks);
        CHECK_FALSE(passed.error.has_value());
        CHECK(passed.text == text);
      });
    }
  }
}

TEST_CASE("utf8 gate: the error policy stops at the first bad byte and names its offset") {
  for (const Broken& row : kBroken) {
    CAPTURE(test::escaped(row.bytes));
    Utf8Gate gate(InvalidUtf8::error);
    for_each_split(row.bytes, [&](const std::vector<std::string_view>& blocks) {
      const Passed passed = pass(gate, blocks);
      CHECK(passed.text == row.before);
      REQUIRE(passed.error.has_value());
      CHECK(passed.error->code() == ErrorCode::invalid_utf8);
      CHECK(passed.error->sentence() == row.sentence);
      CHECK(passed.error->position().byte == row.before.size());
      CHECK(passed.error->remedy() == "--invalid-utf8 replace or bytes lets such text through");
    });
  }
}

TEST_CASE("utf8 gate: the replace policy puts U+FFFD for each maximal ill-formed subpart") {
  for (const Broken& row : kBroken) {
    CAPTURE(test::escaped(row.bytes));
    Utf8Gate gate(InvalidUtf8::replace);
    for_each_split(row.bytes, [&](const std::vector<std::string_view>& blocks) {
      const Passed passed = pass(gate, blocks);
      CHECK_FALSE(passed.error.has_value());
      CHECK(test::escaped(passed.text) == test::escaped(row.replaced));
    });
  }
}

TEST_CASE("utf8 gate: the bytes policy lets everything through") {
  for (const Broken& row : kBroken) {
    CAPTURE(test::escaped(row.bytes));
    Utf8Gate gate(InvalidUtf8::bytes);
    for_each_split(row.bytes, [&](const std::vector<std::string_view>& blocks) {
      const Passed passed = pass(gate, blocks);
      CHECK_FALSE(passed.error.has_value());
      CHECK(test::escaped(passed.text) == test::escaped(row.bytes));
    });
  }
}

TEST_CASE("utf8 gate: an unfinished character is held back until it is finished") {
  Utf8Gate gate(InvalidUtf8::bytes);
  std::string text;
  REQUIRE(gate.write("a\xF0\x9F", text).has_value());
  CHECK(text == "a");
  REQUIRE(gate.write("\x98", text).has_value());
  CHECK(text == "a");
  REQUIRE(gate.write("\x80", text).has_value());
  CHECK(text == "a\U0001F600");
}

TEST_CASE("utf8 gate: offsets count from the start of the text, and finish begins another") {
  Utf8Gate gate(InvalidUtf8::error);
  std::string text;
  for (int round = 0; round < 2; ++round) {
    CAPTURE(round);
    REQUIRE(gate.write("\u4e2d\u4e2d\xE4", text).has_value());
    const auto failed = gate.write("a", text);
    REQUIRE_FALSE(failed.has_value());
    CHECK(failed.error().position().byte == 6);
    gate.reset();
    REQUIRE(gate.write("\xE4\xB8", text).has_value());
    const auto unfinished = gate.finish(text);
    REQUIRE_FALSE(unfinished.has_value());
    CHECK(unfinished.error().position().byte == 0);
  }
}

}  // namespace
}  // namespace kimitok
