#include "kimitok/tokenizer_config.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kimitok/file.hpp"
#include "support/real_vocabulary.hpp"

namespace kimitok {
namespace {

TEST_CASE("tokenizer config: added tokens are read with their flags, by ascending id") {
  const auto config = parse_tokenizer_config(R"({"added_tokens_decoder": {
      "300": {"content": "<b>", "lstrip": true, "rstrip": true, "single_word": true,
              "normalized": true, "special": false},
      "299": {"content": "<a>", "special": true, "unheard_of": [1]},
      "301": {"content": "<c>"}}})");
  REQUIRE(config);
  REQUIRE(config->added_tokens.size() == 3);
  const AddedToken& a = config->added_tokens[0];
  CHECK(a.id == 299);
  CHECK(a.content == "<a>");
  CHECK(a.special);
  CHECK_FALSE((a.lstrip || a.rstrip || a.single_word || a.normalized));
  const AddedToken& b = config->added_tokens[1];
  CHECK(b.id == 300);
  CHECK_FALSE(b.special);
  CHECK((b.lstrip && b.rstrip && b.single_word && b.normalized));
  CHECK(config->added_tokens[2].normalized);
}

TEST_CASE("tokenizer config: tokens are named by a string, an object or not at all") {
  const auto config = parse_tokenizer_config(R"({"bos_token": "<s>",
      "eos_token": {"__type": "AddedToken", "content": "</s>", "lstrip": false},
      "unk_token": null, "tokenizer_class": "TikTokenTokenizer"})");
  REQUIRE(config);
  CHECK(config->bos_token == "<s>");
  CHECK(config->eos_token == "</s>");
  CHECK_FALSE(config->unk_token);
  CHECK_FALSE(config->pad_token);
  CHECK(config->tokenizer_class == "TikTokenTokenizer");
  CHECK_FALSE(config->chat_template);
  CHECK(config->added_tokens.empty());
}

TEST_CASE("tokenizer config: special tokens come from both lists, whatever their form") {
  using Names = std::vector<std::string>;
  const std::vector<std::pair<std::string_view, Names>> rows = {
      {R"({})", {}},
      {R"({"additional_special_tokens": null, "extra_special_tokens": null})", {}},
      {R"({"additional_special_tokens": [], "extra_special_tokens": {}})", {}},
      {R"({"additional_special_tokens": ["<a>", {"content": "<b>"}]})", {"<a>", "<b>"}},
      {R"({"extra_special_tokens": ["<c>", {"content": "<d>"}]})", {"<c>", "<d>"}},
      {R"({"extra_special_tokens": {"image_token": "<i>", "box": {"content": "<x>"}}})",
       {"<i>", "<x>"}},
      {R"({"extra_special_tokens": ["<c>"], "additional_special_tokens": ["<a>"]})",
       {"<a>", "<c>"}},
  };
  for (const auto& row : rows) {
    const auto& json = row.first;
    const auto& names = row.second;
    CAPTURE(json);
    const auto config = parse_tokenizer_config(json);
    REQUIRE(config);
    CHECK(config->additional_special_tokens == names);
  }
}

TEST_CASE("tokenizer config: all special tokens are named once, in the reference's order") {
  const auto config = parse_tokenizer_config(R"({"pad_token": "<p>", "unk_token": "<u>",
      "eos_token": "<e>", "bos_token": "<e>", "additional_special_tokens": ["<a>", "<u>", "<a>"]})");
  REQUIRE(config);
  CHECK(config->all_special_tokens() == std::vector<std::string>{"<e>", "<u>", "<p>", "<a>"});
}

TEST_CASE("tokenizer config: the chat template is the only one or the default one") {
  const std::vector<std::pair<std::string_view, std::optional<std::string>>> rows = {
      {R"({"chat_template": "{{ x }}"})", "{{ x }}"},
      {R"({"chat_template": null})", std::nullopt},
      {R"({"chat_template": []})", std::nullopt},
      {R"({"chat_template": [{"name": "tool_use", "template": "t"}]})", std::nullopt},
      {R"({"chat_template": [{"name": "tool_use", "template": "t"},
                             {"name": "default", "template": "d"}]})",
       "d"},
  };
  for (const auto& row : rows) {
    const auto& json = row.first;
    const auto& chat_template = row.second;
    CAPTURE(json);
    const auto config = parse_tokenizer_config(json);
    REQUIRE(config);
    CHECK(config->chat_template == chat_template);
  }
}

