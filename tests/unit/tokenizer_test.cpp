#include "kimitok/tokenizer.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/show.hpp"
#include "support/tiny_vocabulary.hpp"
#include "tokenizer/model.hpp"

namespace kimitok {
namespace {

using test::id_of_byte;

TEST_CASE("tokenizer: is refused with a pattern that does not compile or a merge that cannot be") {
  struct Row {
    std::string pat_str;
    std::vector<PairMerge> merges;
    ErrorCode code;
  };
  const Row rows[] = {{"(", {}, ErrorCode::model_unsupported},
                      {"a*", {}, ErrorCode::model_unsupported},
                      {".", {{0, 1, 2}}, ErrorCode::model_malformed}};
  for (const Row& row : rows) {
    CAPTURE(row.pat_str);
    const auto created = Tokenizer::create(
        {.vocabulary = test::tiny_vocabulary(), .pat_str = row.pat_str, .merges = row.merges});
    REQUIRE_FALSE(created.has_value());
    CHECK(created.error().code() == row.code);
  }
}

TEST_CASE("tokenizer: what is prepared is there from the first text on and changes no ids") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  const std::string_view text = "hello<|end|> hello, hello world";
  const auto before = tokenizer.encode(text, {});
  REQUIRE(before.has_value());
  CHECK_FALSE(tokenizer.model().has_fast_tables());

  const Tokenizer copy = tokenizer;
  copy.prepare();
  CHECK(tokenizer.model().has_fast_tables());
  CHECK(*tokenizer.encode(text, {}) == *before);
  CHECK(*tokenizer.count(text, {}) == before->size());
}

TEST_CASE("tokenizer: a vocabulary with a merge list is prepared as it is") {
  const auto tokenizer = Tokenizer::create(
      {.vocabulary = test::tiny_vocabulary(), .pat_str = ".+", .merges = std::vector<PairMerge>{}});
  REQUIRE(tokenizer.has_value());
  tokenizer->prepare();
  CHECK_FALSE(tokenizer->model().has_fast_tables());
}

TEST_CASE("tokenizer: special modes say what a name in the text means") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  const TokenId call_as_text_end = id_of_byte('>');
  const std::string_view text = "hello<|end|><|call|>";
  const auto encode = [&](SpecialMode mode, std::vector<TokenId> some = {}) {
    return tokenizer.encode(text, {.special = mode, .special_ids = std::move(some)});
  };
  CHECK(*encode(SpecialMode::all) == std::vector<TokenId>{267, 281, 283});
  CHECK(*encode(SpecialMode::some, {283, 281}) == std::vector<TokenId>{267, 281, 283});

  const auto some = encode(SpecialMode::some, {281, 9999});
  REQUIRE(some.has_value());
  CHECK((*some)[1] == 281);
  CHECK(some->back() == call_as_text_end);

  const auto none = encode(SpecialMode::none);
  REQUIRE(none.has_value());
  CHECK(*none == *encode(SpecialMode::some));
  CHECK(*tokenizer.decode(*none) == text);
  for (const TokenId id : *none) CHECK(id < 280);

  const auto error = encode(SpecialMode::error);
  REQUIRE_FALSE(error.has_value());
  CHECK(error.error().code() == ErrorCode::disallowed_special);
  CHECK(error.error().position().byte == 5);
}

TEST_CASE("tokenizer: invalid UTF-8 is what the options say") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  const std::string_view text = "ab\xE4\xB8 hello\xFF";
  const auto error = tokenizer.encode(text, {});
  REQUIRE_FALSE(error.has_value());
  CHECK(error.error().code() == ErrorCode::invalid_utf8);
  CHECK(error.error().position().byte == 2);
  CHECK_FALSE(tokenizer.count(text, {}).has_value());

  const auto bytes = tokenizer.encode(text, {.invalid_utf8 = InvalidUtf8::bytes});
  REQUIRE(bytes.has_value());
  CHECK(*bytes ==
        std::vector<TokenId>{256, id_of_byte('\xE4'), id_of_byte('\xB8'), 268, id_of_byte('\xFF')});
  const auto replaced = tokenizer.encode(text, {.invalid_utf8 = InvalidUtf8::replace});
  REQUIRE(replaced.has_value());
  CHECK(*replaced == *tokenizer.encode("ab\uFFFD hello\uFFFD", {}));

  const auto refused = tokenizer.encode(
      "\xFF[BOS]", {.special = SpecialMode::error, .invalid_utf8 = InvalidUtf8::replace});
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().position().byte == 3);
}

TEST_CASE("tokenizer: chunkings differ where a cut falls into a name") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  const std::string text = std::string(24'998, 'b') + "[BOS]";
  const auto last = [&](Chunking chunking) {
    return tokenizer.encode(text, {.chunking = chunking})->back();
  };
  CHECK(last(Chunking::kimi) == id_of_byte(']'));
  CHECK(last(Chunking::transformers) == 280);
  CHECK(last(Chunking::none) == 280);
}

