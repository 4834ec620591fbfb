#include "tokenizer/first_merges.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "reference/naive_bpe.hpp"
#include "support/random.hpp"
#include "support/show.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

using test::id_of_byte;

std::vector<TokenId> applied(const FirstMerges& merges, std::string_view piece) {
  std::vector<TokenId> symbols(piece.size());
  symbols.resize(merges.apply(piece, symbols.data()));
  return symbols;
}

// tiktoken's rule from where `symbols` are.
std::vector<TokenId> merged_on(const MergeableRanks& ranks, std::vector<TokenId> symbols) {
  while (true) {
    TokenId lowest = kNoToken;
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < symbols.size(); ++i) {
      const TokenId both =
          ranks.find(std::string(ranks.bytes_of(symbols[i])) += ranks.bytes_of(symbols[i + 1]));
      if (both >= lowest) continue;
      lowest = both;
      at = i;
    }
    if (lowest == kNoToken) return symbols;
    symbols[at] = lowest;
    symbols.erase(symbols.begin() + static_cast<std::ptrdiff_t>(at) + 1);
  }
}

std::vector<std::string> strings_of(const std::vector<std::string>& atoms, std::size_t longest) {
  std::vector<std::string> all, last = {""};
  for (std::size_t size = 1; size <= longest; ++size) {
    std::vector<std::string> longer;
    for (const std::string& text : last) {
      for (const std::string& atom : atoms) longer.push_back(text + atom);
    }
    all.insert(all.end(), longer.begin(), longer.end());
    last = std::move(longer);
  }
  return all;
}

struct Seen {
  std::size_t pieces = 0, merged_first = 0, left_alone = 0;
};

// Whatever surrounds them, the merges made first are among those of the rule.
void check(const std::vector<std::string>& atoms, const test::Tokens& tokens,
           const std::vector<std::string>& pieces, Seen& seen) {
  const MergeableRanks ranks = test::ranks_of(tokens);
  const FirstMerges merges = FirstMerges::create(ranks);
  reference::TokenIds token_ids;
  for (const auto& [id, bytes] : tokens) token_ids.emplace(bytes, id);
  for (const std::string& piece : pieces) {
    const std::vector<TokenId> symbols = applied(merges, piece);
    std::string joined;
    for (const TokenId symbol : symbols) joined += ranks.bytes_of(symbol);
    const std::vector<TokenId> expected = reference::merge(piece, token_ids);
    ++seen.pieces;
    seen.merged_first += symbols.size() < piece.size();
    seen.left_alone += expected.size() < symbols.size();
    if (joined == piece && merged_on(ranks, symbols) == expected) continue;
    std::string shown;
    for (const auto& [id, bytes] : tokens) {
      if (bytes.size() > 1) shown += std::to_string(id) + "=" + test::escaped(bytes) + " ";
    }
    FAIL("of " << atoms.size() << " atoms, piece " << test::escaped(piece) << ", tokens " << shown);
  }
}

// Tokens from stretches of bytes of the strings, their ids in any order and near each other or not.
test::Tokens random_tokens(test::Random& random, const std::vector<std::string>& strings) {
  std::vector<std::string> chosen;
  for (std::size_t i = random.between(2, 14); i > 0; --i) {
    const std::string& from = random.pick(strings);
    const std::size_t begin = random.below(from.size());
    chosen.push_back(from.substr(begin, random.between(2, 4)));
  }
  std::ranges::sort(chosen);
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  std::erase_if(chosen, [](const std::string& token) { return token.size() < 2; });
  test::Tokens tokens = test::single_bytes();
  const TokenId step = random.one_in(3) ? 1 : 23;
  for (const std::string& token : chosen) {
    TokenId id = 256;
    while (tokens.contains(id)) id = 256 + step * static_cast<TokenId>(random.below(40));
    tokens[id] = token;
  }
  return tokens;
}

