#include "tokenizer/token_search.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/hostile_vocabulary.hpp"
#include "support/random.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

struct Found {
  std::vector<TokenId> tokens;
  std::vector<std::uint32_t> misses;
};

Found find(CpuTier tier, const TokenTable& table, const std::vector<PieceKey>& keys) {
  std::vector<std::uint64_t> hashes;
  for (const PieceKey& key : keys) hashes.push_back(key.hash());
  Found found{std::vector<TokenId>(keys.size() + kTokenSearchSlack, kNoToken),
              std::vector<std::uint32_t>(keys.size() + kTokenSearchSlack, 7)};
  const std::size_t missing = find_tokens(tier)(table, keys.data(), hashes.data(), keys.size(),
                                                found.tokens.data(), found.misses.data());
  REQUIRE(missing <= keys.size());
  found.tokens.resize(keys.size());
  found.misses.resize(missing);
  return found;
}

// One by one, as TokenTable finds them.
Found expected(const TokenTable& table, const std::vector<PieceKey>& keys) {
  Found found;
  for (const PieceKey& key : keys) {
    const TokenId token = table.find(key, key.hash());
    if (token == kNoToken) found.misses.push_back(static_cast<std::uint32_t>(found.tokens.size()));
    found.tokens.push_back(token);
  }
  return found;
}

void check(const TokenTable& table, const std::vector<PieceKey>& keys) {
  const Found wanted = expected(table, keys);
  for (const CpuTier tier : cpu_tiers()) {
    CAPTURE(name_of(tier));
    const Found found = find(tier, table, keys);
    CHECK(found.tokens == wanted.tokens);
    CHECK(found.misses == wanted.misses);
  }
}

// A token, or what is nearly one, or longer than any.
PieceKey some_key(test::Random& random, const MergeableRanks& ranks) {
  std::string piece;
  while (piece.empty()) piece = ranks.bytes_of(static_cast<TokenId>(random.below(ranks.end_id())));
  if (random.one_in(10)) return PieceKey::none();
  if (random.one_in(4)) piece.back() = static_cast<char>(piece.back() ^ 1);
  if (random.one_in(8)) piece += '\0';
  if (random.one_in(8)) piece.insert(0, "abcdefgh");
  return PieceKey::of(piece.substr(0, PieceKey::kMaxBytes));
}

TEST_CASE("token search: as many pieces as there are get what the table finds") {
  test::Random random(911);
  std::size_t found = 0, missing = 0;
  for (int round = 0; round < 20; ++round) {
    const MergeableRanks ranks = test::ranks_of(test::HostileVocabulary(random).tokens());
    const TokenTable table = *TokenTable::create(ranks);
    for (std::size_t count = 0; count <= 70; ++count) {
      std::vector<PieceKey> keys;
      while (keys.size() < count) keys.push_back(some_key(random, ranks));
      const std::size_t none = expected(table, keys).misses.size();
      found += count - none;
      missing += none;
      CAPTURE(round);
      check(table, keys);
    }
  }
  CHECK(found > 1'000);
  CHECK(missing > 1'000);
}

TEST_CASE("token search: what lies in another bucket than the first is found") {
  test::Tokens tokens = test::single_bytes();
  std::vector<PieceKey> keys;
  TokenId id = 256;
  for (int n = 0; keys.size() < 60; ++n) {
    const std::string piece = "#" + std::to_string(n);
    if ((PieceKey::of(piece).hash() & 0x3FF) != 5) continue;
    tokens[id++] = piece;
    keys.push_back(PieceKey::of(piece));
  }
  const TokenTable table = *TokenTable::create(test::ranks_of(tokens));
  CHECK(expected(table, keys).misses.empty());
  check(table, keys);
  // And what is not there, though it might be.
  for (PieceKey& key : keys) key.low ^= 0x100;
  check(table, keys);
}

}  // namespace
}  // namespace kimitok
