// The fast tables against the merger.
#include "tokenizer/piece_encoder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/encode_stream.hpp"
#include "kimitok/file.hpp"
#include "kimitok/load.hpp"
#include "support/hostile_vocabulary.hpp"
#include "support/random.hpp"
#include "support/random_text.hpp"
#include "support/real_vocabulary.hpp"
#include "support/show.hpp"
#include "support/tiny_vocabulary.hpp"
#include "tokenizer/merger.hpp"
#include "tokenizer/part_encoder.hpp"

namespace kimitok {
namespace {

using Hostile = test::HostileVocabulary;

// What the slow way makes of pieces that end at `ends`.
std::vector<TokenId> one_by_one(const MergeableRanks& ranks, std::string_view text,
                                std::span<const std::uint32_t> ends) {
  Merger merger(ranks, nullptr);
  std::vector<TokenId> ids;
  std::size_t from = 0;
  for (const std::uint32_t end : ends) {
    const std::string_view piece = text.substr(from, end - from);
    if (const TokenId id = ranks.find(piece); id != kNoToken) {
      ids.push_back(id);
    } else {
      merger.merge(piece, ids);
    }
    from = end;
  }
  return ids;
}

std::vector<TokenId> fast(PieceEncoder& encoder, std::string_view text,
                          std::span<const std::uint32_t> ends) {
  const std::span<const TokenId> ids = encoder.encode(text, ends);
  return {ids.begin(), ids.end()};
}

TEST_CASE("piece encoder: equals the merger for hostile vocabularies, whatever is cached") {
  test::Random random(30);
  std::size_t pieces = 0;
  for (int round = 0; round < 500; ++round) {
    const Hostile hostile(random);
    const MergeableRanks ranks = test::ranks_of(hostile.tokens());
    const FastTables tables(ranks);
    PieceEncoder encoder(tables);
    for (int batch = 0; batch < 12; ++batch) {
      std::string text;
      std::vector<std::uint32_t> ends;
      const std::size_t longest = random.one_in(4) ? 300 : 24;
      for (std::size_t i = random.between(1, 60); i > 0; --i) {
        text += hostile.text(random, random.between(1, longest));
        ends.push_back(static_cast<std::uint32_t>(text.size()));
      }
      pieces += ends.size();
      // The text ends where its memory does, or other text follows.
      if (random.one_in(2)) text += hostile.text(random, 40);
      text.shrink_to_fit();
      const std::vector<TokenId> expected = one_by_one(ranks, text, ends);
      if (fast(encoder, text, ends) == expected) continue;
      CAPTURE(round);
      CHECK_MESSAGE(fast(encoder, text, ends) == expected, test::escaped(text));
    }
  }
  CHECK(pieces > 100'000);
}

TEST_CASE("piece encoder: a cache that grows forgets nothing it says") {
  test::Random random(31);
  const Hostile hostile(random);
  const MergeableRanks ranks = test::ranks_of(hostile.tokens());
  const FastTables tables(ranks);
  PieceEncoder encoder(tables);
  std::vector<std::string> texts;
  for (int i = 0; i < 20'000; ++i) texts.push_back(hostile.text(random, random.between(1, 15)));
  for (int pass = 0; pass < 2; ++pass) {
    std::size_t different = 0;
    for (const std::string& text : texts) {
      const std::uint32_t ends[] = {static_cast<std::uint32_t>(text.size())};
      different += fast(encoder, text, ends) != one_by_one(ranks, text, ends);
    }
    CHECK(different == 0);
  }
}

TEST_CASE(
    "piece encoder: every token, and every two that follow each other, of a real vocabulary") {
  const auto folder = test::real_vocabularies();
  if (!folder) return;
  const auto loaded = load_tokenizer({.model = *folder / "Kimi-K2-Instruct"});
  REQUIRE(loaded.has_value());
  const MergeableRanks& ranks = loaded->tokenizer.vocabulary().ranks();
  const FastTables tables(ranks);
  PieceEncoder encoder(tables);
  std::size_t different = 0;
  for (TokenId id = 0; id < ranks.end_id(); ++id) {
    std::string text(ranks.bytes_of(id));
    const auto first = static_cast<std::uint32_t>(text.size());
    text += ranks.bytes_of((id * 31 + 7) % ranks.end_id());
    const auto whole = static_cast<std::uint32_t>(text.size());
    const std::uint32_t alone[] = {first}, joined[] = {whole};
    different += fast(encoder, text, alone) != std::vector<TokenId>{id};
    different += fast(encoder, text, joined) != one_by_one(ranks, text, joined);
  }
  CHECK(different == 0);
}

TEST_CASE("piece encoder: real text, with the tables and without") {
  const auto folder = test::real_vocabularies();
  const auto corpus = test::real_corpus();
  if (!folder || !corpus) return;
  const auto loaded = load_tokenizer({.model = *folder / "Kimi-K2-Instruct"});
  REQUIRE(loaded.has_value());
  const SpecialMatcher specials({});
  PartEncoder slow(loaded->tokenizer.model(), specials, false);
  PartEncoder quick(loaded->tokenizer.model(), specials, false);
  quick.hurry();
  for (const char* name : {"prose", "enwik", "code", "zh", "ja_ko", "multi"}) {
    CAPTURE(name);
    const auto text = read_file(*corpus / (std::string(name) + ".txt"), 64u << 20);
    REQUIRE(text.has_value());
    std::vector<TokenId> expected, ids;
    REQUIRE(slow.encode(*text, expected).has_value());
    REQUIRE(quick.encode(*text, ids).has_value());
    CHECK(ids == expected);
    std::uint64_t tokens = 0;
    REQUIRE(quick.count(*text, tokens).has_value());
    CHECK(tokens == expected.size());
  }
}

TEST_CASE("piece encoder: a stream that turns to the tables goes on as it began") {
  const auto loaded =
      load_tokenizer({.model = std::filesystem::path(KIMITOK_TESTDATA) / "kimi-small"});
  REQUIRE(loaded.has_value());
  test::Random random(32);
  const std::string text =
      test::random_text(random, loaded->tokenizer.vocabulary(), 100'000, /*ill_formed=*/false);
  const auto once = loaded->tokenizer.encode(text, {});
  REQUIRE(once.has_value());
  EncodeStream stream(loaded->tokenizer, {}, 2);
  for (std::size_t bytes = 0; bytes < (std::size_t{10} << 20); bytes += text.size()) {
    std::vector<TokenId> ids;
    REQUIRE(stream.write(text, ids).has_value());
    REQUIRE(stream.finish(ids).has_value());
    if (ids != *once) FAIL("after " << bytes << " bytes");
  }
}

}  // namespace
}  // namespace kimitok
