// The block scanners against the one that goes piece by piece.
#include "pretokenizer/kimi_blocks.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "pretokenizer/kimi_scanner.hpp"
#include "support/guarded_text.hpp"
#include "support/kimi_atoms.hpp"
#include "support/random.hpp"
#include "support/show.hpp"

namespace kimitok {
namespace {

using test::Random;

constexpr std::size_t kAtomCount = test::kKimiAtomCount;
constexpr auto& kAtoms = test::kKimiAtoms;

std::vector<std::uint32_t> ends_by_piece(std::string_view text) {
  std::vector<std::uint32_t> ends;
  for (std::size_t at = 0; at < text.size();) {
    at = kimi_piece_end(text, at);
    ends.push_back(static_cast<std::uint32_t>(at));
  }
  return ends;
}

// With `capacity` ends at a time, each time from where the last ended.
std::vector<std::uint32_t> ends_by_block(KimiBlocks blocks, std::string_view text,
                                         std::size_t capacity) {
  std::vector<std::uint32_t> all, ends(capacity);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t count = blocks(text.data() + at, text.size() - at, ends.data(), capacity);
    REQUIRE(count > 0);
    REQUIRE(count <= capacity);
    for (std::size_t i = 0; i < count; ++i) {
      if (ends[i] <= (i == 0 ? 0 : ends[i - 1]) || ends[i] > text.size() - at)
        FAIL("ends that do not ascend within the text: " << test::escaped(text));
      all.push_back(static_cast<std::uint32_t>(at) + ends[i]);
    }
    at = all.back();
  }
  return all;
}

void check(std::string_view text, std::size_t capacity = 1000) {
  const std::vector<std::uint32_t> expected = ends_by_piece(text);
  for (const CpuTier tier : cpu_tiers()) {
    if (ends_by_block(kimi_blocks(tier), text, capacity) == expected) continue;
    FAIL("tier " << name_of(tier) << " differs on " << test::escaped(text));
  }
}

TEST_CASE(
    "kimi blocks: every string of up to three atoms is split alike at every place of a block") {
  // What stands around them decides much: words, space, punctuation, Han, numbers.
  constexpr std::string_view kFillers[] = {"ab ", " ", "!", "中", "12"};
  std::size_t checked = 0;
  for (const std::string_view filler : kFillers) {
    for (std::size_t place = 0; place < 66; place += 3) {
      std::string before;
      while (before.size() < place) before += filler;
      std::string after;
      while (after.size() < 70) after += filler;
      for (std::size_t a = 0; a < kAtomCount; ++a) {
        for (std::size_t b = 0; b < kAtomCount; ++b) {
          check(before + std::string(kAtoms[a]) + std::string(kAtoms[b]) + after);
          ++checked;
        }
      }
    }
  }
  CHECK(checked == 5 * 22 * kAtomCount * kAtomCount);
  for (std::size_t a = 0; a < kAtomCount; ++a) {
    for (std::size_t b = 0; b < kAtomCount; ++b) {
      for (std::size_t c = 0; c < kAtomCount; ++c) {
        const std::string atoms =
            std::string(kAtoms[a]) + std::string(kAtoms[b]) + std::string(kAtoms[c]);
        std::string text;
        while (text.size() < 160) text += atoms;
        check(text);
      }
    }
  }
}

TEST_CASE(
    "kimi blocks: random strings of few and of many atoms are split alike, however many ends are "
    "asked for") {
  Random random(20);
  for (int round = 0; round < 60'000; ++round) {
    const std::size_t kinds = 1 + random.below(6);
    std::size_t few[6];
    for (std::size_t& atom : few) atom = random.below(kAtomCount);
    const std::size_t size = 60 + random.below(300);
    std::string text;
    while (text.size() < size) {
      const std::size_t atom =
          random.below(16) == 0 ? random.below(kAtomCount) : few[random.below(kinds)];
      for (std::size_t times = 1 + (random.below(4) == 0 ? random.below(70) : 0); times > 0;
           --times)
        text += kAtoms[atom];
    }
    check(text, kKimiBlockEnds + 1 + random.below(100));
  }
}

TEST_CASE("kimi blocks: nothing is read behind a text's end, and no alignment matters") {
  Random random(21);
  test::GuardedText guarded(1000);
  for (int round = 0; round < 4'000; ++round) {
    std::string text;
    const std::size_t size = 1 + random.below(300);
    while (text.size() < size) text += kAtoms[random.below(kAtomCount)];
    const std::string_view held = guarded.at_back(text);
    const std::vector<std::uint32_t> expected = ends_by_piece(held);
    for (const CpuTier tier : cpu_tiers())
      CHECK(ends_by_block(kimi_blocks(tier), held, 400) == expected);
  }
}

TEST_CASE("kimi blocks: runs longer than a block are split alike") {
  for (const std::string_view atom : kAtoms) {
    for (const std::size_t times : {63u, 64u, 65u, 1000u, 30'000u}) {
      std::string text = "x ";
      for (std::size_t i = 0; i < times; ++i) text += atom;
      check(text);
      check(text + " y\n");
    }
  }
}

}  // namespace
}  // namespace kimitok
