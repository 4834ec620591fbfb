#include "load/tokenizer_json_pipeline.hpp"

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

TEST_CASE("tokenizer json pipeline: the supported pre-tokenizers become a pattern") {
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

TEST_CASE("tokenizer json pipeline: what leaves ids alone is accepted") {
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

TEST_CASE("tokenizer json pipeline: a feature that changes ids is refused by path and value") {
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

TEST_CASE("tokenizer json pipeline: a pre-tokenizer without a pattern of its own is refused") {
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
          {member,
           sequence(
               R"({"type": "Split", "pattern": {"Regex": "x{1,3}+"}, "behavior": "Isolated", "invert": false})",
               kBytes),
           "pre_tokenizer.pretokenizers[0].pattern.Regex is \"x{1,3}+\", which cannot be "
           "reproduced exactly"},
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

}  // namespace
}  // namespace kimitok
