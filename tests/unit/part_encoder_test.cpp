#include "tokenizer/part_encoder.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/show.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

using test::id_of_byte;

struct Encoder {
  explicit Encoder(bool refuse = false)
      : tokenizer(test::tiny_tokenizer()),
        specials(pointers(tokenizer)),
        encoder(tokenizer.model(), specials, refuse) {}

  static std::vector<const SpecialToken*> pointers(const Tokenizer& of) {
    std::vector<const SpecialToken*> all;
    for (const SpecialToken& token : of.vocabulary().specials().all()) all.push_back(&token);
    return all;
  }

  Tokenizer tokenizer;
  SpecialMatcher specials;
  PartEncoder encoder;
};

TEST_CASE("part encoder: special tokens, then pieces, then merges") {
  struct Row {
    std::string_view part;
    std::vector<TokenId> expected;
  };
  const TokenId a = id_of_byte('a'), x = id_of_byte('x'), y = id_of_byte('y');
  const TokenId blank = id_of_byte(' ');
  const Row rows[] = {
      {"", {}},
      {"a", {a}},
      {"hello hello", {267, 268}},
      {"xyz", {275}},  // the whole piece is a token, though no merge leads to it
      {"yxyz", {y, x, y, id_of_byte('z')}},
      {"abcd", {260}},
      {"[BOS]", {280}},
      {"[BOS][BOS]", {280, 280}},
      {"hello[BOS]hello", {267, 280, 267}},
      {"<|end|>xyz", {282, y, id_of_byte('z')}},
      {"<|reserved_token_284|>", {284}},
      {"   a", {263, blank, a}},            // the last blank belongs to the next piece
      {"   [BOS]a", {263, blank, 280, a}},  // the text ends before a special token
      {"\u4e2d", {271}},
      {"a\xE4\xB8", {a, id_of_byte('\xE4'), id_of_byte('\xB8')}},
      {"ab\xFF"
       "ab",
       {256, id_of_byte('\xFF'), 256}},
      {"\xF0\x9F\xE4\xB8\xAD", {id_of_byte('\xF0'), id_of_byte('\x9F'), 271}},
      {"[BO\xFFS]",
       {id_of_byte('['), id_of_byte('B'), id_of_byte('O'), id_of_byte('\xFF'), id_of_byte('S'),
        id_of_byte(']')}},
      {"\xFF[BOS]", {id_of_byte('\xFF'), 280}},
  };
  Encoder encoder;
  for (const Row& row : rows) {
    CAPTURE(test::escaped(row.part));
    std::vector<TokenId> ids = {7};
    REQUIRE(encoder.encoder.encode(row.part, ids).has_value());
    std::vector<TokenId> expected = row.expected;
    expected.insert(expected.begin(), 7);
    CHECK(ids == expected);

    std::uint64_t tokens = 1;
    REQUIRE(encoder.encoder.count(row.part, tokens).has_value());
    CHECK(tokens == expected.size());
  }
}

TEST_CASE("part encoder: more pieces than are split at a time") {
  Encoder encoder;
  std::string part;
  for (int i = 0; i < 2'000; ++i) part += " hello";
  std::vector<TokenId> ids;
  REQUIRE(encoder.encoder.encode(part, ids).has_value());
  CHECK(ids == std::vector<TokenId>(2'000, 268));
}

TEST_CASE("part encoder: a refused special token is a failure at its offset") {
  Encoder encoder(true);
  struct Row {
    std::string_view part;
    std::uint64_t byte;
    std::string sentence;
  };
  const Row rows[] = {
      {"[BOS]", 0, "the text contains the special token [BOS]"},
      {"ab <|end|>", 3, "the text contains the special token <|end|>"},
      {"\xFF\u4e2d<|reserved_token_300|>", 4,
       "the text contains the special token <|reserved_token_300|>"},
  };
  for (const Row& row : rows) {
    CAPTURE(test::escaped(row.part));
    std::vector<TokenId> ids;
    const auto encoded = encoder.encoder.encode(row.part, ids);
    REQUIRE_FALSE(encoded.has_value());
    CHECK(encoded.error().code() == ErrorCode::disallowed_special);
    CHECK(encoded.error().sentence() == row.sentence);
    CHECK(encoded.error().position().byte == row.byte);
    CHECK(encoded.error().remedy() ==
          "--special all makes it that token, --special none ordinary text");
    std::uint64_t tokens = 0;
    CHECK_FALSE(encoder.encoder.count(row.part, tokens).has_value());
  }
  std::vector<TokenId> ids;
  CHECK(encoder.encoder.encode("[BOS", ids).has_value());
}

TEST_CASE("part encoder: text the pattern does not cover is a failure at its offset") {
  auto created = Tokenizer::create({.vocabulary = test::tiny_vocabulary(), .pat_str = "[a-z]+"});
  REQUIRE(created.has_value());
  const std::vector<const SpecialToken*> pointers = Encoder::pointers(*created);
  const SpecialMatcher specials(pointers);
  PartEncoder encoder(created->model(), specials, false);
  struct Row {
    std::string_view part;
    std::uint64_t byte;
  };
  for (const Row& row :
       {Row{"7", 0}, Row{"abc7", 3}, Row{"[BOS]hello7", 10}, Row{"\xFFhello[BOS]ab7hello", 13}}) {
    CAPTURE(test::escaped(row.part));
    std::vector<TokenId> ids;
    const auto encoded = encoder.encode(row.part, ids);
    REQUIRE_FALSE(encoded.has_value());
    CHECK(encoded.error().code() == ErrorCode::model_unsupported);
    CHECK(encoded.error().position().byte == row.byte);
  }
  std::string many;
  for (int i = 0; i < 1'000; ++i) many += "abc[BOS]";
  for (int i = 0; i < 1'000; ++i) many += "abc";
  std::vector<TokenId> ids;
  const auto encoded = encoder.encode(many + "!", ids);
  REQUIRE_FALSE(encoded.has_value());
  CHECK(encoded.error().position().byte == many.size());
}

}  // namespace
}  // namespace kimitok
