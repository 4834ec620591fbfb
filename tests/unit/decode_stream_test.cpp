#include "kimitok/decode_stream.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/show.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

using test::id_of_byte;

const TokenId e4 = id_of_byte('\xE4'), b8 = id_of_byte('\xB8'), ad = id_of_byte('\xAD');
const TokenId a = id_of_byte('a'), f0 = id_of_byte('\xF0'), ff = id_of_byte('\xFF');

TEST_CASE("decode stream: text comes as far as whole characters go") {
  DecodeStream stream(test::tiny_tokenizer(), {});
  std::string text;
  struct Row {
    std::vector<TokenId> ids;
    std::string text;
  };
  const Row rows[] = {{{267}, "hello"},
                      {{e4}, "hello"},
                      {{b8}, "hello"},
                      {{}, "hello"},
                      {{ad, 270}, "hello\u4e2d"},
                      {{ad}, "hello\u4e2d\u4e2d"},
                      {{e4, b8, a}, "hello\u4e2d\u4e2d\xE4\xB8\x61"}};
  for (const Row& row : rows) {
    REQUIRE(stream.write(row.ids, text).has_value());
    CHECK(test::escaped(text) == test::escaped(row.text));
  }
  REQUIRE(stream.finish(text).has_value());
}

TEST_CASE("decode stream: what is not UTF-8 is what the options say") {
  struct Row {
    std::vector<TokenId> ids;
    std::string bytes, replaced, valid;
    std::string sentence;
  };
  const Row rows[] = {
      {{a, ff, a},
       "a\xFF"
       "a",
       "a\uFFFD"
       "a",
       "a",
       "token 1: the decoded bytes are not UTF-8 from 0xff on"},
      {{267, 270, a},
       "hello\xE4\xB8"
       "a",
       "hello\uFFFD"
       "a",
       "hello",
       "token 1: the decoded bytes are not UTF-8 from 0xe4 on"},
      {{271, a, e4},
       "\u4e2d"
       "a\xE4",
       "\u4e2d"
       "a\uFFFD",
       "\u4e2d"
       "a",
       "token 2: the decoded bytes are not UTF-8 from 0xe4 on"},
      {{e4, b8, f0, ad},
       "\xE4\xB8\xF0\xAD",
       "\uFFFD\uFFFD",
       "",
       "token 0: the decoded bytes are not UTF-8 from 0xe4 on"},
      {{267, ad, b8},
       "hello\xAD\xB8",
       "hello\uFFFD\uFFFD",
       "hello",
       "token 1: the decoded bytes are not UTF-8 from 0xad on"},
  };
  const Tokenizer tokenizer = test::tiny_tokenizer();
  for (const Row& row : rows) {
    CAPTURE(test::escaped(row.bytes));
    const auto decoded = [&](DecodeErrors errors, std::string& text) {
      DecodeStream stream(tokenizer, {.errors = errors});
      if (auto done = stream.write(row.ids, text); !done) return done;
      return stream.finish(text);
    };
    std::string bytes, replaced, valid;
    CHECK(decoded(DecodeErrors::bytes, bytes).has_value());
    CHECK(test::escaped(bytes) == test::escaped(row.bytes));
    CHECK(decoded(DecodeErrors::replace, replaced).has_value());
    CHECK(test::escaped(replaced) == test::escaped(row.replaced));
    const auto strict = decoded(DecodeErrors::strict, valid);
    REQUIRE_FALSE(strict.has_value());
    CHECK(strict.error().code() == ErrorCode::invalid_utf8);
    CHECK(strict.error().sentence() == row.sentence);
    CHECK(test::escaped(valid) == test::escaped(row.valid));
  }
}

TEST_CASE("decode stream: text before a strict failure is appended once, and finish starts over") {
  DecodeStream stream(test::tiny_tokenizer(), {.errors = DecodeErrors::strict});
  std::string text;
  CHECK_FALSE(stream.write(std::vector<TokenId>{267, ff}, text).has_value());
  CHECK(text == "hello");
  CHECK_FALSE(stream.finish(text).has_value());
  CHECK(text == "hello");
  REQUIRE(stream.write(std::vector<TokenId>{268}, text).has_value());
  REQUIRE(stream.finish(text).has_value());
  CHECK(text == "hello hello");
}

TEST_CASE("decode stream: an unknown id is named with its index over all calls") {
  DecodeStream stream(test::tiny_tokenizer(), {.skip = {280}});
  std::string text;
  REQUIRE(stream.write(std::vector<TokenId>{267, 280}, text).has_value());
  const auto failed = stream.write(std::vector<TokenId>{268, 269, 267}, text);
  REQUIRE_FALSE(failed.has_value());
  CHECK(failed.error().code() == ErrorCode::unknown_token);
  CHECK(failed.error().sentence() == "token 3: the vocabulary has no id 269");
  CHECK(text == "hello hello");
  for (const TokenId unknown : {TokenId{301}, kNoToken}) {
    CAPTURE(unknown);
    DecodeStream fresh(test::tiny_tokenizer(), {});
    CHECK_FALSE(fresh.write(std::vector<TokenId>{unknown}, text).has_value());
  }
}

TEST_CASE("decode stream: skipped ids leave nothing, not even between halves of a character") {
  DecodeStream stream(test::tiny_tokenizer(),
                      {.errors = DecodeErrors::strict, .skip = {280, 281, 9999, kNoToken}});
  std::string text;
  REQUIRE(
      stream.write(std::vector<TokenId>{280, e4, 281, b8, 280, ad, 283, 281}, text).has_value());
  REQUIRE(stream.finish(text).has_value());
  CHECK(text == "\u4e2d<|call|>");
}

TEST_CASE("decode stream: ends before the first stop id, or after it") {
  struct Row {
    std::vector<TokenId> skip;
    bool include_stop;
    std::string text;
  };
  const Row rows[] = {{{}, false, "hello"},
                      {{}, true, "hello<|end|>"},
                      {{281}, true, "hello"},
                      {{280}, false, "hello"}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    DecodeStream stream(
        test::tiny_tokenizer(),
        {.skip = row.skip, .stop = {283, 281, 9999}, .include_stop = row.include_stop});
    std::string text;
    REQUIRE(stream.write(std::vector<TokenId>{267}, text).has_value());
    CHECK_FALSE(stream.stopped());
    REQUIRE(stream.write(std::vector<TokenId>{281, 269, 268}, text).has_value());
    CHECK(stream.stopped());
    REQUIRE(stream.write(std::vector<TokenId>{9999}, text).has_value());
    CHECK(text == row.text);
    REQUIRE(stream.finish(text).has_value());
    CHECK_FALSE(stream.stopped());
    REQUIRE(stream.write(std::vector<TokenId>{256}, text).has_value());
    CHECK(text == row.text + "ab");
  }
}

}  // namespace
}  // namespace kimitok
