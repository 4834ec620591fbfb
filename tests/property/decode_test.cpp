#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/decode_stream.hpp"
#include "kimitok/load.hpp"
#include "reference/naive_decoder.hpp"
#include "support/decode_much.hpp"
#include "support/random.hpp"
#include "support/real_vocabulary.hpp"
#include "support/show.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

using reference::Decoded;

std::string shown(const Decoded& decoded) {
  return test::escaped(decoded.text) + " / " + decoded.failure.value_or("no failure");
}

Decoded stream_decode(DecodeStream& stream, const std::vector<TokenId>& ids,
                      const std::vector<std::size_t>& group_sizes) {
  Decoded decoded;
  Result<void> done;
  std::size_t at = 0;
  for (const std::size_t size : group_sizes) {
    done = stream.write(std::span(ids).subspan(at, size), decoded.text);
    at += size;
    if (!done) break;
  }
  if (done) {
    done = stream.finish(decoded.text);
  } else {
    std::string ignored;
    (void)stream.finish(ignored).has_value();
  }
  if (!done) decoded.failure = done.error().sentence();
  return decoded;
}

std::vector<TokenId> random_ids(test::Random& random, bool unknown, std::size_t size) {
  const std::vector<TokenId> common = {test::id_of_byte('a'),
                                       test::id_of_byte('\xE4'),
                                       test::id_of_byte('\xB8'),
                                       test::id_of_byte('\xAD'),
                                       test::id_of_byte('\xF0'),
                                       test::id_of_byte('\x9F'),
                                       test::id_of_byte('\x98'),
                                       test::id_of_byte('\x80'),
                                       test::id_of_byte('\xED'),
                                       267,
                                       270,
                                       271,
                                       280,
                                       281,
                                       284,
                                       300};
  std::vector<TokenId> ids;
  for (std::size_t i = size; i > 0; --i) {
    ids.push_back(random.one_in(4) ? static_cast<TokenId>(random.below(256)) : random.pick(common));
    if (unknown && random.one_in(10)) ids.back() = random.one_in(2) ? 269 : 301;
  }
  return ids;
}

DecodeOptions random_options(test::Random& random) {
  DecodeOptions options;
  const DecodeErrors policies[] = {DecodeErrors::bytes, DecodeErrors::replace,
                                   DecodeErrors::strict};
  options.errors = policies[random.below(3)];
  // 270 begins a character; 284 is longer than a slot.
  if (random.one_in(2)) options.skip = {280, 270, 284};
  if (random.one_in(3)) options.stop = {281, test::id_of_byte('\xED')};
  if (random.one_in(6)) options.stop.push_back(280);
  options.include_stop = random.one_in(2);
  return options;
}

std::vector<std::vector<std::size_t>> random_groupings(test::Random& random, std::size_t size) {
  std::vector<std::vector<std::size_t>> groupings = {{size}, std::vector<std::size_t>(size, 1)};
  for (std::size_t i = 0; i < 3; ++i) {
    std::vector<std::size_t>& sizes = groupings.emplace_back();
    for (std::size_t left = size; left > 0; left -= sizes.back()) {
      sizes.push_back(random.between(0, left));
    }
  }
  return groupings;
}

