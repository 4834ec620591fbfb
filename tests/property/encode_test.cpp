#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/encode_stream.hpp"
#include "kimitok/load.hpp"
#include "kimitok/utf8.hpp"
#include "reference/naive_encoder.hpp"
#include "support/random.hpp"
#include "support/random_text.hpp"
#include "support/real_vocabulary.hpp"
#include "support/show.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

using Encoded = std::optional<std::vector<TokenId>>;

const Tokenizer& small_tokenizer() {
  static const LoadedTokenizer loaded = [] {
    auto result = load_tokenizer({.model = KIMITOK_TESTDATA "/kimi-small"});
    if (!result) throw std::runtime_error(result.error().message());
    return *std::move(result);
  }();
  return loaded.tokenizer;
}

// Every combination of a special mode, a chunking and a policy.
std::vector<EncodeOptions> all_options(const Vocabulary& vocabulary) {
  std::vector<TokenId> some;
  const auto& specials = vocabulary.specials().all();
  for (std::size_t i = 0; i < specials.size(); i += 2) some.push_back(specials[i].id);
  std::vector<EncodeOptions> options;
  for (const SpecialMode special :
       {SpecialMode::all, SpecialMode::none, SpecialMode::error, SpecialMode::some}) {
    for (const Chunking chunking : {Chunking::kimi, Chunking::transformers, Chunking::none}) {
      for (const InvalidUtf8 invalid :
           {InvalidUtf8::error, InvalidUtf8::replace, InvalidUtf8::bytes}) {
        options.push_back({special, some, chunking, invalid});
      }
    }
  }
  return options;
}

Encoded value_of(Result<std::vector<TokenId>> result) {
  if (!result) return std::nullopt;
  return *std::move(result);
}

// What the stream gives for the text in these blocks; ready for another text after.
Encoded stream_encode(EncodeStream& stream, const std::vector<std::string_view>& blocks) {
  std::vector<TokenId> ids;
  for (const std::string_view block : blocks) {
    if (!stream.write(block, ids)) {
      stream.reset();
      return std::nullopt;
    }
  }
  if (!stream.finish(ids)) return std::nullopt;
  return ids;
}

void check_equals_naive(const Tokenizer& tokenizer, test::Random random, int rounds) {
  reference::NaiveEncoder naive(tokenizer.vocabulary());
  const std::vector<EncodeOptions> options = all_options(tokenizer.vocabulary());
  std::size_t failures = 0, successes = 0;
  for (int round = 0; round < rounds; ++round) {
    const EncodeOptions& with = random.pick(options);
    const std::string text =
        test::random_text(random, tokenizer.vocabulary(), random.between(0, 40), random.one_in(3));
    const Encoded expected = naive.encode(text, with);
    const Encoded encoded = value_of(tokenizer.encode(text, with));
    (expected ? successes : failures) += 1;
    const auto count = tokenizer.count(text, with);
    if (encoded == expected && count.has_value() == expected.has_value() &&
        (!expected || *count == expected->size())) {
      continue;
    }
    CAPTURE(round);
    CAPTURE(test::escaped(text));
    REQUIRE(encoded.has_value() == expected.has_value());
    if (expected) CHECK(*encoded == *expected);
    CHECK(count.has_value() == expected.has_value());
  }
  CHECK(successes > static_cast<std::size_t>(rounds) / 3);
  CHECK(failures > static_cast<std::size_t>(rounds) / 20);
}

