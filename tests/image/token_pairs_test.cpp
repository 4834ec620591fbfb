#include "tokenizer/token_pairs.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "kimitok/load.hpp"
#include "reference/naive_pairs.hpp"
#include "support/random.hpp"
#include "support/real_vocabulary.hpp"
#include "support/tiny_vocabulary.hpp"
#include "tokenizer/pair_table.hpp"

namespace kimitok {
namespace {

void check(const MergeableRanks& ranks) {
  const std::vector<TokenPair> expected = test::naive_pairs(ranks);
  CHECK(token_pairs(ranks) == expected);
  const PairTable table = PairTable::create(ranks);
  std::size_t different = 0;
  for (const TokenPair& pair : expected)
    different += table.find(pair.left, pair.right) != pair.merged;
  CHECK(different == 0);
}

TEST_CASE("token pairs: of a few tokens") {
  const MergeableRanks ranks = test::ranks_of(test::tiny_tokens());
  check(ranks);
  // "abc" is ab c and a bc.
  const TokenId a = test::id_of_byte('a'), c = test::id_of_byte('c');
  std::size_t of_abc = 0;
  for (const TokenPair& pair : token_pairs(ranks)) {
    if (pair.merged != 258) continue;
    ++of_abc;
    CHECK((pair == TokenPair{a, 257, 258} || pair == TokenPair{256, c, 258}));
  }
  CHECK(of_abc == 2);
}

TEST_CASE("token pairs: of every stretch of a few texts, short and long halves alike") {
  test::Random random(77);
  std::size_t pairs = 0;
  for (int round = 0; round < 40; ++round) {
    std::set<std::string> stretches;
    for (int i = 0; i < 3; ++i) {
      std::string text;
      while (text.size() < 40)
        text += random.pick(std::vector<std::string>{"a", "b", "\xE4\xB8", "c"});
      for (int j = 0; j < 120; ++j) {
        const std::size_t begin = random.below(38);
        stretches.insert(text.substr(begin, random.between(2, 30)));
      }
    }
    test::Tokens tokens = test::single_bytes();
    TokenId id = 256;
    for (const std::string& stretch : stretches) {
      if (stretch.size() > 1) tokens[id += static_cast<TokenId>(random.between(1, 3))] = stretch;
    }
    const MergeableRanks ranks = test::ranks_of(tokens);
    check(ranks);
    pairs += token_pairs(ranks).size();
  }
  CHECK(pairs > 5000);
}

TEST_CASE("token pairs: of a real vocabulary") {
  const auto folder = test::real_vocabularies();
  if (!folder) return;
  const auto loaded = load_tokenizer({.model = *folder / "Kimi-K2-Instruct"});
  REQUIRE(loaded.has_value());
  check(loaded->tokenizer.vocabulary().ranks());
}

}  // namespace
}  // namespace kimitok
