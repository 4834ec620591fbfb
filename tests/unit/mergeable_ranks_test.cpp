#include "kimitok/mergeable_ranks.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "support/show.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

std::vector<MergeableRanks::Entry> entries_of(const test::Tokens& tokens) {
  std::vector<MergeableRanks::Entry> entries;
  for (const auto& [id, bytes] : tokens) entries.push_back({bytes, id});
  return entries;
}

TEST_CASE("mergeable ranks: bytes and ids find each other") {
  const test::Tokens tokens = test::tiny_tokens();
  const MergeableRanks ranks = test::ranks_of(tokens);
  for (const auto& token : tokens) {
    const TokenId id = token.first;
    const std::string& bytes = token.second;
    CAPTURE(test::escaped(bytes));
    CHECK(ranks.find(bytes) == id);
    CHECK(ranks.bytes_of(id) == bytes);
    CHECK(ranks.contains(id));
  }
  CHECK(ranks.id_of_byte('a') == test::id_of_byte('a'));
  CHECK(ranks.id_of_byte(0xFF) == test::id_of_byte('\xFF'));
  CHECK(ranks.size() == tokens.size());
  CHECK(ranks.end_id() == 276);
  CHECK(ranks.max_token_bytes() == 6);
}

TEST_CASE("mergeable ranks: what is no token is not found") {
  const MergeableRanks ranks = test::ranks_of(test::tiny_tokens());
  for (const std::string bytes : {"", "ba", "abcde", "hel", " hell", "helloo"}) {
    CAPTURE(bytes);
    CHECK(ranks.find(bytes) == kNoToken);
  }
  for (const TokenId id : {TokenId{269}, TokenId{274}, TokenId{276}, TokenId{280}, kNoToken}) {
    CAPTURE(id);
    CHECK(ranks.bytes_of(id).empty());
    CHECK_FALSE(ranks.contains(id));
  }
}

TEST_CASE("mergeable ranks: ids are dense only without gaps") {
  test::Tokens tokens = test::single_bytes();
  CHECK(test::ranks_of(tokens).is_dense());
  tokens[256] = "ab";
  CHECK(test::ranks_of(tokens).is_dense());
  tokens[258] = "cd";
  CHECK_FALSE(test::ranks_of(tokens).is_dense());
}

TEST_CASE("mergeable ranks: tokens may come in any order and need not outlive the call") {
  std::vector<std::string> storage;
  for (const auto& [id, bytes] : test::tiny_tokens()) storage.push_back(bytes);
  std::vector<MergeableRanks::Entry> entries;
  std::size_t i = 0;
  for (const auto& [id, bytes] : test::tiny_tokens()) entries.push_back({storage[i++], id});
  std::ranges::reverse(entries);
  auto created = MergeableRanks::create(entries);
  REQUIRE(created.has_value());
  const MergeableRanks ranks = *std::move(created);
  for (std::string& bytes : storage) bytes.assign(bytes.size(), '!');
  CHECK(ranks.find("abcd") == 260);
  CHECK(ranks.bytes_of(268) == " hello");
}

TEST_CASE("mergeable ranks: tokens that differ in one byte or only in length are told apart") {
  test::Tokens tokens = test::single_bytes();
  TokenId id = 256;
  for (std::size_t size = 2; size <= 40; ++size) {
    const std::string zeros(size, '\0');
    tokens[id++] = zeros;
    for (std::size_t at = 0; at < size; ++at) {
      std::string other = zeros;
      other[at] = 1;
      tokens[id++] = other;
    }
  }
  const MergeableRanks ranks = test::ranks_of(tokens);
  for (const auto& token : tokens) {
    const std::string& bytes = token.second;
    CAPTURE(test::escaped(bytes));
    CHECK(ranks.find(bytes) == token.first);
    std::string other = bytes;
    other.back() = '\xEE';
    if (bytes.size() > 1) CHECK(ranks.find(other) == kNoToken);
  }
}

TEST_CASE("mergeable ranks: every defect of the entries is refused and named") {
  struct Row {
    MergeableRanks::Entry extra;
    std::string sentence;
  };
  const Row rows[] = {
      {{"new", 256}, "id 256 comes twice"},
      {{"new", test::id_of_byte('a')}, "id 52 comes twice"},
      {{"ab", 900}, "ids 256 and 900 have the same token"},
      {{"", 900}, "id 900 has an empty token"},
      {{"new", MergeableRanks::kMaxId + 1}, "id 16777216 is above 16777215"},
      {{"new", kNoToken}, "id 4294967295 is above 16777215"},
  };
  const test::Tokens tokens = test::tiny_tokens();
  for (const Row& row : rows) {
    CAPTURE(row.sentence);
    auto entries = entries_of(tokens);
    entries.push_back(row.extra);
    const auto created = MergeableRanks::create(entries);
    REQUIRE_FALSE(created.has_value());
    CHECK(created.error().code() == ErrorCode::model_malformed);
    CHECK(created.error().sentence() == row.sentence);
  }
}

