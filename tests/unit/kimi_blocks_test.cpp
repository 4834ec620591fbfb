#include "pretokenizer/kimi_blocks.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "pretokenizer/kimi_scanner.hpp"
#include "support/kimi_atoms.hpp"
#include "support/show.hpp"

namespace kimitok {
namespace {

constexpr std::uint32_t kUntouched = 0xABCDABCD;

// The ends of one call that may write `capacity`; nothing is written behind them.
std::vector<std::uint32_t> ends_of(CpuTier tier, std::string_view text, std::size_t capacity) {
  std::vector<std::uint32_t> ends(capacity + 16, kUntouched);
  const std::size_t count = kimi_blocks(tier)(text.data(), text.size(), ends.data(), capacity);
  REQUIRE(count > 0);
  REQUIRE(count <= capacity);
  for (std::size_t i = capacity; i < ends.size(); ++i) CHECK(ends[i] == kUntouched);
  ends.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (ends[i] <= (i == 0 ? 0 : ends[i - 1]) || ends[i] > text.size())
      FAIL("ends that do not ascend within the text: " << test::escaped(text));
  }
  return ends;
}

std::vector<std::uint32_t> ends_by_piece(std::string_view text) {
  std::vector<std::uint32_t> ends;
  for (std::size_t at = 0; at < text.size();) {
    at = kimi_piece_end(text, at);
    ends.push_back(static_cast<std::uint32_t>(at));
  }
  return ends;
}

// What each tier gives is where pieces end, from the first on; with room it is all of them.
void check(const std::string& text) {
  const std::vector<std::uint32_t> expected = ends_by_piece(text);
  for (const CpuTier tier : cpu_tiers()) {
    CAPTURE(name_of(tier));
    CAPTURE(test::escaped(text));
    CHECK(ends_of(tier, text, text.size() + kKimiBlockEnds + 1) == expected);
    const std::vector<std::uint32_t> some = ends_of(tier, text, kKimiBlockEnds + 1);
    REQUIRE(some.size() <= expected.size());
    CHECK(std::vector(expected.begin(),
                      expected.begin() + static_cast<std::ptrdiff_t>(some.size())) == some);
  }
}

TEST_CASE("kimi blocks: a text as long as blocks are, and one byte more or less") {
  for (const std::string_view atom : test::kKimiAtoms) {
    for (std::size_t size = 60; size <= 70; ++size) {
      std::string text;
      while (text.size() < size) text += atom;
      check(text);
      check(text + "a");
      check("a" + text);
      check(" " + text + " ");
    }
  }
}

TEST_CASE("kimi blocks: every two neighbours over the end of a block") {
  for (const std::string_view a : test::kKimiAtoms) {
    for (const std::string_view b : test::kKimiAtoms) {
      for (const std::string_view filler : {"ab ", "!"}) {
        for (std::size_t before = 60; before <= 66; before += 2) {
          std::string text;
          while (text.size() < before) text += filler;
          text += a;
          text += b;
          while (text.size() < 140) text += filler;
          check(text);
        }
      }
    }
  }
}

TEST_CASE("kimi blocks: contractions, in every case and place of a block") {
  const std::string_view suffixes[] = {"'s",  "'S",      "'t",  "'T",  "'m",  "'d",  "'D", "'re",
                                       "'RE", "'rE",     "'ve", "'vE", "'ll", "'Ll", "'r", "'l",
                                       "'le", "'\u017F", "'v",  "'x",  "''s", "'s's"};
  for (const std::string_view suffix : suffixes) {
    for (std::size_t place = 50; place <= 66; ++place) {
      for (const std::string_view next : {"", "a", "A", " ", "'", "\u0301", "1", "\n"}) {
        std::string text(place, 'w');
        text[5] = ' ';
        text += suffix;
        text += next;
        check(text + std::string(70, ' ') + "x");
        check(text + " it" + std::string(80, 'y'));
      }
    }
  }
}

TEST_CASE("kimi blocks: room for no more than one step") {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "1\n";  // each a piece, as many as there can be
  const std::vector<std::uint32_t> expected = ends_by_piece(text);
  for (const CpuTier tier : cpu_tiers()) {
    CAPTURE(name_of(tier));
    for (std::size_t capacity = kKimiBlockEnds + 1; capacity < 3 * kKimiBlockEnds; ++capacity) {
      std::vector<std::uint32_t> all;
      std::size_t at = 0;
      while (at < text.size()) {
        for (const std::uint32_t end : ends_of(tier, std::string_view(text).substr(at), capacity))
          all.push_back(static_cast<std::uint32_t>(at) + end);
        at = all.back();
      }
      CHECK(all == expected);
    }
  }
}

}  // namespace
}  // namespace kimitok
