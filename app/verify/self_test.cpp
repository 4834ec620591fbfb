#include "verify/self_test.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "encoded_bytes.hpp"
#include "escaped.hpp"
#include "kimitok/base64.hpp"
#include "kimitok/digest.hpp"
#include "kimitok/pat_str.hpp"
#include "kimitok/tiktoken_model.hpp"
#include "verify/pieces.hpp"
#include "verify/round_trip.hpp"
#include "verify/self_check.hpp"

namespace kimitok::app {
namespace {

constexpr const char* kSuite = "self-test";

// The tokens of several bytes, from id 256 on; a byte is its own id.
constexpr std::string_view kWords[] = {"he", "ll",   "hell",   "hello",    " w",           "or",
                                       "ld", " wor", " world", "\xE4\xB8", "\xE4\xB8\xAD", "  "};
constexpr TokenId kFirstSlot = 256 + std::size(kWords);

struct IdsCase {
  std::string_view text;
  SpecialMode special;
  std::vector<TokenId> ids;
};

// By tiktoken's rule: a piece that is a token, else the pair of lowest rank first.
const std::vector<IdsCase>& ids_cases() {
  static const std::vector<IdsCase> cases = {
      {"", SpecialMode::all, {}},
      {"hello world", SpecialMode::all, {259, 264}},
      {"held", SpecialMode::all, {256, 262}},
      {"helo", SpecialMode::all, {256, 108, 111}},
      {"Hello!", SpecialMode::all, {72, 101, 257, 111, 33}},
      {"a  b", SpecialMode::all, {97, 32, 32, 98}},
      {"hello  ", SpecialMode::all, {259, 267}},
      {"\u4E2D\u4E2D", SpecialMode::all, {266, 266}},
      {"\u4E2E", SpecialMode::all, {265, 174}},
      {"hello[EOS] world", SpecialMode::all, {259, kFirstSlot + 1, 264}},
      {"[EOS]", SpecialMode::none, {91, 69, 79, 83, 93}},
      {"<|reserved_token_523|>", SpecialMode::all, {523}},
  };
  return cases;
}

struct PiecesCase {
  std::string_view text;
  std::vector<std::string> pieces;
};

const std::vector<PiecesCase>& pieces_cases() {
  static const std::vector<PiecesCase> cases = {
      {"I'll go, he'S", {"I'll", " go", ",", " he'S"}},
      {"1234567", {"123", "456", "7"}},
      {"abc\u4E2D\u6587def", {"abc", "\u4E2D\u6587", "def"}},
      {"camelCase HTTPServer", {"camel", "Case", " HTTPServer"}},
      {"a   b", {"a", "  ", " b"}},
      {"x  \n\n  y", {"x", "  \n\n", " ", " y"}},
      {"end.\r\n", {"end", ".\r\n"}},
      {"tail  ", {"tail", "  "}},
      {"\u00E9t\u00E9 \u041F\u0440\u0438", {"\u00E9t\u00E9", " \u041F\u0440\u0438"}},
  };
  return cases;
}

Result<LoadedTokenizer> small_tokenizer() {
  std::string model;
  TokenId id = 0;
  const auto add = [&](std::string_view bytes) {
    model += fmt::format("{} {}\n", encode_base64(bytes), id++);
  };
  for (unsigned byte = 0; byte < 256; ++byte) add(std::string(1, static_cast<char>(byte)));
  for (const std::string_view word : kWords) add(word);
  auto ranks = parse_tiktoken_model(model, RankGaps::refuse);
  if (!ranks) return fail(std::move(ranks).error());

  std::vector<SpecialToken> slots;
  for (TokenId slot = kFirstSlot; slot < kFirstSlot + 256; ++slot) {
    slots.push_back({slot, fmt::format("<|reserved_token_{}|>", slot), true, false});
  }
  slots[0] = {kFirstSlot, "[BOS]", false, true};
  slots[1] = {kFirstSlot + 1, "[EOS]", false, true};
  auto specials = SpecialTokens::create(std::move(slots));
  if (!specials) return fail(std::move(specials).error());
  auto vocabulary = Vocabulary::create(*std::move(ranks), *std::move(specials));
  if (!vocabulary) return fail(std::move(vocabulary).error());
  auto tokenizer = Tokenizer::create(
      {.vocabulary = *std::move(vocabulary), .pat_str = std::string(*published_pat_str("kimi"))});
  if (!tokenizer) return fail(std::move(tokenizer).error());
  return LoadedTokenizer{
      *std::move(tokenizer), ModelKind::kimi, Chunking::kimi, TokenizerConfig(), {}, std::nullopt};
}

class SelfTest {
 public:
  explicit SelfTest(CheckLog& log) : log_(log) {}

