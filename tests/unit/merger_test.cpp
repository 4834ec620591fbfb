#include "tokenizer/merger.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/random.hpp"
#include "support/show.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

using test::id_of_byte;

std::vector<TokenId> merged(const MergeableRanks& ranks, std::string_view piece,
                            std::vector<MergeStep>* steps = nullptr) {
  std::vector<TokenId> ids;
  Merger(ranks, nullptr).merge(piece, ids, steps);
  return ids;
}

TEST_CASE("merger: the pair of lowest rank merges first, the leftmost on ties") {
  const MergeableRanks ranks = test::ranks_of(test::tiny_tokens());
  const TokenId a = id_of_byte('a');
  struct Row {
    std::string_view piece;
    std::vector<TokenId> expected;
  };
  const Row rows[] = {
      {"", {}},
      {"a", {a}},
      {"ab", {256}},
      {"abc", {258}},
      {"abcd", {260}},
      {"bcda", {257, id_of_byte('d'), a}},  // bc comes before cd, and then cd is gone
      {"aaa", {261, a}},
      {"aaaaa", {262, a}},
      {"aab", {a, 256}},
      {"   ", {263, id_of_byte(' ')}},
      {"hello", {267}},
      {" hello", {268}},
      {"xyz", {id_of_byte('x'), id_of_byte('y'), id_of_byte('z')}},
      {"\xE4\xB8\xAD", {271}},
      {"\xFF", {id_of_byte('\xFF')}},
  };
  for (const Row& row : rows) {
    CAPTURE(test::escaped(row.piece));
    CHECK(merged(ranks, row.piece) == row.expected);
  }
}

TEST_CASE("merger: ids are appended to what is there") {
  const MergeableRanks ranks = test::ranks_of(test::tiny_tokens());
  Merger merger(ranks, nullptr);
  std::vector<TokenId> ids = {7};
  merger.merge("ab", ids);
  merger.merge(std::string(200, 'a'), ids);
  merger.merge("bc", ids);
  std::vector<TokenId> expected(50, 262);
  expected.insert(expected.begin(), {7, 256});
  expected.push_back(257);
  CHECK(ids == expected);
}

TEST_CASE("merger: with a merge list, only listed pairs merge, the earliest first") {
  const MergeableRanks ranks = test::ranks_of(test::tiny_tokens());
  const TokenId a = id_of_byte('a'), b = id_of_byte('b'), c = id_of_byte('c');
  const auto pairs =
      PairMerges::create(std::vector<PairMerge>{{b, c, 257}, {a, b, 256}, {a, 257, 258}}, ranks);
  REQUIRE(pairs.has_value());
  Merger merger(ranks, &*pairs);
  struct Row {
    std::string_view piece;
    std::vector<TokenId> expected;
  };
  const Row rows[] = {{"abc", {258}}, {"ab", {256}}, {"abab", {256, 256}}, {"aa", {a, a}}};
  for (const Row& row : rows) {
    CAPTURE(row.piece);
    std::vector<TokenId> ids;
    merger.merge(row.piece, ids);
    CHECK(ids == row.expected);

    // The long form of the same rule: the piece again and again, with bytes that merge with nothing
    // in between.
    std::string longer;
    std::vector<TokenId> longer_expected;
    for (int i = 0; i < 40; ++i) {
      longer += std::string(row.piece) + "..";
      longer_expected.insert(longer_expected.end(), row.expected.begin(), row.expected.end());
      longer_expected.insert(longer_expected.end(), 2, id_of_byte('.'));
    }
    ids.clear();
    merger.merge(longer, ids);
    CHECK(ids == longer_expected);
  }
}

TEST_CASE("merger: steps tell each merge in the order of merging") {
  const MergeableRanks ranks = test::ranks_of(test::tiny_tokens());
  struct Row {
    std::string_view prefix;
    std::size_t shift;
  };
  const std::string dots(100, '.');
  for (const Row& row : {Row{"", 0}, Row{dots, 100}}) {
    CAPTURE(row.shift);
    std::vector<MergeStep> steps;
    merged(ranks, std::string(row.prefix) + "hello", &steps);
    struct Expected {
      std::size_t begin, middle, end;
      Rank rank;
    };
    const Expected expected[] = {{0, 1, 2, 264}, {2, 3, 4, 265}, {0, 2, 4, 266}, {0, 4, 5, 267}};
    REQUIRE(steps.size() == std::size(expected));
    for (std::size_t i = 0; i < steps.size(); ++i) {
      CAPTURE(i);
      CHECK(steps[i].begin == expected[i].begin + row.shift);
      CHECK(steps[i].middle == expected[i].middle + row.shift);
      CHECK(steps[i].end == expected[i].end + row.shift);
      CHECK(steps[i].rank == expected[i].rank);
      CHECK(steps[i].merged == expected[i].rank);
    }
  }
}

TEST_CASE("merger: steps of long and short pieces are the merges that lead to the ids") {
  const MergeableRanks ranks = test::ranks_of(test::tiny_tokens());
  test::Random random(1);
  for (const std::size_t size : {2u, 63u, 64u, 65u, 66u, 300u}) {
    std::string piece;
    while (piece.size() < size) piece += "abcdhelo "[random.below(9)];
    CAPTURE(piece);
    std::vector<MergeStep> steps;
    const std::vector<TokenId> ids = merged(ranks, piece, &steps);
    CHECK(ids.size() + steps.size() == piece.size());

    std::vector<bool> boundary(piece.size() + 1, true);
    for (const MergeStep& step : steps) {
      REQUIRE(step.begin < step.middle);
      REQUIRE(step.middle < step.end);
      REQUIRE(step.end <= piece.size());
      CHECK(boundary[step.begin]);
      CHECK(boundary[step.middle]);
      CHECK(boundary[step.end]);
      CHECK(ranks.find(piece.substr(step.begin, step.end - step.begin)) == step.merged);
      boundary[step.middle] = false;
    }
    std::size_t at = 0;
    for (const TokenId id : ids) {
      CHECK(boundary[at]);
      at += ranks.bytes_of(id).size();
    }
    CHECK(at == piece.size());
  }
}

// Quadratic work on four megabytes would keep the suite from ending; recursion would overflow the
// stack.
TEST_CASE("merger: a piece of four megabytes is no obstacle") {
  test::Tokens tokens = test::single_bytes();
  TokenId id = 256;
  for (std::size_t size = 2; size <= 1u << 12; size *= 2) tokens[id++] = std::string(size, 'a');
  const MergeableRanks ranks = test::ranks_of(tokens);

  SUBCASE("of one letter") {
    const std::vector<TokenId> ids = merged(ranks, std::string(4u << 20, 'a'));
    CHECK(ids == std::vector<TokenId>(1u << 10, id - 1));
  }
  SUBCASE("of one letter that nothing merges") {
    const std::vector<TokenId> ids = merged(ranks, std::string(4u << 20, 'b'));
    CHECK(ids == std::vector<TokenId>(4u << 20, id_of_byte('b')));
  }
  SUBCASE("of random bytes") {
    test::Random random(2);
    std::string piece;
    for (std::size_t i = 0; i < 4u << 20; ++i) piece += random.byte();
    std::string joined;
    for (const TokenId each : merged(ranks, piece)) joined += ranks.bytes_of(each);
    CHECK(joined == piece);
  }
}

}  // namespace
}  // namespace kimitok
