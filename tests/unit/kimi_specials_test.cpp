#include "load/kimi_specials.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace kimitok {
namespace {

AddedToken token(TokenId id, const char* content) {
  AddedToken added;
  added.id = id;
  added.content = content;
  return added;
}

TEST_CASE("kimi specials: each of 256 slots has a name, its own or one with its id") {
  AddedToken flagged = token(1255, "[PAD]");
  flagged.special = true;
  const auto specials = kimi_special_tokens({token(1000, "[BOS]"), flagged}, 1000);
  REQUIRE(specials);
  REQUIRE(specials->size() == 256);
  const SpecialToken& first = specials->all().front();
  CHECK(first.name == "[BOS]");
  CHECK_FALSE((first.reserved || first.special));
  CHECK(specials->all().back().name == "[PAD]");
  CHECK(specials->all().back().special);
  for (TokenId id = 1001; id < 1255; ++id) {
    CAPTURE(id);
    REQUIRE(specials->find(id) != nullptr);
    CHECK(specials->find(id)->name == "<|reserved_token_" + std::to_string(id) + "|>");
    CHECK(specials->find(id)->reserved);
    CHECK_FALSE(specials->find(id)->special);
  }
}

TEST_CASE("kimi specials: an added token outside the slots is refused") {
  for (const TokenId id : {TokenId{0}, TokenId{999}, TokenId{1256}, TokenId{16777215}}) {
    CAPTURE(id);
    const auto specials = kimi_special_tokens({token(id, "<x>")}, 1000);
    REQUIRE_FALSE(specials);
    CHECK(specials.error().code() == ErrorCode::model_malformed);
    CHECK(specials.error().message() ==
          "the added token " + std::to_string(id) +
              ", \"<x>\", lies outside the special slots 1000 to 1255");
  }
}

TEST_CASE("kimi specials: the name of another slot is refused") {
  const auto specials = kimi_special_tokens({token(1000, "<|reserved_token_1001|>")}, 1000);
  REQUIRE_FALSE(specials);
  CHECK(specials.error().code() == ErrorCode::model_malformed);
}

TEST_CASE("kimi specials: a token that takes its neighbours' blanks is refused") {
  struct Row {
    bool AddedToken::*flag;
    const char* message;
  };
  const std::vector<Row> rows = {
      {&AddedToken::lstrip,
       "the added token 1000, \"<x>\", has lstrip, which cannot be reproduced exactly"},
      {&AddedToken::rstrip,
       "the added token 1000, \"<x>\", has rstrip, which cannot be reproduced exactly"},
      {&AddedToken::single_word,
       "the added token 1000, \"<x>\", has single_word, which cannot be reproduced exactly"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.message);
    AddedToken added = token(1000, "<x>");
    added.*row.flag = true;
    const auto specials = kimi_special_tokens({added}, 1000);
    REQUIRE_FALSE(specials);
    CHECK(specials.error().code() == ErrorCode::model_unsupported);
    CHECK(specials.error().message() == row.message);
  }
}

}  // namespace
}  // namespace kimitok
