// A small Kimi tokenizer in each form it can be loaded from.
#ifndef KIMITOK_TESTS_SUPPORT_KIMI_FILES_HPP_
#define KIMITOK_TESTS_SUPPORT_KIMI_FILES_HPP_

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "kimitok/load.hpp"
#include "kimitok/pat_str.hpp"
#include "support/temp_dir.hpp"
#include "support/tokenizer_files.hpp"

namespace kimitok::test {

using Ids = std::vector<TokenId>;

// 256 he, 257 ll, 258 llo, 259 hello; the slots are 260 to 515.
inline const std::vector<std::string> kTokens = tokens_with({"he", "ll", "llo", "hello"});
inline constexpr std::string_view kConfig = R"({"added_tokens_decoder": {
    "260": {"content": "[BOS]", "special": true}, "262": {"content": "<|call|>", "special": false},
    "515": {"content": "[PAD]", "special": true}},
    "bos_token": "[BOS]", "pad_token": "[PAD]", "eos_token": "absent"})";
inline constexpr std::string_view kAddedTokens =
    R"([{"id": 260, "content": "[BOS]", "special": true}, {"id": 262, "content": "<|call|>"},
        {"id": 515, "content": "[PAD]", "special": true}])";

inline void write_kimi(const TempDir& directory) {
  directory.write("tiktoken.model", tiktoken_model(kTokens));
  directory.write("tokenizer_config.json", kConfig);
}

// The same tokenizer, converted.
inline TokenizerJsonText conversion() {
  TokenizerJsonText json(kTokens);
  json.merges = all_splits(kTokens);
  json.added_tokens = kAddedTokens;
  json.pre_tokenizer = fmt::format(
      R"({{"type": "Sequence", "pretokenizers": [
          {{"type": "FixedLength", "length": 400000}},
          {{"type": "Split", "pattern": {{"Regex": "\\s{{25000}}|\\S{{25000}}"}},
            "behavior": "MergedWithPrevious", "invert": false}},
          {{"type": "Split", "pattern": {{"Regex": {}}}, "behavior": "Isolated", "invert": false}},
          {{"type": "ByteLevel", "add_prefix_space": false, "use_regex": false}}]}})",
      json_string(*published_pat_str("kimi")));
  return json;
}

inline Ids encode(const LoadedTokenizer& loaded, std::string_view text) {
  EncodeOptions options;
  options.chunking = loaded.chunking;
  const auto ids = loaded.tokenizer.encode(text, options);
  REQUIRE(ids);
  return *ids;
}

inline void check_refused(const LoadRequest& request, ErrorCode code, const std::string& message) {
  CAPTURE(message);
  const auto loaded = load_tokenizer(request);
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().code() == code);
  CHECK(loaded.error().message() == message);
}

inline LoadRequest at(const std::filesystem::path& model) {
  LoadRequest request;
  request.model = model;
  return request;
}

inline void check_is_kimi(const LoadedTokenizer& loaded) {
  CHECK(loaded.kind == ModelKind::kimi);
  CHECK(loaded.chunking == Chunking::kimi);
  CHECK(loaded.tokenizer.vocabulary().end_id() == 516);
  CHECK(loaded.tokenizer.vocabulary().specials().size() == 256);
  CHECK(loaded.tokenizer.pretokenizer().pat_str() == *published_pat_str("kimi"));
  CHECK(encode(loaded, "hello[BOS]<|reserved_token_261|>llo") == Ids{259, 260, 261, 258});
  CHECK(encode(loaded, "xhellox") == Ids{'x', 259, 'x'});
  CHECK(loaded.skip_special_ids() == Ids{260, 515});
  CHECK(loaded.profile() == SpecialProfile::other);
}

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_KIMI_FILES_HPP_
