#include "tokenizer/symbol_merger.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "reference/naive_bpe.hpp"
#include "support/hostile_vocabulary.hpp"
#include "support/random.hpp"
#include "support/show.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

using test::id_of_byte;

struct Merging {
  explicit Merging(const test::Tokens& tokens)
      : ranks(test::ranks_of(tokens)),
        first(FirstMerges::create(ranks)),
        pairs(PairTable::create(ranks)),
        merger(first, pairs, ranks) {
    for (const auto& [id, bytes] : tokens) token_ids.emplace(bytes, id);
  }

  std::vector<TokenId> merged(std::string_view piece) {
    std::vector<TokenId> ids(piece.size());
    ids.resize(merger.merge(piece, ids.data()));
    return ids;
  }
  std::vector<TokenId> expected(std::string_view piece) const {
    return reference::merge(piece, token_ids);
  }

  MergeableRanks ranks;
  FirstMerges first;
  PairTable pairs;
  SymbolMerger merger;
  reference::TokenIds token_ids;
};

TEST_CASE("symbol merger: the pair of lowest rank merges first, the leftmost on ties") {
  Merging merging(test::tiny_tokens());
  const TokenId a = id_of_byte('a');
  struct Row {
    std::string_view piece;
    std::vector<TokenId> expected;
  };
  const Row rows[] = {
      {"a", {a}},
      {"ab", {256}},
      {"abc", {258}},
      {"abcd", {260}},
      {"bcda", {257, id_of_byte('d'), a}},
      {"aaa", {261, a}},
      {"aaaaa", {262, a}},
      {"aab", {a, 256}},
      {"   ", {263, id_of_byte(' ')}},
      {" hello", {268}},
      {"xyz", {id_of_byte('x'), id_of_byte('y'), id_of_byte('z')}},
      {"\xE4\xB8\xAD", {271}},
      {"\xFF", {id_of_byte('\xFF')}},
  };
  for (const Row& row : rows) {
    CAPTURE(test::escaped(row.piece));
    CHECK(merging.merged(row.piece) == row.expected);
  }
}

TEST_CASE("symbol merger: equals the naive rule at every length, in hostile vocabularies") {
  test::Random random(67);
  std::size_t merged = 0, bytes = 0;
  for (int round = 0; round < 40; ++round) {
    const test::HostileVocabulary hostile(random);
    Merging merging(hostile.tokens());
    for (std::size_t size = 1; size <= 140; size += random.between(1, 4)) {
      const std::string piece = hostile.text(random, size);
      const std::vector<TokenId> ids = merging.merged(piece);
      bytes += piece.size();
      merged += piece.size() - ids.size();
      CAPTURE(round);
      CHECK_MESSAGE(ids == merging.expected(piece), test::escaped(piece));
    }
  }
  CHECK(merged > bytes / 20);
  CHECK(merged < bytes);
}

// Ties of rank, each of which the leftmost has to win, for any number of symbols.
TEST_CASE("symbol merger: runs of every length merge from the left") {
  test::Tokens tokens = test::single_bytes();
  tokens[300] = "aa";
  tokens[290] = "aaa";
  tokens[301] = "bbb";
  tokens[302] = "bb";
  tokens[303] = "bbbb";
  Merging merging(tokens);
  for (std::size_t size = 1; size <= 300; ++size) {
    for (const char letter : {'a', 'b', 'c'}) {
      const std::string piece(size, letter);
      CAPTURE(piece);
      CHECK(merging.merged(piece) == merging.expected(piece));
      CHECK(merging.merged("x" + piece + "x") == merging.expected("x" + piece + "x"));
    }
  }
}

TEST_CASE("symbol merger: what one piece left behind does not reach the next") {
  test::Random random(68);
  const test::HostileVocabulary hostile(random);
  Merging merging(hostile.tokens());
  for (int round = 0; round < 40; ++round) {
    const std::string piece = hostile.text(random, random.one_in(2) ? 400 : random.between(1, 60));
    const std::vector<TokenId> ids = merging.merged(piece);
    CHECK(Merging(hostile.tokens()).merged(piece) == ids);
  }
}

}  // namespace
}  // namespace kimitok
