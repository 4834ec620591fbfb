#include "kimitok/encode_stream.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/show.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

std::string times(std::size_t count, std::string_view text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

TEST_CASE("encode stream: ids come as soon as the parts they are in have ended") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  struct Row {
    std::string what;
    std::string text;
    Chunking chunking;
    bool early;
  };
  const Row rows[] = {
      {"a cut", times(200'001, "a "), Chunking::kimi, true},
      {"a name", "hello[BOS]he", Chunking::transformers, true},
      {"no cut yet", times(200'000, "a "), Chunking::kimi, false},
      {"a name is none to kimi's chunking", "hello[BOS]he", Chunking::kimi, false},
      {"a task", times(200'001, "a b1"), Chunking::none, true},
      {"no task yet", times(60'000, "a b1"), Chunking::none, false},
      {"a task without a place to cut it", times(200'001, "ab"), Chunking::none, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    EncodeStream stream(tokenizer, {.chunking = row.chunking});
    std::vector<TokenId> ids;
    REQUIRE(stream.write(row.text, ids).has_value());
    CHECK(ids.empty() != row.early);
    REQUIRE(stream.finish(ids).has_value());
    CHECK(ids == *tokenizer.encode(row.text, {.chunking = row.chunking}));
  }
}

TEST_CASE("encode stream: finish begins another text, reset forgets one") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  EncodeStream stream(tokenizer, {});
  std::vector<TokenId> ids;
  REQUIRE(stream.write("hel", ids).has_value());
  REQUIRE(stream.write("lo", ids).has_value());
  REQUIRE(stream.finish(ids).has_value());
  REQUIRE(stream.write(" hello", ids).has_value());
  REQUIRE(stream.finish(ids).has_value());
  REQUIRE(stream.finish(ids).has_value());
  CHECK(ids == std::vector<TokenId>{267, 268});

  ids.clear();
  REQUIRE(stream.write(times(30'000, "x") + "\xE4", ids).has_value());
  stream.reset();
  ids.clear();
  REQUIRE(stream.write("ab", ids).has_value());
  REQUIRE(stream.finish(ids).has_value());
  CHECK(ids == std::vector<TokenId>{256});
}

TEST_CASE("encode stream: after a failure, reset makes it good for another text") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  EncodeStream stream(tokenizer, {.special = SpecialMode::error});
  std::vector<TokenId> ids;
  CHECK_FALSE(stream.write("ab\xFF", ids).has_value());
  stream.reset();
  REQUIRE(stream.write("ab[BOS]", ids).has_value());
  CHECK_FALSE(stream.finish(ids).has_value());
  ids.clear();
  REQUIRE(stream.write("ab", ids).has_value());
  REQUIRE(stream.finish(ids).has_value());
  CHECK(ids == std::vector<TokenId>{256});
}

TEST_CASE("encode stream: failures name the offset in the whole text, for any number of threads") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  struct Row {
    std::string what;
    std::string text;
    Chunking chunking;
    ErrorCode code;
    std::uint64_t byte;
  };
  const std::string slice = times(200'000, "a ");
  const Row rows[] = {
      {"in the first part", "ab[BOS]", Chunking::kimi, ErrorCode::disallowed_special, 2},
      {"in the third part", slice + slice + "ab[BOS]", Chunking::kimi,
       ErrorCode::disallowed_special, 800'002},
      {"in two parts", slice + "\u4e2d[BOS]" + slice + "[BOS]" + slice, Chunking::kimi,
       ErrorCode::disallowed_special, 400'003},
      {"without cuts", slice + slice + "ab[BOS]", Chunking::none, ErrorCode::disallowed_special,
       800'002},
      {"not UTF-8", slice + slice + slice + "\xFF", Chunking::kimi, ErrorCode::invalid_utf8,
       1'200'000},
      {"ends inside a character", slice + slice + slice + "\xE4", Chunking::kimi,
       ErrorCode::invalid_utf8, 1'200'000},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    for (const unsigned threads : {0u, 3u}) {
      for (const std::size_t block : {10'000'000u, 4'099u}) {
        CAPTURE(threads);
        CAPTURE(block);
        EncodeStream stream(tokenizer, {.special = SpecialMode::error, .chunking = row.chunking},
                            threads);
        std::vector<TokenId> ids;
        Result<void> done;
        for (std::size_t at = 0; at < row.text.size() && done; at += block) {
          done = stream.write(std::string_view(row.text).substr(at, block), ids);
        }
        if (done) done = stream.finish(ids);
        REQUIRE_FALSE(done.has_value());
        CHECK(done.error().code() == row.code);
        CHECK(done.error().position().byte == row.byte);
      }
    }
  }
}

TEST_CASE("encode stream: counting gives the number of ids, added to what is there") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  const std::string text = times(150'000, "hello [BOS]");
  for (const unsigned threads : {1u, 3u}) {
    for (const Chunking chunking : {Chunking::kimi, Chunking::transformers, Chunking::none}) {
      CAPTURE(threads);
      EncodeStream stream(tokenizer, {.chunking = chunking}, threads);
      std::uint64_t tokens = 5;
      REQUIRE(stream.write(text, tokens).has_value());
      REQUIRE(stream.finish(tokens).has_value());
      CHECK(tokens == 5 + tokenizer.encode(text, {.chunking = chunking})->size());
    }
  }
}

TEST_CASE("encode stream: it may move in the middle of a text") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  EncodeStream first(tokenizer, {.chunking = Chunking::transformers});
  std::vector<TokenId> ids;
  REQUIRE(first.write("hel", ids).has_value());
  EncodeStream second = std::move(first);
  REQUIRE(second.write("lo[BO", ids).has_value());
  EncodeStream third(tokenizer, {});
  third = std::move(second);
  REQUIRE(third.write("S]", ids).has_value());
  REQUIRE(third.finish(ids).has_value());
  CHECK(ids == std::vector<TokenId>{267, 280});
}

}  // namespace
}  // namespace kimitok
