#include "load/tokenizer_json.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/tokenizer_files.hpp"

namespace kimitok {
namespace {

using test::TokenizerJsonText;

// 256 he, 257 ll, 258 llo, 259 hello, 260 a blank and x
const std::vector<std::string> kTokens = test::tokens_with({"he", "ll", "llo", "hello", " x"});
constexpr std::string_view kMerges = R"(["h e", "l l", "ll o", "he llo", "Ġ x"])";

TokenizerJsonText small() {
  TokenizerJsonText json(kTokens);
  json.merges = kMerges;
  return json;
}

std::string added(std::string_view tokens) { return "[" + std::string(tokens) + "]"; }

TEST_CASE("tokenizer json: vocabulary, merges and added tokens are read") {
  TokenizerJsonText text = small();
  text.added_tokens = added(
      R"({"id": 262, "content": "<b>", "special": false, "normalized": true},
         {"id": 261, "content": "<a>", "special": true})");
  const auto json = parse_tokenizer_json(text.text());
  REQUIRE(json);
  CHECK(json->ranks.size() == 261);
  for (TokenId id = 0; id < kTokens.size(); ++id) {
    CAPTURE(id);
    CHECK(json->ranks.bytes_of(id) == kTokens[id]);
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

TEST_CASE("tokenizer json: the supported pre-tokenizers become a pattern") {
  struct Row {
    std::string_view pre_tokenizer, pat_str;
    bool kimi_cuts;
  };
  constexpr std::string_view kByteLevel =
      R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";
  const std::vector<Row> rows = {
      {R"({"type": "ByteLevel", "add_prefix_space": false})", kByteLevel, false},
      {R"({"type": "Sequence", "pretokenizers": [
           {"type": "ByteLevel", "add_prefix_space": false, "use_regex": true}]})",
       kByteLevel, false},
      {R"({"type": "Sequence", "pretokenizers": [
           {"type": "Split", "pattern": {"Regex": "\\p{L}+|."}, "behavior": "Isolated", "invert": false},
           {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": false,
            "use_regex": false}]})",
       R"(\p{L}+|.)", false},
      {R"({"type": "Sequence", "pretokenizers": [
           {"type": "FixedLength", "length": 400000},
           {"type": "Split", "pattern": {"Regex": "\\s{25000}|\\S{25000}"},
            "behavior": "MergedWithPrevious", "invert": false},
           {"type": "Split", "pattern": {"Regex": "x+"}, "behavior": "Isolated", "invert": false},
           {"type": "ByteLevel", "add_prefix_space": false, "use_regex": false}]})",
       "x+", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.pre_tokenizer);
    TokenizerJsonText text = small();
    text.pre_tokenizer = row.pre_tokenizer;
    const auto json = parse_tokenizer_json(text.text());
    REQUIRE(json);
    CHECK(json->pat_str == row.pat_str);
    CHECK(json->kimi_cuts == row.kimi_cuts);
  }
}

TEST_CASE("tokenizer json: what leaves ids alone is accepted") {
  struct Row {
    std::string TokenizerJsonText::*member;
    std::string_view value;
  };
  const std::vector<Row> rows = {
      {&TokenizerJsonText::others,
       R"("version": "1.0", "normalizer": {"type": "Sequence", "normalizers": []})"},
      {&TokenizerJsonText::post_processor,
       R"({"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": false})"},
      {&TokenizerJsonText::post_processor,
       R"({"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A", "type_id": 0}}],
           "pair": [], "special_tokens": {}})"},
      {&TokenizerJsonText::post_processor,
       R"({"type": "Sequence", "processors": [{"type": "ByteLevel", "trim_offsets": true}]})"},
      {&TokenizerJsonText::model_options,
       R"("dropout": null, "unk_token": "<unk>", "continuing_subword_prefix": "",
          "end_of_word_suffix": null, "fuse_unk": true, "byte_fallback": false)"},
      {&TokenizerJsonText::model_options, R"("ignore_merges": true)"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.value);
    TokenizerJsonText text = small();
    text.*row.member = row.value;
    const auto json = parse_tokenizer_json(text.text());
    REQUIRE(json);
    CHECK(json->ignore_merges == (row.value == R"("ignore_merges": true)"));
  }
}

struct Refusal {
  std::string TokenizerJsonText::*member;
  std::string value;
  std::string_view message;
};

