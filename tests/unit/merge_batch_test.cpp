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
  explicit Merging(const test::Tokens& tokens)
      : ranks(test::ranks_of(tokens)), pairs(PairTable::create(ranks)), batch(pairs) {
    for (const auto& [id, bytes] : tokens) token_ids.emplace(bytes, id);
  }

  void add(std::string_view piece) {
    std::ranges::transform(piece, batch.next(),
                           [&](char c) { return ranks.id_of_byte(static_cast<unsigned char>(c)); });
    batch.add(piece.size());
    pieces.emplace_back(piece);
  }

  // The ids of all pieces that were added.
  std::vector<Ids> merge() {
    batch.merge();
    std::vector<Ids> all;
    for (std::size_t run = 0; run < batch.size(); ++run) {
      const auto ids = batch.ids(run);
      all.emplace_back(ids.begin(), ids.end());
    }
    batch.clear();
    return all;
  }
  std::vector<Ids> expected() {
    std::vector<Ids> all;
    for (const std::string& piece : pieces) all.push_back(reference::merge(piece, token_ids));
    pieces.clear();
    return all;
  }

  MergeableRanks ranks;
  PairTable pairs;
  MergeBatch batch;
  std::vector<std::string> pieces;
  reference::TokenIds token_ids;
};

TEST_CASE("merge batch: nothing in it gives nothing") {
  Merging merging(test::tiny_tokens());
  CHECK(merging.merge().empty());
}

TEST_CASE(
    "merge batch: each run is merged by itself, the lowest rank first, the leftmost on ties") {
  Merging merging(test::tiny_tokens());
  const TokenId a = test::id_of_byte('a'), d = test::id_of_byte('d');
  for (const char* piece : {"a", "abcd", "bcda", "aaa", "aaaaa", "aab", "ddd"}) merging.add(piece);
  CHECK(merging.merge() ==
        std::vector<Ids>{{a}, {260}, {257, d, a}, {261, a}, {262, a}, {a, 256}, {d, d, d}});
}

TEST_CASE("merge batch: equals the naive rule for any number and length of runs") {
  test::Random random(419);
  std::size_t full = 0, longest = 0, merged = 0;
  for (int round = 0; round < 60; ++round) {
    const test::HostileVocabulary hostile(random);
    Merging merging(hostile.tokens());
    for (int batch = 0; batch < 20; ++batch) {
      const std::size_t runs = random.between(1, MergeBatch::kRuns);
      full += runs == MergeBatch::kRuns ? 1 : 0;
      for (std::size_t run = 0; run < runs; ++run) {
        const std::size_t size = random.between(1, MergeBatch::kMaxSymbols);
        longest += size == MergeBatch::kMaxSymbols ? 1 : 0;
        merging.add(hostile.text(random, size).substr(0, size));
      }
      const std::vector<Ids> ids = merging.merge();
      for (const Ids& run : ids) merged += run.size() > 1 ? 1 : 0;
      CAPTURE(round);
      CHECK(ids == merging.expected());
    }
  }
  CHECK(full > 0);
  CHECK(longest > 0);
  CHECK(merged > 0);
}

}  // namespace
}  // namespace kimitok
