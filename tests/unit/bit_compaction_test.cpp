#include "pretokenizer/bit_compaction.hpp"

#include <doctest/doctest.h>

#include <cstdint>

#include "support/random.hpp"

namespace kimitok {
namespace {

std::uint64_t gather_bit_by_bit(std::uint64_t word, std::uint64_t keep) {
  std::uint64_t gathered = 0;
  unsigned next = 0;
  for (unsigned i = 0; i < 64; ++i) {
    if ((keep >> i & 1) == 0) continue;
    gathered |= (word >> i & 1) << next++;
  }
  return gathered;
}

std::uint64_t scatter_bit_by_bit(std::uint64_t word, std::uint64_t keep) {
  std::uint64_t scattered = 0;
  unsigned next = 0;
  for (unsigned i = 0; i < 64; ++i) {
    if ((keep >> i & 1) == 0) continue;
    scattered |= (word >> next++ & 1) << i;
  }
  return scattered;
}

void check(std::uint64_t word, std::uint64_t keep) {
  const BitCompaction compaction(keep);
  CAPTURE(word);
  CAPTURE(keep);
  CHECK(compaction.gather(word) == gather_bit_by_bit(word, keep));
  CHECK(compaction.scatter(word) == scatter_bit_by_bit(word, keep));
}

TEST_CASE("bit compaction: no bits, all bits, and each alone") {
  for (const std::uint64_t word : {std::uint64_t{0}, ~std::uint64_t{0}, 0x8000000000000001u}) {
    check(word, 0);
    check(word, ~std::uint64_t{0});
    for (unsigned i = 0; i < 64; ++i) {
      check(word, std::uint64_t{1} << i);
      check(word, ~(std::uint64_t{1} << i));
    }
  }
}

TEST_CASE("bit compaction: every choice of twelve bits, at both ends of the word") {
  test::Random random(60);
  for (std::uint64_t keep = 0; keep < 1u << 12; ++keep) {
    const std::uint64_t word = random.below(SIZE_MAX);
    check(word, keep);
    check(word, keep << 52);
  }
}

TEST_CASE("bit compaction: random choices, of few bits and of many") {
  test::Random random(61);
  for (int round = 0; round < 20'000; ++round) {
    const std::uint64_t a = random.below(SIZE_MAX), b = random.below(SIZE_MAX);
    const std::uint64_t word = random.below(SIZE_MAX);
    check(word, a);
    check(word, a & b);
    check(word, a | b);
  }
}

}  // namespace
}  // namespace kimitok
