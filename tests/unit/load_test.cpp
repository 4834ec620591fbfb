#include "kimitok/load.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "support/kimi_files.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;
using test::at;
using test::check_is_kimi;
using test::check_refused;
using test::conversion;
using test::encode;
using test::Ids;
using test::kTokens;
using test::TempDir;
using test::TokenizerJsonText;
using test::write_kimi;

TEST_CASE("load: a directory with tiktoken.model and tokenizer_config.json is a Kimi tokenizer") {
  const TempDir directory;
  write_kimi(directory);
  const auto loaded = load_tokenizer(at(directory.path()));
  REQUIRE(loaded);
  check_is_kimi(*loaded);
  CHECK_FALSE(loaded->config_vocab_size);
  CHECK(loaded->files == std::vector<fs::path>{directory.path() / "tiktoken.model",
                                               directory.path() / "tokenizer_config.json"});
}

TEST_CASE("load: config.json says the size of the model") {
  const TempDir directory;
  write_kimi(directory);
  const fs::path config = directory.write("config.json", R"({"text_config": {"vocab_size": 516}})");
  const auto loaded = load_tokenizer(at(directory.path()));
  REQUIRE(loaded);
  CHECK(loaded->config_vocab_size == 516);
  CHECK(loaded->files.back() == config);
  directory.write("config.json", R"({"vocab_size": "516"})");
  check_refused(at(directory.path()), ErrorCode::model_malformed,
                config.native() + ": vocab_size is \"516\", not a number");
}

TEST_CASE("load: a pattern of the user's replaces Kimi's") {
  const TempDir directory;
  write_kimi(directory);
  LoadRequest request = at(directory.path());
  request.pattern = "he|[a-z]";
  const auto loaded = load_tokenizer(request);
  REQUIRE(loaded);
  CHECK(loaded->kind == ModelKind::kimi);
  CHECK(encode(*loaded, "hello") == Ids{256, 'l', 'l', 'o'});
}

TEST_CASE("load: a vocabulary file takes a pattern, gaps and special tokens of the user's choice") {
  const TempDir directory;
  LoadRequest request = at(directory.write(
      "my.tiktoken", test::tiktoken_model(kTokens) + encode_base64("hell") + " 300\n"));
  request.pattern = "cl100k_base";
  request.special_tokens = directory.write("special.json", R"({"<end>": 301})");
  const auto loaded = load_tokenizer(request);
  REQUIRE(loaded);
  CHECK(loaded->kind == ModelKind::tiktoken);
  CHECK(loaded->chunking == Chunking::none);
  CHECK(loaded->profile() == SpecialProfile::other);
  CHECK(loaded->config.added_tokens.empty());
  CHECK(loaded->files == std::vector<fs::path>{request.model, request.special_tokens});
  CHECK(encode(*loaded, "hello<end>hell") == Ids{259, 301, 300});
  CHECK(loaded->tokenizer.pretokenizer().pat_str() == *published_pat_str("cl100k_base"));
}

TEST_CASE("load: a request that contradicts itself is refused") {
  const TempDir directory;
  write_kimi(directory);
  const TempDir other;
  const fs::path json = other.write("tokenizer.json", conversion().text());
  const fs::path vocabulary = directory.path() / "tiktoken.model";
  const std::string choices = "kimi, cl100k_base, o200k_base, p50k_base, r50k_base, or a pat_str";
  check_refused(at(vocabulary), ErrorCode::usage,
                vocabulary.native() +
                    ": a vocabulary file needs a split pattern; name one with --pattern, " +
                    choices + ", or a Kimi model's config with --tokenizer-config");
  LoadRequest request = at(vocabulary);
  request.pattern = "cl100k";
  check_refused(request, ErrorCode::usage,
                "pattern: no pattern is published as \"cl100k\"; give one of " + choices);
  request.pattern = "(unclosed";
  const auto loaded = load_tokenizer(request);
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().code() == ErrorCode::usage);
  CHECK(loaded.error().source() == "pattern");

  request = at(json);
  request.pattern = "kimi";
  check_refused(request, ErrorCode::usage, "pattern: a tokenizer.json has its own");
  request = at(json);
  request.special_tokens = vocabulary;
  check_refused(request, ErrorCode::usage, "special tokens: a tokenizer.json has its own");
  request = at(directory.path());
  request.special_tokens = vocabulary;
  check_refused(request, ErrorCode::usage,
                "special tokens: tokenizer_config.json already names them");
}

TEST_CASE("load: a Kimi directory with a malformed file is refused, naming it") {
  const TempDir directory;
  write_kimi(directory);
  const std::string name = (directory.path() / "tokenizer_config.json").native();
  struct Row {
    std::string_view config, message;
    ErrorCode code;
  };
  const std::vector<Row> rows = {
      {"{}", "has no added_tokens_decoder", ErrorCode::model_malformed},
      {R"({"added_tokens_decoder": null})", "has no added_tokens_decoder",
       ErrorCode::model_malformed},
      {R"({"added_tokens_decoder": {"5": {"content": 5}}})",
       "added_tokens_decoder[\"5\"].content is 5, not a string", ErrorCode::model_malformed},
      {R"({"added_tokens_decoder": {"516": {"content": "<x>"}}})",
       "the added token 516, \"<x>\", lies outside the special slots 260 to 515",
       ErrorCode::model_malformed},
      {R"({"added_tokens_decoder": {"260": {"content": "<x>", "lstrip": true}}})",
       "the added token 260, \"<x>\", has lstrip, which cannot be reproduced exactly",
       ErrorCode::model_unsupported},
  };
  for (const Row& row : rows) {
    directory.write("tokenizer_config.json", row.config);
    check_refused(at(directory.path()), row.code, name + ": " + std::string(row.message));
  }
  directory.write("tokenizer_config.json",
                  R"({"added_tokens_decoder": {"260": {"content": "hello"}}})");
  const auto loaded = load_tokenizer(at(directory.path()));
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().code() == ErrorCode::model_malformed);
  CHECK(loaded.error().source() == name);
  write_kimi(directory);
  directory.write("tiktoken.model",
                  test::tiktoken_model(kTokens) + encode_base64("hell") + " 300\n");
  check_refused(at(directory.path()), ErrorCode::model_malformed,
                (directory.path() / "tiktoken.model").native() +
                    ": line 261: the rank 260 is missing: the one after it is 300");
}