TEST_CASE("mergeable ranks: the highest id is allowed") {
  test::Tokens tokens = test::single_bytes();
  tokens[MergeableRanks::kMaxId] = "last";
  const MergeableRanks ranks = test::ranks_of(tokens);
  CHECK(ranks.bytes_of(MergeableRanks::kMaxId) == "last");
  CHECK(ranks.find("last") == MergeableRanks::kMaxId);
}

TEST_CASE("mergeable ranks: each of the 256 single bytes must be there") {
  for (const int missing : {0x00, 0x41, 0x80, 0xFF}) {
    CAPTURE(missing);
    test::Tokens tokens = test::tiny_tokens();
    tokens.erase(test::id_of_byte(static_cast<char>(missing)));
    const auto created = MergeableRanks::create(entries_of(tokens));
    REQUIRE_FALSE(created.has_value());
    CHECK(created.error().code() == ErrorCode::model_malformed);
    CHECK(created.error().sentence().starts_with("the single byte 0x"));
    CHECK(created.error().sentence().ends_with(" is not a token"));
  }
  CHECK_FALSE(MergeableRanks::create(std::vector<MergeableRanks::Entry>{}).has_value());
}

MergeableRanks::Dense dense(const std::vector<std::string>& tokens) {
  MergeableRanks::Dense made;
  std::string bytes;
  made.offsets.push_back(0);
  for (const std::string& token : tokens) {
    bytes += token;
    made.offsets.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
  made.arena = std::make_unique<char[]>(bytes.size());
  bytes.copy(made.arena.get(), bytes.size());
  return made;
}

TEST_CASE("mergeable ranks: tokens in order make the same as entries") {
  std::vector<std::string> tokens;
  for (int byte = 255; byte >= 0; --byte) tokens.emplace_back(1, static_cast<char>(byte));
  std::vector<MergeableRanks::Entry> entries;
  for (int first = 0; first < 200; ++first) {
    for (int second = 0; second < 20; ++second) {
      tokens.push_back({static_cast<char>(first), static_cast<char>(second)});
    }
  }
  tokens.emplace_back(1000, 'x');
  for (TokenId id = 0; id < tokens.size(); ++id) entries.push_back({tokens[id], id});
  const auto from_entries = MergeableRanks::create(entries);
  const auto in_order = MergeableRanks::create(dense(tokens));
  REQUIRE(from_entries.has_value());
  REQUIRE(in_order.has_value());
  CHECK(in_order->size() == tokens.size());
  CHECK(in_order->end_id() == tokens.size());
  CHECK(in_order->max_token_bytes() == 1000);
  CHECK(in_order->is_dense());
  for (TokenId id = 0; id < tokens.size(); ++id) {
    CHECK(in_order->bytes_of(id) == tokens[id]);
    CHECK(in_order->find(tokens[id]) == id);
    CHECK(from_entries->find(tokens[id]) == id);
    CHECK(in_order->find(tokens[id] + "!") == from_entries->find(tokens[id] + "!"));
  }
  for (unsigned byte = 0; byte < 256; ++byte) {
    CHECK(in_order->id_of_byte(static_cast<unsigned char>(byte)) == 255 - byte);
  }
}

TEST_CASE("mergeable ranks: every defect of tokens in order is refused and named") {
  std::vector<std::string> bytes;
  for (int byte = 0; byte < 256; ++byte) bytes.emplace_back(1, static_cast<char>(byte));
  struct Row {
    std::vector<std::string> more;
    std::string sentence;
  };
  for (const Row& row : {Row{{"ab", "cd", "ab"}, "ids 256 and 258 have the same token"},
                         Row{{"ab", "A"}, "ids 65 and 257 have the same token"},
                         Row{{"ab", "", "cd"}, "id 257 has an empty token"}}) {
    CAPTURE(row.sentence);
    std::vector<std::string> tokens = bytes;
    tokens.insert(tokens.end(), row.more.begin(), row.more.end());
    const auto created = MergeableRanks::create(dense(tokens));
    REQUIRE_FALSE(created.has_value());
    CHECK(created.error().code() == ErrorCode::model_malformed);
    CHECK(created.error().sentence() == row.sentence);
  }
  bytes[0x41] = "AA";
  const auto missing = MergeableRanks::create(dense(bytes));
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().sentence() == "the single byte 0x41 is not a token");
  CHECK_FALSE(MergeableRanks::create(dense({})).has_value());
}

}  // namespace
}  // namespace kimitok