TEST_CASE("tokenizer config: a malformed one is refused, naming the key") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"[]", "is not a JSON object"},
      {R"({"bos_token": "a", "bos_token": "b"})", "the top level has the key \"bos_token\" twice"},
      {R"({"bos_token": 5})", "bos_token is 5, not a token's name or object"},
      {R"({"eos_token": ["a"]})", "eos_token is an array, not a token's name or object"},
      {R"({"unk_token": true})", "unk_token is true, not a token's name or object"},
      {R"({"pad_token": {"id": 5}})", "pad_token has no content"},
      {R"({"pad_token": ""})", "pad_token is empty"},
      {R"({"bos_token": {"content": null}})", "bos_token.content is null, not a string"},
      {R"({"bos_token": "\ud800"})",
       "bos_token is malformed: it has a bad escape or half of a surrogate pair"},
      {R"({"additional_special_tokens": {}})",
       "additional_special_tokens is an object, not an array"},
      {R"({"additional_special_tokens": ["a", null]})",
       "additional_special_tokens[1] is null, not a token's name or object"},
      {R"({"extra_special_tokens": "a"})", "extra_special_tokens is \"a\", not an array"},
      {R"({"extra_special_tokens": {"image": 5}})",
       "extra_special_tokens.image is 5, not a token's name or object"},
      {R"({"chat_template": 5})", "chat_template is 5, not an array"},
      {R"({"chat_template": [5]})", "chat_template[0] is 5, not an object"},
      {R"({"chat_template": [{"name": "default"}]})",
       "chat_template[0] has no name or no template"},
      {R"({"chat_template": [{"name": 1, "template": "t"}]})",
       "chat_template[0].name is 1, not a string"},
      {R"({"chat_template": [{"name": "n", "template": null}]})",
       "chat_template[0].template is null, not a string"},
      {R"({"tokenizer_class": 5})", "tokenizer_class is 5, not a string"},
      {R"({"added_tokens_decoder": []})", "added_tokens_decoder is an array, not an object"},
      {R"({"added_tokens_decoder": {"5": "x"}})",
       "added_tokens_decoder[\"5\"] is \"x\", not an object"},
      {R"({"added_tokens_decoder": {"5": {}}})", "added_tokens_decoder[\"5\"] has no content"},
      {R"({"added_tokens_decoder": {"5": {"content": 5}}})",
       "added_tokens_decoder[\"5\"].content is 5, not a string"},
      {R"({"added_tokens_decoder": {"5": {"content": ""}}})",
       "added_tokens_decoder[\"5\"].content is empty"},
      {R"({"added_tokens_decoder": {"5": {"content": "a", "special": "true"}}})",
       "added_tokens_decoder[\"5\"].special is \"true\", not true or false"},
      {R"({"added_tokens_decoder": {"5": {"content": "a", "lstrip": 1}}})",
       "added_tokens_decoder[\"5\"].lstrip is 1, not true or false"},
      {R"({"added_tokens_decoder": {"5": {"content": "a", "rstrip": null}}})",
       "added_tokens_decoder[\"5\"].rstrip is null, not true or false"},
      {R"({"added_tokens_decoder": {"5": {"content": "a", "single_word": []}}})",
       "added_tokens_decoder[\"5\"].single_word is an array, not true or false"},
      {R"({"added_tokens_decoder": {"5": {"content": "a", "normalized": 0}}})",
       "added_tokens_decoder[\"5\"].normalized is 0, not true or false"},
      {R"({"added_tokens_decoder": {"5": {"content": "a"}, "5": {"content": "b"}}})",
       "added_tokens_decoder has the key \"5\" twice"},
      {R"({"added_tokens_decoder": {"5": {"content": "a"}, "05": {"content": "b"}}})",
       "added_tokens_decoder[\"05\"] has a key that is not an id from 0 to 16777215"},
      {R"({"added_tokens_decoder": {"99999999999999999999": {"content": "a"}}})",
       "added_tokens_decoder[\"99999999999999999999\"] has a key that is not an id from 0 to "
       "16777215"},
      {R"({"added_tokens_decoder": {"-1": {"content": "a"}}})",
       "added_tokens_decoder[\"-1\"] has a key that is not an id from 0 to 16777215"},
      {R"({"added_tokens_decoder": {"7": {"content": "a"}, "5": {"content": "a"}}})",
       "added_tokens_decoder: the added tokens 5 and 7 are both \"a\""},
  };
  for (const auto& row : rows) {
    const auto& json = row.first;
    const auto& message = row.second;
    CAPTURE(json);
    const auto config = parse_tokenizer_config(json);
    REQUIRE_FALSE(config);
    CHECK(config.error().code() == ErrorCode::model_malformed);
    CHECK(config.error().message() == message);
  }
}

TEST_CASE("tokenizer config: the published ones are read") {
  const auto folder = test::real_vocabularies();
  if (!folder) return;
  struct Row {
    std::string_view name;
    std::size_t added, additional;
    bool has_template;
  };
  const std::vector<Row> rows = {
      {"Kimi-K2-Instruct", 17, 8, true}, {"Kimi-K2.6", 23, 12, false}, {"Kimi-K3", 16, 9, false}};
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const auto text = read_file(*folder / row.name / "tokenizer_config.json", 1u << 20);
    REQUIRE(text);
    const auto config = parse_tokenizer_config(*text);
    REQUIRE(config);
    CHECK(config->added_tokens.size() == row.added);
    CHECK(config->added_tokens.front().content == "[BOS]");
    CHECK(config->additional_special_tokens.size() == row.additional);
    CHECK(config->bos_token == "[BOS]");
    CHECK(config->pad_token == "[PAD]");
    CHECK(config->chat_template.has_value() == row.has_template);
    CHECK(config->tokenizer_class == "TikTokenTokenizer");
  }
}

}  // namespace
}  // namespace kimitok