TEST_CASE("tokenizer: transformers' chunking does not split on reserved names before the cuts") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  const std::string text = std::string(24'998, 'b') + "<|reserved_token_284|>";
  const auto last = [&](Chunking chunking) {
    return tokenizer.encode(text, {.chunking = chunking})->back();
  };
  CHECK(last(Chunking::transformers) == id_of_byte('>'));
  CHECK(last(Chunking::none) == 284);
}

TEST_CASE("tokenizer: count is the number of ids") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  for (const std::string_view text : {"", "a", "hello[BOS] hello", "abcdabcd"}) {
    CAPTURE(text);
    CHECK(*tokenizer.count(text, {}) == tokenizer.encode(text, {})->size());
  }
}

TEST_CASE("tokenizer: a piece is encoded as it is, any bytes, without special tokens") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  struct Row {
    std::string_view piece;
    std::vector<TokenId> expected;
  };
  const Row rows[] = {
      {"", {}},
      {"hello hello", {267, 268}},
      {"xyz", {275}},
      {"\xE4\xB8", {270}},
      {"\xFF", {id_of_byte('\xFF')}},
      {"B[", {id_of_byte('B'), id_of_byte('[')}},
      {"[BOS]",
       {id_of_byte('['), id_of_byte('B'), id_of_byte('O'), id_of_byte('S'), id_of_byte(']')}},
  };
  for (const Row& row : rows) {
    CAPTURE(test::escaped(row.piece));
    CHECK(tokenizer.encode_piece(row.piece) == row.expected);
  }
}

TEST_CASE("tokenizer: with a merge list a whole piece comes first only if asked to") {
  const TokenId x = id_of_byte('x'), y = id_of_byte('y'), z = id_of_byte('z');
  const TokenId a = id_of_byte('a'), b = id_of_byte('b'), c = id_of_byte('c');
  for (const bool whole : {false, true}) {
    CAPTURE(whole);
    const auto tokenizer = Tokenizer::create({.vocabulary = test::tiny_vocabulary(),
                                              .pat_str = R"(\w+|\W+)",
                                              .merges = std::vector<PairMerge>{{b, c, 257}},
                                              .whole_piece_first = whole});
    REQUIRE(tokenizer.has_value());
    const std::vector<TokenId> xyz = whole ? std::vector<TokenId>{275} : std::vector{x, y, z};
    CHECK(tokenizer->encode_piece("xyz") == xyz);
    CHECK(*tokenizer->encode("xyz", {}) == xyz);
    CHECK(tokenizer->encode_piece("aabc") == std::vector{a, a, TokenId{257}});
    CHECK(tokenizer->encode_piece("a") == std::vector{a});
    CHECK(*tokenizer->encode("a", {}) == std::vector{a});
  }
}

TEST_CASE("tokenizer: tells how the bytes of a piece merge, be the piece a token or not") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  const std::vector<MergeStep> steps = tokenizer.merge_steps("abcd");
  REQUIRE(steps.size() == 3);
  CHECK(steps[0].merged == 256);
  CHECK(steps[1].merged == 258);
  CHECK(steps[2].merged == 260);
  CHECK(steps[2].begin == 0);
  CHECK(steps[2].middle == 3);
  CHECK(steps[2].end == 4);
  CHECK(tokenizer.merge_steps("xyz").empty());
  CHECK(tokenizer.merge_steps("").empty());
}

TEST_CASE("tokenizer: decodes to the bytes of the ids, and names an id it does not have") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  const std::vector<TokenId> ids = {267, 280, 270, id_of_byte('\xFF'), 300};
  CHECK(*tokenizer.decode(ids) == "hello[BOS]\xE4\xB8\xFF<|reserved_token_300|>");
  CHECK(tokenizer.decode({})->empty());

  const std::vector<TokenId> unknown = {267, 269, 9999};
  const auto decoded = tokenizer.decode(unknown);
  REQUIRE_FALSE(decoded.has_value());
  CHECK(decoded.error().code() == ErrorCode::unknown_token);
  CHECK(decoded.error().sentence() == "token 1: the vocabulary has no id 269");
}

TEST_CASE("tokenizer: copies share their tables") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  const Tokenizer copy = tokenizer;  // NOLINT(performance-unnecessary-copy-initialization)
  CHECK(&copy.model() == &tokenizer.model());
  CHECK(&copy.vocabulary() == &tokenizer.vocabulary());
  CHECK(copy.pretokenizer().pat_str() == tokenizer.pretokenizer().pat_str());
}

}  // namespace
}  // namespace kimitok