  void check_values() {
    same("SHA-256 of nothing", sha256_hex(""),
         "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    same("SHA-256 of abc", sha256_hex("abc"),
         "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    same("base64 is written", encode_base64("\xFF\x00\x01"), "/w==");
    same("base64 is read", bytes_of_base64("aGVsbG8=").value_or("refused"), "hello");
    same("base64 is read strictly", bytes_of_base64("aGVsbG9=").value_or("refused"), "refused");
    same("JSON is written", json_string("a\"\n\x01\u00E9"), "\"a\\\"\\n\\u0001\u00E9\"");
    const auto config = parse_tokenizer_config(
        R"({"added_tokens_decoder": {"7": {"content": "<a>", "special": true}}, "bos_token": "<a>"})");
    same("JSON is read", config ? config->bos_token.value_or("") : config.error().message(), "<a>");
    const auto twice = parse_tokenizer_config(R"({"bos_token": "a", "bos_token": "b"})");
    same("JSON with a name twice is refused", twice ? "taken" : "refused", "refused");
  }

  void check_tokenizer(const LoadedTokenizer& loaded) {
    for (const PiecesCase& expected : pieces_cases()) check_pieces(loaded.tokenizer, expected);
    for (const IdsCase& expected : ids_cases()) check_ids(loaded, expected);
    const TokenId parts[] = {104, 0xE4, 0xB8};
    same("ids decode to bytes that are no text",
         loaded.tokenizer.decode(parts).has_value() ? *loaded.tokenizer.decode(parts) : "refused",
         "h\xE4\xB8");
    const TokenId unknown[] = {kFirstSlot + 256};
    same("an unknown id is refused",
         loaded.tokenizer.decode(unknown).has_value() ? "taken" : "refused", "refused");
    for (const SelfCheck& check : self_check(loaded, nullptr)) {
      same(check.name, check.failure, "");
    }
  }

 private:
  void same(const std::string& name, std::string_view actual, std::string_view expected) {
    if (actual == expected) return log_.add(CheckResult::passed(kSuite, name));
    log_.add(
        CheckResult::failed(kSuite, name, fmt::format("\"{}\", not \"{}\"", actual, expected)));
  }

  void add(std::string name, std::optional<Difference> difference) {
    if (!difference) return log_.add(CheckResult::passed(kSuite, std::move(name)));
    CheckResult result = CheckResult::failed(kSuite, std::move(name), "");
    result.difference = *std::move(difference);
    log_.add(std::move(result));
  }

  void check_pieces(const Tokenizer& tokenizer, const PiecesCase& expected) {
    const std::string name = fmt::format("pieces of \"{}\"", expected.text);
    const auto pieces = pieces_of(tokenizer.pretokenizer(), expected.text);
    if (!pieces) return same(name, pieces.error().message(), "");
    add(name, difference_of_pieces(expected.pieces, *pieces));
  }

  void check_ids(const LoadedTokenizer& loaded, const IdsCase& expected) {
    const std::string name =
        fmt::format("ids of \"{}\"{}", expected.text,
                    expected.special == SpecialMode::none ? " as ordinary text" : "");
    EncodeOptions options;
    options.special = expected.special;
    const auto ids = loaded.tokenizer.encode(expected.text, options);
    if (!ids) return same(name, ids.error().message(), "");
    add(name, difference_of_ids(loaded.tokenizer.vocabulary(), expected.ids, *ids));
    auto found = RoundTrip(loaded, 2).check(expected.text);
    add(fmt::format("round trip of \"{}\"", expected.text),
        found ? std::optional(std::move(found->difference)) : std::nullopt);
  }

  CheckLog& log_;
};

}  // namespace

void run_self_test(CheckLog& log) {
  SelfTest test(log);
  test.check_values();
  const auto loaded = small_tokenizer();
  if (!loaded) return log.add_broken(kSuite, loaded.error());
  test.check_tokenizer(*loaded);
}

}  // namespace kimitok::app
