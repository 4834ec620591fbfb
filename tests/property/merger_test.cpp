#include "tokenizer/merger.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "kimitok/load.hpp"
#include "reference/naive_bpe.hpp"
#include "support/letter_vocabulary.hpp"
#include "support/random.hpp"
#include "support/random_merges.hpp"
#include "support/real_vocabulary.hpp"
#include "support/show.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

TEST_CASE("merger: equals the naive rule for hostile vocabularies and pieces of every length") {
  test::Random random(20);
  std::size_t merged_pieces = 0;
  for (int round = 0; round < 400; ++round) {
    const test::LetterVocabulary hostile(random);
    const MergeableRanks ranks = test::ranks_of(hostile.tokens);
    Merger merger(ranks, nullptr);
    for (int piece_round = 0; piece_round < 40; ++piece_round) {
      const std::size_t sizes[] = {random.between(1, 10), random.between(1, 70),
                                   random.between(60, 70), random.between(100, 400)};
      const std::string piece = hostile.text(random, sizes[random.below(4)]);
      std::vector<TokenId> ids;
      merger.merge(piece, ids);
      merged_pieces += ids.size() < piece.size();
      if (ids == reference::merge(piece, hostile.ids)) continue;
      CAPTURE(round);
      CHECK_MESSAGE(ids == reference::merge(piece, hostile.ids), test::escaped(piece));
    }
  }
  CHECK(merged_pieces > 8'000);
}

TEST_CASE("merger: equals the naive rule for pieces of thousands of bytes") {
  test::Random random(21);
  for (int round = 0; round < 40; ++round) {
    const test::LetterVocabulary hostile(random);
    const MergeableRanks ranks = test::ranks_of(hostile.tokens);
    Merger merger(ranks, nullptr);
    const std::string piece = hostile.text(random, random.between(1'000, 8'000));
    std::vector<TokenId> ids;
    merger.merge(piece, ids);
    CAPTURE(round);
    CHECK(ids == reference::merge(piece, hostile.ids));
  }
}

TEST_CASE("merger: equals the naive rule for random merge lists") {
  test::Random random(22);
  std::size_t merged_pieces = 0;
  for (int round = 0; round < 300; ++round) {
    const test::RandomMerges made(random, "abc", 30, 30);
    const MergeableRanks ranks = test::ranks_of(made.tokens);
    const auto pairs = PairMerges::create(made.merges, ranks);
    REQUIRE(pairs.has_value());
    Merger merger(ranks, &*pairs);
    for (int piece_round = 0; piece_round < 20; ++piece_round) {
      std::string piece;
      for (std::size_t i = random.between(1, 100); i > 0; --i) piece += "abc"[random.below(3)];
      std::vector<TokenId> ids;
      merger.merge(piece, ids);
      merged_pieces += ids.size() < piece.size();
      if (ids == reference::merge(piece, made.ids, made.merges)) continue;
      CAPTURE(round);
      CHECK_MESSAGE(ids == reference::merge(piece, made.ids, made.merges), piece);
    }
  }
  CHECK(merged_pieces > 4'000);
}

// Merges every token's own bytes with the fast and the naive rule.
void check_every_token(const std::filesystem::path& model) {
  const auto loaded = load_tokenizer({.model = model});
  REQUIRE_MESSAGE(loaded.has_value(), model.string());
  const MergeableRanks& ranks = loaded->tokenizer.vocabulary().ranks();
  reference::TokenIds token_ids;
  for (TokenId id = 0; id < ranks.end_id(); ++id) token_ids.emplace(ranks.bytes_of(id), id);
  REQUIRE(token_ids.size() == ranks.size());

  Merger merger(ranks, nullptr);
  std::size_t different = 0, not_itself = 0;
  for (const auto& [bytes, id] : token_ids) {
    std::vector<TokenId> ids;
    merger.merge(bytes, ids);
    different += ids != reference::merge(bytes, token_ids);
    not_itself += ids != std::vector<TokenId>{id};
    // The same bytes in a piece for the heap.
    std::string longer = bytes;
    while (longer.size() <= 64) longer += bytes;
    if (id % 16 != 0) continue;
    ids.clear();
    merger.merge(longer, ids);
    different += ids != reference::merge(longer, token_ids);
  }
  CHECK(different == 0);
  CHECK(not_itself == 0);
}

TEST_CASE("merger: every token of the small vocabulary is the result of merging its own bytes") {
  check_every_token(std::filesystem::path(KIMITOK_TESTDATA) / "kimi-small");
}

TEST_CASE(
    "merger: every token of the published vocabulary is the result of merging its own bytes") {
  const auto folder = test::real_vocabularies();
  if (!folder) return;
  check_every_token(*folder / "Kimi-K2-Instruct");
}

}  // namespace
}  // namespace kimitok
