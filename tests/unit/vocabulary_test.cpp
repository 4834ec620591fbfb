#include "kimitok/vocabulary.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

TEST_CASE("vocabulary: knows the bytes of mergeable and special ids, and of no other") {
  const Vocabulary vocabulary = test::tiny_vocabulary();
  CHECK(vocabulary.bytes_of(test::id_of_byte('a')) == "a");
  CHECK(vocabulary.bytes_of(260) == "abcd");
  CHECK(vocabulary.bytes_of(281) == "<|end|>");
  CHECK(vocabulary.bytes_of(300) == "<|reserved_token_300|>");
  for (const TokenId id : {TokenId{269}, TokenId{279}, TokenId{299}, TokenId{301}, kNoToken}) {
    CAPTURE(id);
    CHECK_FALSE(vocabulary.bytes_of(id).has_value());
  }
}

TEST_CASE("vocabulary: ends one above the highest id of either kind") {
  CHECK(test::tiny_vocabulary().end_id() == 301);
  const auto none = Vocabulary::create(test::ranks_of(test::tiny_tokens()), SpecialTokens());
  REQUIRE(none.has_value());
  CHECK(none->end_id() == 276);

  auto low = SpecialTokens::create({{269, "<|in a gap|>"}});
  REQUIRE(low.has_value());
  const auto gap = Vocabulary::create(test::ranks_of(test::tiny_tokens()), *std::move(low));
  REQUIRE(gap.has_value());
  CHECK(gap->end_id() == 276);
  CHECK(gap->bytes_of(269) == "<|in a gap|>");
}

TEST_CASE(
    "vocabulary: special tokens that collide with mergeable ones or are out of range are "
    "refused") {
  struct Row {
    SpecialToken token;
    std::string sentence;
  };
  const Row rows[] = {
      {{256, "<|a|>"}, "id 256 is both the special token <|a|> and a mergeable one"},
      {{400, "abc"}, "special token abc (400) has the bytes of mergeable token 258"},
      {{400, "a"}, "special token a (400) has the bytes of mergeable token 52"},
      {{MergeableRanks::kMaxId + 1, "<|a|>"},
       "id 16777216 of special token <|a|> is above 16777215"},
      {{kNoToken, "<|a|>"}, "id 4294967295 of special token <|a|> is above 16777215"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sentence);
    auto specials = SpecialTokens::create({row.token});
    REQUIRE(specials.has_value());
    const auto created =
        Vocabulary::create(test::ranks_of(test::tiny_tokens()), *std::move(specials));
    REQUIRE_FALSE(created.has_value());
    CHECK(created.error().code() == ErrorCode::model_malformed);
    CHECK(created.error().sentence() == row.sentence);
  }
}

}  // namespace
}  // namespace kimitok