void check_refusals(const std::vector<Refusal>& rows, ErrorCode code) {
  for (const Refusal& row : rows) {
    CAPTURE(row.value);
    TokenizerJsonText text = small();
    text.*row.member = row.value;
    const auto json = parse_tokenizer_json(text.text());
    REQUIRE_FALSE(json);
    CHECK(json.error().code() == code);
    CHECK(json.error().message() == row.message);
  }
}

TEST_CASE("tokenizer json: a feature that changes ids is refused by path and value") {
  using T = TokenizerJsonText;
  check_refusals(
      {
          {&T::others, R"("version": "2.0")",
           "version is \"2.0\", which cannot be reproduced exactly"},
          {&T::others, R"("truncation": {"max_length": 5})",
           "truncation is an object, which cannot be reproduced exactly"},
          {&T::others, R"("padding": {"pad_id": 5})",
           "padding is an object, which cannot be reproduced exactly"},
          {&T::others, R"("surprise": 5)", "surprise is 5, which cannot be reproduced exactly"},
          {&T::others, R"("normalizer": {"type": "NFC"})",
           "normalizer is of type \"NFC\", which cannot be reproduced exactly"},
          {&T::others, R"("normalizer": {"type": "Sequence", "normalizers": [{"type": "NFC"}]})",
           "normalizer is of type \"Sequence\", which cannot be reproduced exactly"},
          {&T::decoder, "null", "decoder is null, which cannot be reproduced exactly"},
          {&T::decoder, R"({"type": "Metaspace"})",
           "decoder is of type \"Metaspace\", which cannot be reproduced exactly"},
          {&T::post_processor, R"({"type": "RobertaProcessing"})",
           "post_processor is of type \"RobertaProcessing\", which cannot be reproduced exactly"},
          {&T::post_processor,
           R"({"type": "Sequence", "processors": [{"type": "ByteLevel"}, {"type": "TemplateProcessing",
               "single": [{"SpecialToken": {"id": "<s>"}}, {"Sequence": {"id": "A"}}]}]})",
           "post_processor.processors[1] is of type \"TemplateProcessing\", which cannot be "
           "reproduced "
           "exactly"},
          {&T::post_processor,
           R"({"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<s>"}}]})",
           "post_processor is of type \"TemplateProcessing\", which cannot be reproduced exactly"},
          {&T::model_options, R"("dropout": 0.1)",
           "model.dropout is 0.1, which cannot be reproduced exactly"},
          {&T::model_options, R"("byte_fallback": true)",
           "model.byte_fallback is true, which cannot be reproduced exactly"},
          {&T::model_options, R"("continuing_subword_prefix": "##")",
           "model.continuing_subword_prefix is \"##\", which cannot be reproduced exactly"},
          {&T::model_options, R"("end_of_word_suffix": "</w>")",
           "model.end_of_word_suffix is \"</w>\", which cannot be reproduced exactly"},
          {&T::model_options, R"("surprise": [])",
           "model.surprise is an array, which cannot be reproduced exactly"},
      },
      ErrorCode::model_unsupported);
}

