// The last run of space or of other characters, by blocks and one character after the other.
#include "tokenizer/python_space.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "kimitok/utf8.hpp"
#include "reference/one_by_one.hpp"
#include "support/cpu_tiers.hpp"
#include "support/guarded_text.hpp"
#include "support/random.hpp"
#include "support/show.hpp"

namespace kimitok {
namespace {

// Space, and what is like it in all but one byte.
const std::vector<std::string> kAtoms = {
    "a",      " ",      "\t",     "\r",     "\x08",       "\x0E",       "\x1B",      "\x1C",
    "\x1F",   "!",      "\u0085", "\u0084", "\u00A0",     "\u00A1",     "\u00C5",    "\u00E0",
    "\u1680", "\u1681", "\u1640", "\u2680", "\u2000",     "\u200A",     "\u200B",    "\u1FFF",
    "\u2027", "\u2028", "\u2029", "\u202A", "\u202E",     "\u202F",     "\u2030",    "\u205F",
    "\u205E", "\u2060", "\u201F", "\u3000", "\u3001",     "\u3040",     "\u4000",    "\u4e2d",
    "\uE000", "\uFEFF", "\uA000", "\u0E00", "\U00012000", "\U0001F600", "\U00020000"};

void check(std::string_view text) {
  const reference::Run expected = reference::last_run(text);
  for (const CpuTier tier : test::cpu_tiers()) {
    const LastRun found = find_last_run(tier)(text.data(), text.size());
    if (found == LastRun{expected.begin, expected.space}) continue;
    CAPTURE(name_of(tier));
    FAIL_CHECK(test::escaped(text));
  }
}

TEST_CASE("python space: every code point ends a run or does not, where blocks meet") {
  std::size_t wrong = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c == 0xD800) c = 0xE000;
    for (const std::string_view after : {"a", " "}) {
      std::string text = "a b";
      utf8::append(c, text);
      const std::size_t end = text.size();
      for (std::size_t i = 60 + c % 8; i > 0; --i) text += after;
      const bool space = after == " ";
      std::size_t begin = end;
      if (is_python_space(c) == space) begin = end - (end - 3) - (space ? 0 : 1);
      for (const CpuTier tier : test::cpu_tiers()) {
        wrong += find_last_run(tier)(text.data(), text.size()) != LastRun{begin, space};
      }
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("python space: every two characters at every distance from the end") {
  std::size_t checked = 0;
  for (const std::string_view filler : {"a", " ", "\u3000", "\u4e2d"}) {
    for (std::size_t behind = 0; behind < 140; ++behind) {
      std::string after;
      while (after.size() + filler.size() <= behind) after += filler;
      for (const std::string& first : kAtoms) {
        for (const std::string& second : kAtoms) {
          check(first + second + after);
          ++checked;
        }
      }
    }
  }
  CHECK(checked == 4 * 140 * kAtoms.size() * kAtoms.size());
}

TEST_CASE("python space: random texts, between pages that must not be read") {
  test::Random random(62);
  test::GuardedText guarded(2000);
  for (int round = 0; round < 40'000; ++round) {
    std::string text;
    const std::size_t size = 1 + random.below(400);
    const std::string& one = random.pick(kAtoms);
    while (text.size() < size) text += random.one_in(50) ? random.pick(kAtoms) : one;
    check(guarded.at_front(text));
    check(guarded.at_back(text));
  }
}

}  // namespace
}  // namespace kimitok
