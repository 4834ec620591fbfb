#include "kimitok/special_tokens.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace kimitok {
namespace {

TEST_CASE("special tokens: names and ids find each other, in the order of ids") {
  auto created = SpecialTokens::create({{30, "<|c|>", true, false}, {10, "<|a|>", false, true}});
  REQUIRE(created.has_value());
  const SpecialTokens specials = *std::move(created);
  REQUIRE(specials.size() == 2);
  CHECK(specials.all()[0].id == 10);
  CHECK(specials.all()[1].id == 30);

  REQUIRE(specials.find("<|a|>") != nullptr);
  CHECK(specials.find("<|a|>")->id == 10);
  CHECK(specials.find("<|a|>")->special);
  CHECK_FALSE(specials.find("<|a|>")->reserved);
  REQUIRE(specials.find(TokenId{30}) != nullptr);
  CHECK(specials.find(TokenId{30})->name == "<|c|>");
  CHECK(specials.find(TokenId{30})->reserved);
}

TEST_CASE("special tokens: an unknown name or id is not found") {
  auto created = SpecialTokens::create({{10, "<|a|>"}, {30, "<|c|>"}});
  REQUIRE(created.has_value());
  for (const std::string name : {"", "<|a|", "<|a|> ", "<|A|>"}) {
    CAPTURE(name);
    CHECK(created->find(name) == nullptr);
  }
  for (const TokenId id : {TokenId{0}, TokenId{9}, TokenId{11}, TokenId{31}, kNoToken}) {
    CAPTURE(id);
    CHECK(created->find(id) == nullptr);
  }
}

TEST_CASE("special tokens: there may be none") {
  const SpecialTokens none;
  CHECK(none.size() == 0);
  CHECK(none.find("x") == nullptr);
  CHECK(none.find(TokenId{0}) == nullptr);
}

TEST_CASE("special tokens: every defect is refused and named") {
  struct Row {
    std::vector<SpecialToken> tokens;
    std::string sentence;
  };
  const Row rows[] = {
      {{{10, "<|a|>"}, {10, "<|b|>"}}, "special id 10 is both <|a|> and <|b|>"},
      {{{20, "<|a|>"}, {10, "<|a|>"}}, "special token <|a|> has two ids, 10 and 20"},
      {{{20, "a\nb"}, {10, "a\nb"}}, "special token a\\x0ab has two ids, 10 and 20"},
      {{{10, "\x1B["}, {10, "\x7F"}}, "special id 10 is both \\x1b[ and \\x7f"},
      {{{10, "<|a|>"}, {11, ""}}, "special token 11 has an empty name"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sentence);
    const auto created = SpecialTokens::create(row.tokens);
    REQUIRE_FALSE(created.has_value());
    CHECK(created.error().code() == ErrorCode::model_malformed);
    CHECK(created.error().sentence() == row.sentence);
  }
}

}  // namespace
}  // namespace kimitok