TEST_CASE("tokenizer json: a pre-tokenizer without a pattern of its own is refused") {
  const auto sequence = [](std::string_view split, std::string_view byte_level) {
    return fmt::format(R"({{"type": "Sequence", "pretokenizers": [{}, {}]}})", split, byte_level);
  };
  constexpr std::string_view kSplit =
      R"({"type": "Split", "pattern": {"Regex": "x"}, "behavior": "Isolated", "invert": false})";
  constexpr std::string_view kBytes =
      R"({"type": "ByteLevel", "add_prefix_space": false, "use_regex": false})";
  const auto kimi_cuts = [&](std::string_view length, std::string_view runs) {
    return fmt::format(
        R"({{"type": "Sequence", "pretokenizers": [{{"type": "FixedLength", "length": {}}},
            {{"type": "Split", "pattern": {{"Regex": "{}"}}, "behavior": "MergedWithPrevious",
            "invert": false}}, {}, {}]}})",
        length, runs, kSplit, kBytes);
  };
  const auto member = &TokenizerJsonText::pre_tokenizer;
  check_refusals(
      {
          {member, "null", "pre_tokenizer is null, which cannot be reproduced exactly"},
          {member, R"({"type": "Metaspace"})",
           "pre_tokenizer is of type \"Metaspace\", which cannot be reproduced exactly"},
          {member, R"({"type": "ByteLevel", "add_prefix_space": true})",
           "pre_tokenizer.add_prefix_space is true, which cannot be reproduced exactly"},
          {member, R"({"type": "ByteLevel", "add_prefix_space": false, "use_regex": false})",
           "pre_tokenizer.use_regex is false, which cannot be reproduced exactly"},
          {member, R"({"type": "Sequence", "pretokenizers": []})",
           "pre_tokenizer.pretokenizers has 0 steps, which cannot be reproduced exactly"},
          {member, sequence(R"({"type": "Digits", "individual_digits": true})", kBytes),
           "pre_tokenizer.pretokenizers[0] is of type \"Digits\", which cannot be reproduced "
           "exactly"},
          {member,
           sequence(
               R"({"type": "Split", "pattern": {"Regex": "x"}, "behavior": "Removed", "invert": false})",
               kBytes),
           "pre_tokenizer.pretokenizers[0].behavior is \"Removed\", which cannot be reproduced "
           "exactly"},
          {member,
           sequence(
               R"({"type": "Split", "pattern": {"Regex": "x"}, "behavior": "Isolated", "invert": true})",
               kBytes),
           "pre_tokenizer.pretokenizers[0].invert is true, which cannot be reproduced exactly"},
          {member,
           sequence(
               R"({"type": "Split", "pattern": {"String": "x"}, "behavior": "Isolated", "invert": false})",
               kBytes),
           "pre_tokenizer.pretokenizers[0].pattern is not a Regex, which cannot be reproduced "
           "exactly"},
          {member, sequence(kSplit, kSplit),
           "pre_tokenizer.pretokenizers[1] is of type \"Split\", which cannot be reproduced "
           "exactly"},
          {member,
           sequence(kSplit,
                    R"({"type": "ByteLevel", "add_prefix_space": false, "use_regex": true})"),
           "pre_tokenizer.pretokenizers[1].use_regex is true, which cannot be reproduced exactly"},
          {member, sequence(kSplit, R"({"type": "ByteLevel", "add_prefix_space": false})"),
           "pre_tokenizer.pretokenizers[1] has no use_regex, which cannot be reproduced exactly"},
          {member, kimi_cuts("400001", R"(\\s{25000}|\\S{25000})"),
           "pre_tokenizer.pretokenizers[0].length is 400001, which cannot be reproduced exactly"},
          {member, kimi_cuts("400000", R"(\\s{25000})"),
           "pre_tokenizer.pretokenizers[1].pattern.Regex is \"\\\\s{25000}\", which cannot be "
           "reproduced exactly"},
      },
      ErrorCode::model_unsupported);
  check_refusals(
      {
          {member, R"({"type": "ByteLevel"})", "pre_tokenizer has no add_prefix_space"},
          {member, R"({"type": "ByteLevel", "add_prefix_space": 0})",
           "pre_tokenizer.add_prefix_space is 0, not true or false"},
          {member, R"({"type": "Sequence"})", "pre_tokenizer has no pretokenizers"},
          {member, R"({"type": "Sequence", "pretokenizers": {}})",
           "pre_tokenizer.pretokenizers is an object, not an array"},
          {member,
           sequence(R"({"type": "Split", "pattern": {"Regex": "x"}, "invert": false})", kBytes),
           "pre_tokenizer.pretokenizers[0] has no behavior"},
          {member,
           sequence(R"({"type": "Split", "behavior": "Isolated", "invert": false})", kBytes),
           "pre_tokenizer.pretokenizers[0] has no pattern"},
          {member,
           sequence(R"({"type": "Split", "pattern": {"Regex": "x"}, "behavior": "Isolated"})",
                    kBytes),
           "pre_tokenizer.pretokenizers[0] has no invert"},
          {member,
           sequence(
               R"({"type": "Split", "pattern": {"Regex": 5}, "behavior": "Isolated", "invert": false})",
               kBytes),
           "pre_tokenizer.pretokenizers[0].pattern.Regex is 5, not a string"},
      },
      ErrorCode::model_malformed);
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
  const std::size_t merges = text.find("\"merges\"");
  REQUIRE(merges != std::string::npos);
  text.replace(merges, 8, "\"type_\"");
  const auto json = parse_tokenizer_json(text);
  REQUIRE_FALSE(json);
  CHECK(json.error().message() == "model.type_ is an array, which cannot be reproduced exactly");
}

}  // namespace
}  // namespace kimitok
