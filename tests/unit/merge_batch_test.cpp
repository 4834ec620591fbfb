#include "tokenizer/merge_batch.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "reference/naive_bpe.hpp"
#include "support/hostile_vocabulary.hpp"
#include "support/random.hpp"
#include "support/show.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

using Ids = std::vector<TokenId>;

struct Merging {
  Merging(CpuTier tier, const test::Tokens& tokens)
      : ranks(test::ranks_of(tokens)), pairs(PairTable::create(ranks)), batch(pairs, tier) {
    for (const auto& [id, bytes] : tokens) token_ids.emplace(bytes, id);
  }

  void add(std::string_view piece) {
    std::ranges::transform(piece, batch.next(),
                           [&](char c) { return ranks.id_of_byte(static_cast<unsigned char>(c)); });
    batch.add(piece.size(), static_cast<std::uint32_t>(merged.size()));
    merged.emplace_back();
    expected.push_back(reference::merge(piece, token_ids));
  }
  // How many became ready; each is so once.
  std::size_t merge(std::size_t rest) {
    std::size_t ready = 0;
    batch.merge(rest, [&](std::uint32_t piece, std::span<const TokenId> ids) {
      CHECK(merged.at(piece).empty());
      merged[piece].assign(ids.begin(), ids.end());
      ++ready;
    });
    return ready;
  }

  MergeableRanks ranks;
  PairTable pairs;
  MergeBatch batch;
  reference::TokenIds token_ids;
  std::vector<Ids> merged, expected;  // of all pieces that were added
};

TEST_CASE("merge batch: nothing in it gives nothing") {
  for (const CpuTier tier : cpu_tiers()) {
    Merging merging(tier, test::tiny_tokens());
    CHECK_FALSE(merging.batch.is_full());
    CHECK(merging.merge(0) == 0);
  }
}

TEST_CASE(
    "merge batch: each run is merged by itself, the lowest rank first, the leftmost on ties") {
  const TokenId a = test::id_of_byte('a'), d = test::id_of_byte('d');
  for (const CpuTier tier : cpu_tiers()) {
    CAPTURE(name_of(tier));
    Merging merging(tier, test::tiny_tokens());
    for (const char* piece : {"a", "abcd", "bcda", "aaa", "aaaaa", "aab", "ddd"})
      merging.add(piece);
    CHECK(merging.merge(0) == 7);
    CHECK(merging.merged ==
          std::vector<Ids>{{a}, {260}, {257, d, a}, {261, a}, {262, a}, {a, 256}, {d, d, d}});
  }
}

TEST_CASE("merge batch: runs that are not ready stay while others come") {
  for (const CpuTier tier : cpu_tiers()) {
    CAPTURE(name_of(tier));
    Merging merging(tier, test::tiny_tokens());
    merging.add("ddd");
    merging.add("aaaaaaaa");  // takes more rounds
    CHECK(merging.merge(1) == 1);
    CHECK(merging.merged[0] == merging.expected[0]);
    CHECK(merging.merged[1].empty());
    merging.add("abcd");
    CHECK(merging.merge(0) == 2);
    CHECK(merging.merged == merging.expected);
  }
}

// Runs of one letter make as many pairs as there are ways to cut them, and these crowd the table.
TEST_CASE("merge batch: pairs that their bucket had no room for merge like others") {
  test::Tokens tokens = test::single_bytes();
  for (std::size_t size = 2; size <= 400; ++size)
    tokens[static_cast<TokenId>(254 + size)] = std::string(size, 'a');
  for (const CpuTier tier : cpu_tiers()) {
    CAPTURE(name_of(tier));
    Merging merging(tier, tokens);
    // All symbols of a run may be any of the tokens, so that every pair is asked for.
    const auto add = [&](TokenId left, TokenId right) {
      merging.batch.next()[0] = left;
      merging.batch.next()[1] = right;
      merging.batch.add(2, static_cast<std::uint32_t>(merging.merged.size()));
      merging.merged.emplace_back();
      const TokenId both = left + right - 254;
      merging.expected.push_back(both <= 654 ? Ids{both} : Ids{left, right});
    };
    for (TokenId left = 256; left <= 654; ++left) {
      for (TokenId right = 256; right <= 654; ++right) {
        add(left, right);
        if (merging.batch.is_full()) merging.merge(0);
      }
    }
    merging.merge(0);
    CHECK(merging.merged == merging.expected);
  }
}

TEST_CASE("merge batch: equals the naive rule for any number and length of runs") {
  for (const CpuTier tier : cpu_tiers()) {
    CAPTURE(name_of(tier));
    test::Random random(419);
    std::size_t full = 0, longest = 0, merged = 0;
    for (int round = 0; round < 60; ++round) {
      const test::HostileVocabulary hostile(random);
      Merging merging(tier, hostile.tokens());
      for (int piece = 0; piece < 300; ++piece) {
        const std::size_t size = random.between(1, MergeBatch::kMaxSymbols);
        longest += size == MergeBatch::kMaxSymbols ? 1 : 0;
        merging.add(hostile.text(random, size).substr(0, size));
        if (!merging.batch.is_full() && random.below(100) != 0) continue;
        full += merging.batch.is_full() ? 1 : 0;
        merging.merge(random.below(MergeBatch::kRuns));
      }
      merging.merge(0);
      for (const Ids& ids : merging.merged) merged += ids.size() > 1 ? 1 : 0;
      CAPTURE(round);
      CHECK(merging.merged == merging.expected);
    }
    CHECK(full > 0);
    CHECK(longest > 0);
    CHECK(merged > 0);
  }
}

}  // namespace
}  // namespace kimitok
