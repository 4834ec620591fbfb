#include "tokenizer/piece_cache.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "support/random.hpp"

namespace kimitok {
namespace {

using Ids = std::vector<TokenId>;

// A piece of its own for each number, and ids that say which it is.
std::string piece_of(std::uint32_t n) {
  std::string piece = "p";
  for (std::uint32_t digits = n; digits != 0; digits >>= 4)
    piece += static_cast<char>('a' + digits % 16);
  return piece + std::string(n % 7, '\xFF');
}
Ids ids_of(std::uint32_t n) {
  Ids ids = {n, n ^ 0xFFFF, n * 3, kNoToken - n};
  ids.resize(n % 4 + 1);
  return ids;
}

void insert(PieceCache& cache, std::string_view piece, const Ids& ids) {
  std::array<TokenId, PieceCache::kMaxIds> readable = {99, 99, 99, 99};
  std::ranges::copy(ids, readable.begin());
  const PieceKey key = PieceKey::of(piece);
  cache.insert(key, key.hash(), readable.data(), ids.size());
}

// Nothing: not known.
Ids found(PieceCache& cache, std::string_view piece) {
  const PieceKey key = PieceKey::of(piece);
  const PieceCache::Entry* entry = cache.find(key, key.hash());
  if (entry == nullptr) return {};
  return {entry->ids, entry->ids + entry->count()};
}

// How many of the pieces are known. Those that are have their own ids.
std::size_t known(PieceCache& cache, std::uint32_t from, std::uint32_t to) {
  std::size_t count = 0, wrong = 0;
  for (std::uint32_t n = from; n < to; ++n) {
    const Ids ids = found(cache, piece_of(n));
    count += !ids.empty();
    wrong += !ids.empty() && ids != ids_of(n);
  }
  CHECK(wrong == 0);
  return count;
}

TEST_CASE("piece cache: knows nothing, then what it was told last") {
  PieceCache cache;
  CHECK(known(cache, 0, 1'000) == 0);
  for (std::uint32_t n = 0; n < 1'000; ++n) {
    insert(cache, piece_of(n), ids_of(n));
    CHECK(found(cache, piece_of(n)) == ids_of(n));
  }
  insert(cache, "x", {1});
  insert(cache, "x", {2, 3});
  CHECK(found(cache, "x") == Ids{2, 3});
}

TEST_CASE("piece cache: an empty slot is no piece") {
  PieceCache cache;
  for (std::size_t size = 1; size <= PieceKey::kMaxBytes; ++size) {
    CHECK(found(cache, std::string(size, '\0')).empty());
    CHECK(found(cache, std::string(size, '\xFF')).empty());
  }
  const PieceKey none = PieceKey::none();
  CHECK(cache.find(none, none.hash()) == nullptr);
}

TEST_CASE("piece cache: the number of ids is no part of the piece, and every number comes back") {
  PieceCache cache;
  for (std::size_t size = 1; size <= PieceKey::kMaxBytes; ++size) {
    for (const char byte : {'\0', '\xFF', 'a'}) {
      const std::string piece(size, byte);
      for (std::size_t count = 1; count <= PieceCache::kMaxIds; ++count) {
        const Ids ids(count, static_cast<TokenId>(size));
        insert(cache, piece, ids);
        CHECK(found(cache, piece) == ids);
      }
      CHECK(found(cache, piece + (size < PieceKey::kMaxBytes ? "\x01" : "")).empty() ==
            (size < PieceKey::kMaxBytes));
    }
  }
}

TEST_CASE("piece cache: pieces that want one place push each other out, and nothing worse") {
  // As no function of the place is promised, their hashes agree in a wide middle.
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t n = 0; numbers.size() < 40; ++n) {
    if ((PieceKey::of(piece_of(n)).hash() >> 18 & 0x3FF) == 77) numbers.push_back(n);
  }
  PieceCache cache;
  std::size_t pushed_out = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    insert(cache, piece_of(numbers[i]), ids_of(numbers[i]));
    for (std::size_t j = 0; j <= i; ++j) {
      const Ids ids = found(cache, piece_of(numbers[j]));
      pushed_out += ids.empty();
      if (!ids.empty()) CHECK(ids == ids_of(numbers[j]));
    }
    CHECK(found(cache, piece_of(numbers[i])) == ids_of(numbers[i]));
  }
  CHECK(pushed_out > 0);
}

TEST_CASE("piece cache: what was asked for stays when something else comes") {
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t n = 0; numbers.size() < 3; ++n) {
    if ((PieceKey::of(piece_of(n)).hash() >> 18 & 0x3FF) == 5) numbers.push_back(n);
  }
  PieceCache cache;
  insert(cache, piece_of(numbers[0]), ids_of(numbers[0]));
  insert(cache, piece_of(numbers[1]), ids_of(numbers[1]));
  CHECK(found(cache, piece_of(numbers[0])) == ids_of(numbers[0]));
  insert(cache, piece_of(numbers[2]), ids_of(numbers[2]));
  CHECK(found(cache, piece_of(numbers[0])) == ids_of(numbers[0]));
  CHECK(found(cache, piece_of(numbers[1])).empty());
  CHECK(found(cache, piece_of(numbers[2])) == ids_of(numbers[2]));
}

TEST_CASE("piece cache: grows with what it is told, and keeps most of it") {
  PieceCache cache;
  constexpr std::uint32_t kMany = 100'000;
  for (std::uint32_t n = 0; n < kMany; ++n) insert(cache, piece_of(n), ids_of(n));
  CHECK(known(cache, 0, kMany) > kMany / 2);
  CHECK(known(cache, kMany, 2 * kMany) == 0);
}

TEST_CASE("piece cache: takes no more than its most bytes, and still learns when full") {
  PieceCache cache;
  constexpr std::size_t kMostEntries = PieceCache::kMaxBytes / sizeof(PieceCache::Entry);
  constexpr std::uint32_t kMany = 4 * kMostEntries / 3;
  for (std::uint32_t n = 0; n < kMany; ++n) insert(cache, piece_of(n), ids_of(n));
  const std::size_t kept = known(cache, 0, kMany);
  CHECK(kept <= kMostEntries);
  CHECK(kept > kMostEntries / 8);
  std::size_t learnt = 0;
  for (std::uint32_t n = kMany; n < kMany + 1'000; ++n) {
    insert(cache, piece_of(n), ids_of(n));
    learnt += found(cache, piece_of(n)) == ids_of(n);
  }
  CHECK(learnt == 1'000);
}

}  // namespace
}  // namespace kimitok