TEST_CASE("encode: equals the naive encoder, tiny vocabulary") {
  check_equals_naive(test::tiny_tokenizer(), test::Random(50), 40'000);
}

TEST_CASE("encode: equals the naive encoder, small vocabulary") {
  check_equals_naive(small_tokenizer(), test::Random(51), 4'000);
}

TEST_CASE("encode: equals the naive encoder, published vocabularies") {
  const auto folder = test::real_vocabularies();
  if (!folder) return;
  for (const std::string name : {"Kimi-K2-Instruct", "Kimi-K2.6", "Kimi-K3"}) {
    CAPTURE(name);
    // One vocabulary serves the three; their special tokens differ.
    const auto loaded =
        load_tokenizer({.tiktoken_model = *folder / "Kimi-K2-Instruct" / "tiktoken.model",
                        .tokenizer_config = *folder / name / "tokenizer_config.json"});
    REQUIRE(loaded.has_value());
    check_equals_naive(loaded->tokenizer, test::Random(52), 3'000);
  }
}

TEST_CASE("encode stream: equals the naive encoder for every place to split a short text") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  reference::NaiveEncoder naive(tokenizer.vocabulary());
  test::Random random(53);
  std::size_t splits = 0;
  for (const EncodeOptions& with : all_options(tokenizer.vocabulary())) {
    EncodeStream stream(tokenizer, with);
    for (int round = 0; round < 60; ++round) {
      const std::string text =
          test::random_text(random, tokenizer.vocabulary(), random.between(1, 8), round % 2 == 0);
      const Encoded expected = naive.encode(text, with);
      const std::string_view view = text;
      for (std::size_t at = 0; at <= text.size(); ++at, ++splits) {
        if (stream_encode(stream, {view.substr(0, at), view.substr(at)}) == expected) continue;
        CAPTURE(at);
        FAIL_CHECK(test::escaped(text));
      }
      std::vector<std::string_view> bytes;
      for (std::size_t at = 0; at < text.size(); ++at) bytes.push_back(view.substr(at, 1));
      if (stream_encode(stream, bytes) != expected) FAIL_CHECK(test::escaped(text));
    }
  }
  CHECK(splits > 36u * 60u * 10u);
}

TEST_CASE("encode stream: equals the naive encoder for long texts, whatever blocks and threads") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  reference::NaiveEncoder naive(tokenizer.vocabulary());
  test::Random random(54);
  for (int round = 0; round < 2; ++round) {
    std::string text = test::long_random_text(random, tokenizer.vocabulary());
    if (round == 1) text.insert(random.below(text.size()), "\xF0\x9F\xFF");
    for (const Chunking chunking : {Chunking::kimi, Chunking::transformers, Chunking::none}) {
      for (const SpecialMode special : {SpecialMode::all, SpecialMode::none}) {
        const EncodeOptions with = {special, {}, chunking, InvalidUtf8::bytes};
        const Encoded expected = naive.encode(text, with);
        REQUIRE(expected.has_value());
        for (const unsigned threads : {1u, 2u, 4u}) {
          EncodeStream stream(tokenizer, with, threads);
          for (const std::size_t largest : {std::size_t{200}, std::size_t{70'000}, text.size()}) {
            std::vector<std::string_view> blocks;
            for (std::string_view rest = text; !rest.empty();) {
              blocks.push_back(
                  rest.substr(0, random.between(largest == text.size() ? largest : 0, largest)));
              rest.remove_prefix(blocks.back().size());
            }
            CAPTURE(round);
            CAPTURE(threads);
            CAPTURE(largest);
            const Encoded encoded = stream_encode(stream, blocks);
            REQUIRE(encoded.has_value());
            CHECK((*encoded == *expected));
          }
        }
      }
    }
  }
}

TEST_CASE("encode: decoding gives the text back for every code point") {
  const Tokenizer& tokenizer = small_tokenizer();
  EncodeStream stream(tokenizer, {});
  std::size_t wrong = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c == 0xD800) c = 0xE000;
    std::string text;
    utf8::append(c, text);
    text += "x";
    utf8::append(c, text);
    const Encoded ids = stream_encode(stream, {text});
    if (!ids) {
      ++wrong;
      continue;
    }
    const auto decoded = tokenizer.decode(*ids);
    wrong += !decoded || *decoded != text;
  }
  CHECK(wrong == 0);
}

TEST_CASE("encode: decoding gives random bytes back under the bytes policy") {
  const Tokenizer& tokenizer = small_tokenizer();
  test::Random random(55);
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes;
    for (std::size_t i = random.below(200); i > 0; --i) bytes += random.byte();
    if (random.one_in(2)) bytes += test::random_text(random, tokenizer.vocabulary(), 20, true);
    for (EncodeOptions with : all_options(tokenizer.vocabulary())) {
      if (with.invalid_utf8 != InvalidUtf8::bytes || with.special == SpecialMode::error) continue;
      if (!random.one_in(4)) continue;
      const auto ids = tokenizer.encode(bytes, with);
      REQUIRE(ids.has_value());
      const auto decoded = tokenizer.decode(*ids);
      REQUIRE(decoded.has_value());
      if (*decoded != bytes) FAIL_CHECK(test::escaped(bytes));
    }
  }
}

}  // namespace
}  // namespace kimitok
