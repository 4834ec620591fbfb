#include "tokenizer/pair_table.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/hostile_vocabulary.hpp"
#include "support/random.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

struct Seen {
  std::size_t merging = 0, wrong = 0;
};

// Asks for every two ids there are, and for ids that are none.
Seen ask_for_all(const MergeableRanks& ranks) {
  const PairTable table = PairTable::create(ranks);
  Seen seen;
  for (TokenId left = 0; left < ranks.end_id(); ++left) {
    for (TokenId right = 0; right < ranks.end_id(); ++right) {
      TokenId expected = kNoToken;
      if (ranks.contains(left) && ranks.contains(right))
        expected = ranks.find(std::string(ranks.bytes_of(left)) += ranks.bytes_of(right));
      seen.merging += expected != kNoToken;
      seen.wrong += table.find(left, right) != expected;
    }
  }
  return seen;
}

TEST_CASE("pair table: every pair of the tiny vocabulary") {
  const Seen seen = ask_for_all(test::ranks_of(test::tiny_tokens()));
  CHECK(seen.wrong == 0);
  // Two ways to make abc (a bc, ab c) and abcd (ab cd, abc d), one each to make ab bc cd aa aaaa
  // he ll hell hello " hello" E4B8 E4B8AD and two spaces, none to make xyz.
  CHECK(seen.merging == 17);
}

TEST_CASE("pair table: every pair of hostile vocabularies") {
  test::Random random(64);
  std::size_t merging = 0;
  for (int round = 0; round < 12; ++round) {
    test::HostileVocabulary hostile(random);
    while (hostile.tokens().rbegin()->first > 1'000) hostile = test::HostileVocabulary(random);
    const Seen seen = ask_for_all(test::ranks_of(hostile.tokens()));
    CAPTURE(round);
    CHECK(seen.wrong == 0);
    merging += seen.merging;
  }
  CHECK(merging > 500);
}

TEST_CASE("pair table: a vocabulary without pairs") {
  const Seen seen = ask_for_all(test::ranks_of(test::single_bytes()));
  CHECK(seen.wrong == 0);
  CHECK(seen.merging == 0);
}

// As many pairs as there are ways to cut, far from evenly spread.
TEST_CASE("pair table: all cuts of long runs") {
  test::Tokens tokens = test::single_bytes();
  for (std::size_t size = 2; size <= 400; ++size)
    tokens[static_cast<TokenId>(254 + size)] = std::string(size, 'a');
  const Seen seen = ask_for_all(test::ranks_of(tokens));
  CHECK(seen.wrong == 0);
  CHECK(seen.merging == 400 * 399 / 2);
}

TEST_CASE("pair table: the largest ids it may have") {
  test::Tokens tokens = test::single_bytes();
  const TokenId last = PairTable::kMaxTokens - 1;
  tokens[last] = "xx";
  tokens[last - 1] = "xxx";
  tokens[last - 2] = "xxxx";
  const PairTable table = PairTable::create(test::ranks_of(tokens));
  const TokenId x = test::id_of_byte('x');
  CHECK(table.find(x, x) == last);
  CHECK(table.find(last, x) == last - 1);
  CHECK(table.find(x, last) == last - 1);
  CHECK(table.find(last, last) == last - 2);
  CHECK(table.find(last - 1, x) == last - 2);
  CHECK(table.find(last - 1, last) == kNoToken);
  CHECK(table.find(last, 0) == kNoToken);
}

}  // namespace
}  // namespace kimitok
