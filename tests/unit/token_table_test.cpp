#include "tokenizer/token_table.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support/hostile_vocabulary.hpp"
#include "support/random.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

TokenId find(const TokenTable& table, std::string_view piece) {
  const PieceKey key = PieceKey::of(piece);
  return table.find(key, key.hash());
}

// Every token that is short enough is found, and nothing near it that is none.
void check_all(const MergeableRanks& ranks) {
  const TokenTable table = *TokenTable::create(ranks);
  std::map<std::string, TokenId, std::less<>> ids;  // as the ranks find tokens by such a table too
  for (TokenId id = 0; id < ranks.end_id(); ++id) ids.emplace(ranks.bytes_of(id), id);
  std::size_t wrong = 0, strangers = 0;
  const auto ask = [&](std::string_view piece) {
    const bool may_be_found = piece.size() <= TokenTable::kMaxBytes;
    const auto token = ids.find(piece);
    const TokenId expected = may_be_found && token != ids.end() ? token->second : kNoToken;
    strangers += expected == kNoToken;
    wrong += find(table, piece) != expected;
  };
  for (TokenId id = 0; id < ranks.end_id(); ++id) {
    const std::string bytes(ranks.bytes_of(id).substr(0, PieceKey::kMaxBytes));
    if (bytes.empty()) continue;
    ask(bytes);
    for (std::size_t size = 1; size < bytes.size(); ++size) ask(bytes.substr(0, size));
    if (bytes.size() == PieceKey::kMaxBytes) continue;
    // The same words with another size, and a difference in each bit of the last byte.
    ask(bytes + '\0');
    for (int bit = 0; bit < 8; ++bit) {
      std::string other = bytes;
      other.back() = static_cast<char>(other.back() ^ (1 << bit));
      ask(other);
    }
  }
  CHECK(wrong == 0);
  CHECK(strangers > 0);
}

// Pieces of 3 to 12 bytes whose hashes agree in the bits of `mask`.
std::vector<std::string> colliding(std::uint64_t mask, std::uint64_t value, std::size_t count) {
  std::vector<std::string> pieces;
  for (std::uint32_t n = 0; pieces.size() < count; ++n) {
    std::string piece;
    for (std::uint32_t digits = n; digits != 0 || piece.size() < 3; digits >>= 4)
      piece += static_cast<char>('a' + digits % 16);
    if ((PieceKey::of(piece).hash() & mask) == value) pieces.push_back(piece);
  }
  return pieces;
}

MergeableRanks with(const std::vector<std::string>& pieces) {
  test::Tokens tokens = test::single_bytes();
  TokenId id = 256;
  for (const std::string& piece : pieces) tokens[id++] = piece;
  return test::ranks_of(tokens);
}

TEST_CASE("token table: every token of up to twelve bytes is found, and nothing else") {
  check_all(test::ranks_of(test::tiny_tokens()));
  test::Random random(69);
  for (int round = 0; round < 20; ++round)
    check_all(test::ranks_of(test::HostileVocabulary(random).tokens()));
  std::vector<std::string> pieces;
  for (int i = 0; i < 20'000; ++i) {
    std::string piece = std::to_string(i);
    for (std::size_t more = random.below(12); more > 0; --more) piece += random.byte();
    pieces.push_back("#" + piece);
  }
  check_all(with(pieces));
}

TEST_CASE("token table: longer pieces are none, even those that begin with a token or are one") {
  const std::string twelve = "abcdefghijkl";
  const TokenTable table = *TokenTable::create(with({twelve, twelve + "m", twelve + "mno"}));
  CHECK(find(table, twelve) == 256);
  CHECK(find(table, twelve + "m") == kNoToken);
  CHECK(find(table, twelve + "mno") == kNoToken);
  CHECK(find(table, twelve + '\0') == kNoToken);
  CHECK(table.find(PieceKey::none(), PieceKey::none().hash()) == kNoToken);
}