TEST_CASE("first merges: every short string over a few characters, in random vocabularies") {
  struct Row {
    std::vector<std::string> atoms;
    std::size_t longest;
  };
  const Row rows[] = {
      {{"a", "b"}, 8},
      {{"a", "b", "c"}, 5},
      {{"a", "\u0430", "\u0431"}, 4},
      {{"\u4E2D", "\u4E2E"}, 4},
      {{"a", "\u4E2D", "\u6587"}, 4},
      {{"\u30AB", "\u30AC", "\u0430"}, 4},
      {{"a", "\xD0", "\u0430"}, 4},
      {{"\u4E2D", "\xE4", "\xE4\xB8", "a"}, 4},
      {{"a", "\xFF", "\xE3\x82", "\u30AB"}, 4},
      {{"a", "\U0001F600"}, 4},
  };
  test::Random random(66);
  Seen seen;
  for (const Row& row : rows) {
    const std::vector<std::string> pieces = strings_of(row.atoms, row.longest);
    for (int round = 0; round < 25; ++round)
      check(row.atoms, random_tokens(random, pieces), pieces, seen);
  }
  CHECK(seen.pieces > 40'000);
  CHECK(seen.merged_first > seen.pieces / 50);
  CHECK(seen.left_alone > seen.pieces / 50);
}

struct Row {
  std::string_view piece;
  std::vector<TokenId> expected;
};

TEST_CASE("first merges: two letters merge unless a lower token could take one of them") {
  test::Tokens tokens = test::single_bytes();
  tokens[1000] = "bc";
  tokens[2000] = "ab";
  tokens[3000] = "cd";
  tokens[4000] = "xy";
  tokens[4100] = "xyz";
  tokens[5000] = "qr";
  tokens[4900] = "qrs";
  const FirstMerges merges = FirstMerges::create(test::ranks_of(tokens));
  const TokenId a = id_of_byte('a'), b = id_of_byte('b'), d = id_of_byte('d');
  const Row rows[] = {
      {"a", {a}},
      {"ab", {2000}},
      {"bc", {1000}},
      {"abc", {a, 1000}},
      {"abd", {2000, d}},
      {"bcd", {1000, d}},
      {"bab", {b, 2000}},
      {"abab", {2000, 2000}},
      {"xyz", {4000, id_of_byte('z')}},            // xyz comes later than xy
      {"qr", {id_of_byte('q'), id_of_byte('r')}},  // qrs comes before qr
      {"\xC3"
       "ab\xC3",
       {id_of_byte('\xC3'), 2000, id_of_byte('\xC3')}},
  };
  for (const Row& row : rows) {
    CAPTURE(test::escaped(row.piece));
    CHECK(applied(merges, row.piece) == row.expected);
  }
}

TEST_CASE("first merges: a character merges whole unless a lower token crosses its border") {
  test::Tokens tokens = test::single_bytes();
  tokens[1000] = "\xE4\xB8";
  tokens[1100] = "\xE4\xB8\xAD";  // U+4E2D
  tokens[2000] = "\xD0\xB0";      // U+0430
  tokens[900] = "x\xE4";
  tokens[910] = "\xADy";
  tokens[920] = "z\xE4\xB8";
  tokens[1910] = "\xB0\xD0";
  const FirstMerges merges = FirstMerges::create(test::ranks_of(tokens));
  const TokenId e4 = id_of_byte('\xE4'), b8 = id_of_byte('\xB8'), ad = id_of_byte('\xAD');
  const TokenId d0 = id_of_byte('\xD0'), b0 = id_of_byte('\xB0');
  const TokenId a = id_of_byte('a'), x = id_of_byte('x'), y = id_of_byte('y'), z = id_of_byte('z');
  const Row rows[] = {
      {"\u4E2D", {1100}},
      {"a\u4E2D"
       "a",
       {a, 1100, a}},
      {"x\u4E2D", {x, e4, b8, ad}},
      {"z\u4E2D", {z, e4, b8, ad}},
      {"\u4E2Dy", {e4, b8, ad, y}},
      {"\u4E2D\u4E2D", {1100, 1100}},
      {"\u0430", {2000}},
      {"\u0430\u0430", {d0, b0, d0, b0}},  // the second's D0 could go to the first's B0
      {"\xE4\xB8", {e4, b8}},              // no whole character
      {"\xB8\xAD", {b8, ad}},
      {"\xD0", {d0}},
  };
  for (const Row& row : rows) {
    CAPTURE(test::escaped(row.piece));
    CHECK(applied(merges, row.piece) == row.expected);
  }
}

struct Lost {
  TokenId back, rival;
  std::string_view rival_bytes;
};

// U+4E2D by way of its last two bytes or its first two. Before it is whole, a token that begins in
// it takes its end, however near the two ranks are.
TEST_CASE("first merges: a character that could lose its end to a lower token does not merge") {
  const Lost all[] = {
      {1000, 1050, "\xB8\xADy"},
      {1000, 1099, "\xB8\xADy"},
      {kNoToken, 1090, "\xADy"},
      {kNoToken, 1099, "\xADy"},
  };
  for (const Lost& lost : all) {
    test::Tokens tokens = test::single_bytes();
    tokens[lost.back == kNoToken ? 900 : lost.back] =
        lost.back == kNoToken ? "\xE4\xB8" : "\xB8\xAD";
    tokens[1100] = "\u4E2D";
    tokens[lost.rival] = lost.rival_bytes;
    const MergeableRanks ranks = test::ranks_of(tokens);
    const std::vector<TokenId> bytes = {id_of_byte('\xE4'), id_of_byte('\xB8'), id_of_byte('\xAD'),
                                        id_of_byte('y')};
    CAPTURE(lost.rival);
    CHECK(merged_on(ranks, bytes) != std::vector<TokenId>{1100, id_of_byte('y')});
    CHECK(applied(FirstMerges::create(ranks), "\u4E2Dy") == bytes);
  }
}

}  // namespace
}  // namespace kimitok
