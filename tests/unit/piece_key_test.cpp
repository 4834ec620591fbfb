#include "tokenizer/piece_key.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "support/guarded_text.hpp"
#include "support/random.hpp"

namespace kimitok {
namespace {

TEST_CASE("piece key: bytes, zeros, and the size on top") {
  const PieceKey key = PieceKey::of("abcdefghij");
  CHECK(key.low == 0x6867666564636261u);
  CHECK(key.high == 0xA000000000006A69u);
  CHECK(PieceKey::of("a") == PieceKey{0x61, 0x1000000000000000u});
  CHECK(PieceKey::of(std::string(15, '\xFF')) == PieceKey{~std::uint64_t{0}, 0xF0FFFFFFFFFFFFFFu});
}

TEST_CASE("piece key: short pieces that differ have keys that differ") {
  std::set<std::pair<std::uint64_t, std::uint64_t>> keys;
  std::vector<std::string> pieces = {""};
  std::size_t all = 0;
  for (int size = 1; size <= 5; ++size) {
    std::vector<std::string> longer;
    for (const std::string& piece : pieces) {
      for (const char byte : {'\0', '\x01', 'a', '\x80', '\xFF'}) longer.push_back(piece + byte);
    }
    pieces = std::move(longer);
    for (const std::string& piece : pieces) {
      const PieceKey key = PieceKey::of(piece);
      keys.emplace(key.low, key.high);
      CHECK(!(key == PieceKey::none()));
      ++all;
    }
  }
  CHECK(keys.size() == all);
}

TEST_CASE("piece key: one changed byte or bit of a piece of any size changes key and hash") {
  test::Random random(62);
  for (std::size_t size = 1; size <= PieceKey::kMaxBytes; ++size) {
    for (int round = 0; round < 40; ++round) {
      std::string piece;
      for (std::size_t i = 0; i < size; ++i) piece += random.byte();
      const PieceKey key = PieceKey::of(piece);
      for (std::size_t bit = 0; bit < 8 * size; ++bit) {
        std::string other = piece;
        other[bit / 8] = static_cast<char>(other[bit / 8] ^ (1 << bit % 8));
        CHECK(!(PieceKey::of(other) == key));
        CHECK(PieceKey::of(other).hash() != key.hash());
      }
    }
  }
}

TEST_CASE("piece key: read gives the same key whatever lies behind the piece") {
  test::Random random(63);
  test::GuardedText guarded(16);
  for (int round = 0; round < 2'000; ++round) {
    std::string text;
    for (int i = 0; i < 16; ++i) text += random.one_in(4) ? '\xFF' : random.byte();
    const std::string_view held = guarded.at_back(text);
    for (std::size_t size = 1; size <= PieceKey::kMaxBytes; ++size) {
      CHECK(PieceKey::read(held.data(), size) == PieceKey::of(held.substr(0, size)));
    }
    for (const std::size_t size : {16u, 17u, 1000u, 4'000'000'000u})
      CHECK(PieceKey::read(held.data(), size) == PieceKey::none());
  }
}

TEST_CASE("piece key: of() reads no more than the piece") {
  test::GuardedText guarded(15);
  for (std::size_t size = 1; size <= PieceKey::kMaxBytes; ++size) {
    const std::string piece(size, 'x');
    CHECK(PieceKey::of(guarded.at_back(piece)) == PieceKey::of(piece));
  }
}

// A factor of the hash is zero for these eight bytes, whatever follows them.
TEST_CASE("piece key: no eight bytes make the hashes of all longer pieces the same") {
  const std::string first = "\x15\x7C\x4A\x7F\xB9\x79\x37\x9E";
  std::set<std::uint64_t> hashes, low_halves;
  for (unsigned i = 0; i < 1000; ++i) {
    const std::string piece = first + static_cast<char>(i % 256) + static_cast<char>(i / 256);
    hashes.insert(PieceKey::of(piece).hash());
    low_halves.insert(PieceKey::of(piece).hash() & 0xFFFFFFFF);
  }
  CHECK(hashes.size() == 1000);
  CHECK(low_halves.size() > 900);
}

}  // namespace
}  // namespace kimitok