TEST_CASE("load: a tokenizer.json is loaded by directory or by name") {
  const TempDir directory;
  TokenizerJsonText text(kTokens);
  text.merges = R"(["l l", "ll o", "h e", "he llo"])";
  text.added_tokens = R"([{"id": 260, "content": "<a>", "special": true},
                          {"id": 261, "content": "<b>"}])";
  const fs::path file = directory.write("tokenizer.json", text.text());
  for (const fs::path& model : {directory.path(), file}) {
    CAPTURE(model);
    const auto loaded = load_tokenizer(at(model));
    REQUIRE(loaded);
    CHECK(loaded->kind == ModelKind::tokenizer_json);
    CHECK(loaded->chunking == Chunking::none);
    CHECK(loaded->files == std::vector<fs::path>{file});
    CHECK(encode(*loaded, "hello<a>he<b>ell") == Ids{259, 260, 256, 261, 'e', 257});
    CHECK(loaded->skip_special_ids() == Ids{260});
    CHECK(loaded->config.added_tokens.size() == 2);
    CHECK(loaded->profile() == SpecialProfile::other);
  }
}

TEST_CASE("load: only the merges of a tokenizer.json count, unless it says to ignore them") {
  const TempDir directory;
  TokenizerJsonText text(kTokens);
  text.merges = R"(["h e", "l l", "ll o"])";
  directory.write("tokenizer.json", text.text());
  const auto merged = load_tokenizer(at(directory.path()));
  REQUIRE(merged);
  CHECK(encode(*merged, "hello") == Ids{256, 258});
  text.merges = "[]";
  directory.write("tokenizer.json", text.text());
  const auto unmerged = load_tokenizer(at(directory.path()));
  REQUIRE(unmerged);
  CHECK(encode(*unmerged, "hello") == Ids{'h', 'e', 'l', 'l', 'o'});
  text.merges = R"(["h e", "l l", "ll o"])";
  text.model_options = R"("ignore_merges": true)";
  directory.write("tokenizer.json", text.text());
  const auto whole = load_tokenizer(at(directory.path()));
  REQUIRE(whole);
  CHECK(encode(*whole, "hello") == Ids{259});
  CHECK(encode(*whole, "xhello") == Ids{'x', 256, 258});
}

TEST_CASE("load: the tokenizer_config.json beside a tokenizer.json names its special tokens") {
  const TempDir directory;
  TokenizerJsonText text(kTokens);
  text.merges = R"(["h e"])";
  text.added_tokens = R"([{"id": 260, "content": "<a>"}, {"id": 261, "content": "<b>"}])";
  directory.write("tokenizer.json", text.text());
  const fs::path config = directory.write("tokenizer_config.json", R"({"eos_token": "<b>"})");
  const auto loaded = load_tokenizer(at(directory.path()));
  REQUIRE(loaded);
  CHECK(loaded->config.eos_token == "<b>");
  CHECK(loaded->config.added_tokens.size() == 2);
  CHECK(loaded->skip_special_ids() == Ids{261});
  CHECK(loaded->files.back() == config);
  for (const std::string_view entry :
       {R"("261": {"content": "<c>"})", R"("262": {"content": "<c>"})"}) {
    CAPTURE(entry);
    const TokenId id = entry.substr(1, 3) == "261" ? 261 : 262;
    directory.write("tokenizer_config.json",
                    fmt::format(R"({{"added_tokens_decoder": {{{}}}}})", entry));
    check_refused(at(directory.path()), ErrorCode::model_mismatch,
                  fmt::format("{}: the added token {}, \"<c>\", is not one of tokenizer.json",
                              config.native(), id));
  }
}

TEST_CASE("load: a tokenizer.json that would not give its own ids is refused") {
  const TempDir directory;
  const std::string name = (directory.path() / "tokenizer.json").native();
  struct Row {
    std::string TokenizerJsonText::*member;
    std::string_view value, message;
    ErrorCode code;
  };
  const std::vector<Row> rows = {
      {&TokenizerJsonText::added_tokens, R"([{"id": 262, "content": "<a>"}])",
       "the added token 262, \"<a>\", leaves a gap, and the tokenizers library would number it 260",
       ErrorCode::model_unsupported},
      {&TokenizerJsonText::added_tokens, R"([{"id": 260, "content": "<a>", "rstrip": true}])",
       "the added token 260, \"<a>\", has rstrip, which cannot be reproduced exactly",
       ErrorCode::model_unsupported},
      {&TokenizerJsonText::others, R"("normalizer": {"type": "NFC"})",
       "normalizer is of type \"NFC\", which cannot be reproduced exactly",
       ErrorCode::model_unsupported},
      {&TokenizerJsonText::merges, "5", "model.merges is 5, not an array",
       ErrorCode::model_malformed},
  };
  for (const Row& row : rows) {
    TokenizerJsonText text(kTokens);
    text.merges = R"(["h e"])";
    text.*row.member = row.value;
    directory.write("tokenizer.json", text.text());
    check_refused(at(directory.path()), row.code, name + ": " + std::string(row.message));
  }
}

}  // namespace
}  // namespace kimitok