TEST_CASE("token table: pieces that differ in a NUL or in nothing but size are told apart") {
  const std::string nul(1, '\0');
  const MergeableRanks ranks = with({nul + nul, "a" + nul, nul + nul + nul + nul});
  const TokenTable table = *TokenTable::create(ranks);
  for (std::size_t size = 1; size <= TokenTable::kMaxBytes; ++size) {
    CAPTURE(size);
    CHECK(find(table, std::string(size, '\0')) == ranks.find(std::string(size, '\0')));
  }
  CHECK(find(table, "a" + nul) == 257);
  CHECK(find(table, "a") == test::id_of_byte('a'));
  CHECK(find(table, "a" + nul + nul) == kNoToken);
}

TEST_CASE("token table: tokens that all want one bucket find another") {
  check_all(with(colliding(0x3FF, 5, 60)));
}

TEST_CASE("token table: tokens that all want one bucket or one other find others") {
  // Where eight lie in both, the ninth has to move one of them, or the table has to grow.
  const std::uint64_t both = 0x3F | std::uint64_t{0x3F} << 32;
  check_all(with(colliding(both, 3 | std::uint64_t{9} << 32, 30)));
  // Both buckets are the same one.
  check_all(with(colliding(both, 7 | std::uint64_t{7} << 32, 12)));
}

TEST_CASE(
    "token table: a token that finds both its buckets full moves another, which is still found") {
  for (std::uint64_t a = 0; a < 8; ++a) {
    const std::uint64_t b = a + 40;
    std::vector<std::string> pieces = colliding(0x7F, a, 4);
    for (const std::string& piece : colliding(0x7F, b, 4)) pieces.push_back(piece);
    const std::uint64_t both = 0x7F | std::uint64_t{0x7F} << 32;
    for (const std::string& piece : colliding(both, a | b << 32, 3)) {
      if (std::ranges::count(pieces, piece) == 0) pieces.push_back(piece);
    }
    check_all(with(pieces));
  }
}

TEST_CASE("token table: a crowd in few buckets moves until all sit") {
  std::vector<std::string> pieces;
  for (std::uint64_t bucket = 0; bucket < 8; ++bucket) {
    for (const std::string& piece : colliding(0x7F | std::uint64_t{0x70} << 32, bucket, 6))
      pieces.push_back(piece);
  }
  check_all(with(pieces));
}

TEST_CASE("token table: tokens made so that the hash's product is zero do not fill the memory") {
  std::vector<std::string> pieces;
  for (int i = 0; i < 40; ++i) {
    pieces.push_back("\x15\x7C\x4A\x7F\xB9\x79\x37\x9E" + std::string("xyz") +
                     static_cast<char>('0' + i));
  }
  check_all(with(pieces));
}

TEST_CASE("token table: tokens that share both their buckets in every size of table are refused") {
  test::Tokens tokens = test::single_bytes();
  const std::uint64_t both = 0x7FF | std::uint64_t{0x7FF} << 32;  // more than any size asks for
  TokenId id = 256;
  for (std::uint32_t n = 0; id < 256 + 9; ++n) {
    // As above; what varies is left of the bits that name the second bucket.
    std::string piece = "\x15\x7C\x4A\x7F\xB9\x79\x37\x9E";
    for (int shift = 0; shift < 32; shift += 8) piece += static_cast<char>(n << 11 >> shift & 0xFF);
    if ((PieceKey::of(piece).hash() & both) == 0) tokens[id++] = piece;
  }
  std::vector<MergeableRanks::Entry> entries;
  for (const auto& [of, bytes] : tokens) entries.push_back({bytes, of});
  const auto ranks = MergeableRanks::create(entries);
  REQUIRE(!ranks);
  CHECK(ranks.error().code() == ErrorCode::model_malformed);
  CHECK(ranks.error().sentence().find("the same hash") != std::string::npos);
}

TEST_CASE("token table: the largest id it may have") {
  test::Tokens tokens = test::single_bytes();
  const TokenId largest = MergeableRanks::kMaxId;
  tokens[largest] = "largest";
  const TokenTable table = *TokenTable::create(test::ranks_of(tokens));
  CHECK(find(table, "largest") == largest);
}

}  // namespace
}  // namespace kimitok
