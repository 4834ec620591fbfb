#include "load/tokenizer_json.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/tokenizer_json_cases.hpp"

namespace kimitok {
namespace {

using test::check_refusals;
using test::small;
using test::TokenizerJsonText;

std::string added(std::string_view tokens) { return "[" + std::string(tokens) + "]"; }

TEST_CASE("tokenizer json: vocabulary, merges and added tokens are read") {
  TokenizerJsonText text = small();
  text.added_tokens = added(
      R"({"id": 262, "content": "<b>", "special": false, "normalized": true},
         {"id": 261, "content": "<a>", "special": true})");
  const auto json = parse_tokenizer_json(text.text());
  REQUIRE(json);
  CHECK(json->ranks.size() == 261);
  for (TokenId id = 0; id < test::kJsonTokens.size(); ++id) {
    CAPTURE(id);
    CHECK(json->ranks.bytes_of(id) == test::kJsonTokens[id]);
  }
  REQUIRE(json->merges.size() == 5);
  CHECK(json->merges[3].left == 256);
  CHECK(json->merges[3].right == 258);
  CHECK(json->merges[3].merged == 259);
  CHECK(json->merges[4].left == ' ');
  REQUIRE(json->added_tokens.size() == 2);
  CHECK(json->added_tokens[0].content == "<a>");
  CHECK(json->added_tokens[0].special);
  CHECK(json->added_tokens[1].id == 262);
  CHECK_FALSE(json->added_tokens[1].special);
  CHECK_FALSE(json->ignore_merges);
  CHECK_FALSE(json->kimi_cuts);
  CHECK(json->pat_str ==
        R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)");
}

TEST_CASE("tokenizer json: merges may be pairs") {
  TokenizerJsonText text = small();
  text.merges = R"([["h", "e"], ["Ġ", "x"]])";
  const auto json = parse_tokenizer_json(text.text());
  REQUIRE(json);
  REQUIRE(json->merges.size() == 2);
  CHECK(json->merges[0].merged == 256);
  CHECK(json->merges[1].merged == 260);
}

TEST_CASE("tokenizer json: an added token of the vocabulary is not a mergeable one") {
  TokenizerJsonText text = small();
  text.vocab.insert(1, R"("<a>": 261, )");
  text.added_tokens = added(R"({"id": 261, "content": "<a>", "special": true})");
  const auto json = parse_tokenizer_json(text.text());
  REQUIRE(json);
  CHECK(json->ranks.size() == 261);
  CHECK_FALSE(json->ranks.contains(261));
  CHECK_FALSE(json->renumbered);
}

TEST_CASE("tokenizer json: the ids that the tokenizers library would change are known") {
  struct Row {
    std::string_view in_vocab, added_tokens;
    TokenId file_id, library_id;  // 0: the same for all
  };
  const std::vector<Row> rows = {
      {"", R"({"id": 261, "content": "<a>"}, {"id": 262, "content": "<b>"})", 0, 0},
      {"", R"({"id": 261, "content": "<a>"}, {"id": 263, "content": "<b>"})", 263, 262},
      {"", R"({"id": 262, "content": "<a>"}, {"id": 261, "content": "<b>"})", 262, 261},
      {"", R"({"id": 300, "content": "<a>"})", 300, 261},
      {R"("<a>": 300, )", R"({"id": 300, "content": "<a>"}, {"id": 301, "content": "<b>"})", 0, 0},
      {R"("<a>": 300, )", R"({"id": 300, "content": "<a>"}, {"id": 262, "content": "<b>"})", 262,
       301},
      {R"("<a>": 261, )", R"({"id": 262, "content": "<b>"}, {"id": 261, "content": "<a>"})", 0, 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.added_tokens);
    TokenizerJsonText text = small();
    text.vocab.insert(1, row.in_vocab);
    text.added_tokens = added(row.added_tokens);
    const auto json = parse_tokenizer_json(text.text());
    REQUIRE(json);
    REQUIRE(json->renumbered.has_value() == (row.file_id != 0));
    if (!json->renumbered) continue;
    CHECK(json->renumbered->token.id == row.file_id);
    CHECK(json->renumbered->id == row.library_id);
  }
}

TEST_CASE("tokenizer json: a malformed model is refused by path") {
  using T = TokenizerJsonText;
  const std::string vocab = small().vocab;
  const auto with = [&vocab](std::string_view entry) {
    return "{" + std::string(entry) + ", " + vocab.substr(1);
  };
  check_refusals(
      {
          {&T::vocab, "[]", "model.vocab is an array, not an object"},
          {&T::vocab, with(R"("z": -1)"), "model.vocab has the key \"z\" twice"},
          {&T::vocab, with(R"("zz": -1)"), "model.vocab.zz is -1, not an id from 0 to 16777215"},
          {&T::vocab, with(R"("zz": "5")"), "model.vocab.zz is \"5\", not a number"},
          {&T::vocab, with(R"("zz": 4294967296)"),
           "model.vocab.zz is 4294967296, not an id from 0 to 16777215"},
          {&T::merges, "{}", "model.merges is an object, not an array"},
          {&T::merges, R"(["h e", 5])", "model.merges[1] is 5, not a string"},
          {&T::merges, R"(["he"])", "model.merges[0] has not two tokens"},
          {&T::merges, R"(["h e l"])", "model.merges[0] has not two tokens"},
          {&T::merges, R"([["h"]])", "model.merges[0] has not two tokens"},
          {&T::merges, R"([["h", 5]])", "model.merges[0][1] is 5, not a string"},
          {&T::merges, R"(["hh e"])",
           "model.merges[0] names \"hh\", which the vocabulary does not have"},
          {&T::merges, R"(["h ee"])",
           "model.merges[0] names \"ee\", which the vocabulary does not have"},
          {&T::merges, R"(["l e"])",
           "model.merges[0] names \"le\", which the vocabulary does not have"},
          {&T::merges, R"([["h", " "]])",
           "model.merges[0] names \" \", which the vocabulary does not have"},
          {&T::model_options, R"("ignore_merges": 1)",
           "model.ignore_merges is 1, not true or false"},
          {&T::added_tokens, "{}", "added_tokens is an object, not an array"},
          {&T::added_tokens, "[5]", "added_tokens[0] is 5, not an object"},
          {&T::added_tokens, R"([{"content": "<a>"}])", "added_tokens[0] has no id"},
          {&T::added_tokens, R"([{"id": "5", "content": "<a>"}])",
           "added_tokens[0].id is \"5\", not a number"},
          {&T::added_tokens, R"([{"id": 261}])", "added_tokens[0] has no content"},
          {&T::added_tokens, R"([{"id": 261, "content": "<a>"}, {"id": 261, "content": "<b>"}])",
           "the id 261 is given to the added tokens \"<a>\" and \"<b>\""},
          {&T::added_tokens, R"([{"id": 261, "content": "<a>"}, {"id": 262, "content": "<a>"}])",
           "the added tokens 261 and 262 are both \"<a>\""},
          {&T::added_tokens, R"([{"id": 300, "content": "he"}])",
           "model.vocab.he is 256, but the added token of this name is 300"},
      },
      ErrorCode::model_malformed);
  check_refusals(
      {{&T::vocab, with(R"("é中": 300)"),
        "model.vocab[\"\\xc3\\xa9\\xe4\\xb8\\xad\"] has a character that stands for no byte"},
       {&T::vocab, R"({"a": 0})", "model.vocab has no token for the byte 0x00"}},
      ErrorCode::model_unsupported);
}

TEST_CASE("tokenizer json: a repeated id is refused") {
  TokenizerJsonText text = small();
  text.vocab.insert(1, R"("zz": 5, )");
  const auto json = parse_tokenizer_json(text.text());
  REQUIRE_FALSE(json);
  CHECK(json.error().code() == ErrorCode::model_malformed);
  CHECK(json.error().sentence().starts_with("model.vocab is malformed: "));
}

TEST_CASE("tokenizer json: a file without its parts is refused") {
  struct Row {
    std::string_view json, message;
    ErrorCode code;
  };
  const auto malformed = ErrorCode::model_malformed;
  const std::vector<Row> rows = {
      {"[]", "is not a JSON object", malformed},
      {"{}", "the top level has no model", malformed},
      {R"({"model": 5})", "model is 5, not an object", malformed},
      {R"({"model": {}})", "model has no type", malformed},
      {R"({"model": {"type": "Unigram"}})",
       "model.type is \"Unigram\", which cannot be reproduced exactly",
       ErrorCode::model_unsupported},
      {R"({"model": {"type": "BPE"}})", "the top level has no decoder", malformed},
      {R"({"model": {"type": "BPE"}, "decoder": {"type": "ByteLevel"}})",
       "the top level has no pre_tokenizer", malformed},
      {R"({"model": {"type": "BPE"}, "decoder": {"type": "ByteLevel"},
           "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false}})",
       "model has no vocab", malformed},
  };
  for (const Row& row : rows) {
    CAPTURE(row.json);
    const auto json = parse_tokenizer_json(row.json);
    REQUIRE_FALSE(json);
    CHECK(json.error().code() == row.code);
    CHECK(json.error().message() == row.message);
  }
  std::string text = small().text();
  const std::size_t merges = text.find(", \"merges\"");
  REQUIRE(merges != std::string::npos);
  text.replace(merges, std::string::npos, "}}");
  const auto json = parse_tokenizer_json(text);
  REQUIRE_FALSE(json);
  CHECK(json.error().message() == "model has no merges");
}

}  // namespace
}  // namespace kimitok