TEST_CASE("decode stream: every grouping of the ids gives what the whole gives") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  const Tokenizer with_slots = test::tiny_tokenizer();
  const TokenId a = test::id_of_byte('a');
  REQUIRE(test::build_slots(with_slots, a));
  test::Random random(60);
  std::size_t failures = 0, replaced = 0;
  for (int round = 0; round < 60'000; ++round) {
    const DecodeOptions options = random_options(random);
    const std::vector<TokenId> ids = random_ids(random, round % 4 == 0, random.below(14));
    const Decoded expected = reference::decode(tokenizer.vocabulary(), ids, options);
    failures += expected.failure.has_value();
    replaced += expected.text.find("\uFFFD") != std::string::npos;

    DecodeStream stream(tokenizer, options), fast(with_slots, options);
    REQUIRE(test::use_slots(fast, a));
    for (const std::vector<std::size_t>& sizes : random_groupings(random, ids.size())) {
      const Decoded decoded = stream_decode(stream, ids, sizes);
      const Decoded fast_decoded = stream_decode(fast, ids, sizes);
      if (decoded == expected && fast_decoded == expected) continue;
      CAPTURE(round);
      CAPTURE(ids);
      CHECK(shown(decoded) == shown(expected));
      CHECK(shown(fast_decoded) == shown(expected));
    }
  }
  CHECK(failures > 5'000);
  CHECK(replaced > 5'000);
}

TEST_CASE("decode stream: a text of many blocks is decoded as the whole of it") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  REQUIRE(test::build_slots(tokenizer, test::id_of_byte('a')));
  test::Random random(62);
  std::size_t long_texts = 0, failures = 0;
  for (int round = 0; round < 200; ++round) {
    DecodeOptions options = random_options(random);
    if (round % 3 > 0) options.stop.clear();
    // Mostly tokens of whole characters, so that most failures are far into the text.
    std::vector<TokenId> ids(random.between(1, 3 * TokenJoiner::kIdsAtOnce), 271);
    for (std::size_t i = random.below(4); i > 0; --i) {
      const std::vector<TokenId> odd = random_ids(random, round % 5 == 0, random.below(14));
      ids.insert(ids.begin() + static_cast<std::ptrdiff_t>(random.below(ids.size())), odd.begin(),
                 odd.end());
    }
    const Decoded expected = reference::decode(tokenizer.vocabulary(), ids, options);
    failures += expected.failure.has_value();
    long_texts += expected.text.size() > 3 * TokenJoiner::kIdsAtOnce;
    DecodeStream stream(tokenizer, options);
    const std::size_t half = random.below(ids.size());
    for (const std::vector<std::size_t>& sizes :
         {std::vector<std::size_t>{ids.size()}, {half, ids.size() - half}}) {
      const bool same = stream_decode(stream, ids, sizes) == expected;
      CAPTURE(round);
      CHECK(same);
    }
  }
  CHECK(long_texts > 50);
  CHECK(failures > 30);
}

TEST_CASE("decode stream: every token of the published vocabularies, forwards and backwards") {
  const auto folder = test::real_vocabularies();
  if (!folder) return;
  for (const char* name : {"Kimi-K2-Instruct", "Kimi-K3"}) {
    CAPTURE(name);
    // One vocabulary serves both; their special tokens differ.
    const auto loaded =
        load_tokenizer({.tiktoken_model = *folder / "Kimi-K2-Instruct" / "tiktoken.model",
                        .tokenizer_config = *folder / name / "tokenizer_config.json"});
    REQUIRE(loaded.has_value());
    const Vocabulary& vocabulary = loaded->tokenizer.vocabulary();
    std::vector<TokenId> ids;
    std::string expected;
    for (TokenId id = 0; id < vocabulary.end_id(); ++id) {
      if (vocabulary.bytes_of(id)) ids.push_back(id);
    }
    REQUIRE(ids.size() > LazyTokenSlots::kTokensWorthBuilding);
    const auto check = [&] {
      expected.clear();
      for (const TokenId id : ids) expected += *vocabulary.bytes_of(id);
      const auto decoded = loaded->tokenizer.decode(ids);
      REQUIRE(decoded.has_value());
      const bool same = *decoded == expected;
      CHECK(same);
    };
    check();
    std::ranges::reverse(ids);
    check();
  }
}

TEST_CASE("decode stream: without options it gives what decode gives") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  test::Random random(61);
  for (int round = 0; round < 20'000; ++round) {
    const std::vector<TokenId> ids = random_ids(random, false, random.below(14));
    DecodeStream stream(tokenizer, {});
    const Decoded streamed = stream_decode(stream, ids, std::vector<std::size_t>(ids.size(), 1));
    const auto decoded = tokenizer.decode(ids);
    REQUIRE(decoded.has_value());
    REQUIRE_FALSE(streamed.failure.has_value());
    if (streamed.text != *decoded) FAIL_CHECK(test::escaped(*decoded));
  }
}

}  // namespace
}  // namespace kimitok
