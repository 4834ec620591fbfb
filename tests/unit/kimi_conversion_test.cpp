#include "load/kimi_conversion.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/load.hpp"
#include "support/kimi_files.hpp"

namespace kimitok {
namespace {

using test::at;
using test::check_is_kimi;
using test::check_refused;
using test::conversion;
using test::kTokens;
using test::TempDir;
using test::TokenizerJsonText;
using test::write_kimi;

TEST_CASE("kimi conversion: a conversion of a Kimi tokenizer is that Kimi tokenizer") {
  const TempDir directory;
  TokenizerJsonText text = conversion();
  SUBCASE("with the cuts") {}
  SUBCASE("with the pattern alone") {
    text.pre_tokenizer = fmt::format(
        R"({{"type": "Sequence", "pretokenizers": [
            {{"type": "Split", "pattern": {{"Regex": {}}}, "behavior": "Isolated", "invert": false}},
            {{"type": "ByteLevel", "add_prefix_space": false, "use_regex": false}}]}})",
        test::json_string(*published_pat_str("kimi")));
  }
  SUBCASE("with a reserved name written out") {
    text.added_tokens.insert(1, R"({"id": 261, "content": "<|reserved_token_261|>"}, )");
  }
  directory.write("tokenizer.json", text.text());
  const auto loaded = load_tokenizer(at(directory.path()));
  REQUIRE(loaded);
  check_is_kimi(*loaded);
  CHECK(loaded->tokenizer.vocabulary().specials().find(TokenId{261})->reserved);
}

TEST_CASE("kimi conversion: Kimi's cuts are taken only from a conversion of Kimi") {
  const TempDir directory;
  const std::string start = (directory.path() / "tokenizer.json").native() +
                            ": pre_tokenizer cuts texts as conversions of Kimi do, but ";
  TokenizerJsonText text = conversion();
  SUBCASE("merges") {
    text.merges = R"(["h e"])";
    directory.write("tokenizer.json", text.text());
    check_refused(at(directory.path()), ErrorCode::model_unsupported,
                  start +
                      "the merges of id 257, \"ll\", are not its splits into two tokens, in "
                      "order");
  }
  SUBCASE("pattern") {
    const std::size_t han = text.pre_tokenizer.find("[\\\\p{Han}]+|");
    REQUIRE(han != std::string::npos);
    text.pre_tokenizer.erase(han, 13);
    directory.write("tokenizer.json", text.text());
    check_refused(at(directory.path()), ErrorCode::model_unsupported,
                  start + "the pattern is not Kimi's");
  }
  SUBCASE("slots") {
    text.added_tokens = R"([{"id": 516, "content": "<a>"}])";
    directory.write("tokenizer.json", text.text());
    check_refused(
        at(directory.path()), ErrorCode::model_unsupported,
        start + "the added token 516, \"<a>\", lies outside the special slots 260 to 515");
  }
  SUBCASE("gaps") {
    text.vocab.insert(1, R"("hell": 300, )");
    directory.write("tokenizer.json", text.text());
    check_refused(at(directory.path()), ErrorCode::model_unsupported,
                  start + "the ids of the vocabulary have gaps");
  }
}

TEST_CASE(
    "kimi conversion: a tokenizer.json beside tiktoken.model that says the same is accepted") {
  const TempDir directory;
  write_kimi(directory);
  directory.write("tokenizer.json", conversion().text());
  const auto loaded = load_tokenizer(at(directory.path()));
  REQUIRE(loaded);
  check_is_kimi(*loaded);
  CHECK(loaded->files.size() == 3);
}

TEST_CASE(
    "kimi conversion: a tokenizer.json beside tiktoken.model that says otherwise is refused") {
  const TempDir directory;
  write_kimi(directory);
  const auto check = [&directory](const TokenizerJsonText& text, const std::string& message) {
    directory.write("tokenizer.json", text.text());
    check_refused(at(directory.path()), ErrorCode::model_mismatch,
                  (directory.path() / "tokenizer.json").native() + ": " + message);
  };
  SUBCASE("another token") {
    auto tokens = kTokens;
    tokens[258] = "lo";
    TokenizerJsonText text(tokens);
    text.merges = R"(["l o"])";
    check(text, "id 258 is the token \"lo\", but with tiktoken.model it is the token \"llo\"");
  }
  SUBCASE("a token too few") {
    auto tokens = kTokens;
    tokens.pop_back();
    TokenizerJsonText text(tokens);
    text.merges = R"(["h e"])";
    check(text, "id 259 is missing, but with tiktoken.model it is the token \"hello\"");
  }
  SUBCASE("a token too many") {
    TokenizerJsonText text = conversion();
    text.vocab.insert(1, R"("hell": 600, )");
    check(text, "id 600 is the token \"hell\", but with tiktoken.model it is missing");
  }
  SUBCASE("ids moved together") {
    TokenizerJsonText text = conversion();
    text.added_tokens = R"([{"id": 260, "content": "[BOS]"}, {"id": 261, "content": "<|call|>"}])";
    check(
        text,
        "id 261 is the special token \"<|call|>\", but with tiktoken.model it is the special token "
        "\"<|reserved_token_261|>\"");
  }
  SUBCASE("a named special token too few") {
    TokenizerJsonText text = conversion();
    text.added_tokens = R"([{"id": 260, "content": "[BOS]"}])";
    check(text, "id 262 is missing, but with tiktoken.model it is the special token \"<|call|>\"");
  }
  SUBCASE("the pattern") {
    TokenizerJsonText text = conversion();
    text.pre_tokenizer =
        R"({"type": "Sequence", "pretokenizers": [
            {"type": "Split", "pattern": {"Regex": "x+"}, "behavior": "Isolated", "invert": false},
            {"type": "ByteLevel", "add_prefix_space": false, "use_regex": false}]})";
    check(text, "the pattern is \"x+\", but with tiktoken.model it is Kimi's");
  }
  const std::string consequence = ", so that ids would differ from those of tiktoken.model";
  SUBCASE("a merge too few") {
    TokenizerJsonText text = conversion();
    text.merges = R"(["h e", "l l", "ll o"])";
    check(text, "the merges of id 259, \"hello\", are not its splits into two tokens, in order" +
                    consequence);
  }
  SUBCASE("merges in another order") {
    TokenizerJsonText text = conversion();
    text.merges = R"(["l l", "h e", "ll o", "he llo"])";
    check(text, "the merges of id 256, \"he\", are not its splits into two tokens, in order" +
                    consequence);
  }
  SUBCASE("a merge too many") {
    TokenizerJsonText text = conversion();
    text.merges = R"(["h e", "l l", "ll o", "he llo", "h e"])";
    check(text, "merge 4 is out of the order of ids" + consequence);
  }
}

}  // namespace
}  // namespace kimitok
