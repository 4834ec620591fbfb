// UTF-8 by blocks against UTF-8 one character after the other.
#include "base/utf8_blocks.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/file.hpp"
#include "kimitok/utf8.hpp"
#include "reference/one_by_one.hpp"
#include "support/cpu_tiers.hpp"
#include "support/guarded_text.hpp"
#include "support/random.hpp"
#include "support/real_vocabulary.hpp"
#include "support/show.hpp"

namespace kimitok {
namespace {

const std::string kEdges(
    "\x00\x0A\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xC1\xC2\xDF\xE0\xE1\xEC\xED\xEE\xEF\xF0\xF1\xF3\xF4"
    "\xF5"
    "\xFF",
    25);

// Whether a tier that works in blocks does so: what it leaves is less than a block and a character.
bool leaves_little(CpuTier tier, std::size_t certain, std::size_t valid) {
#ifdef __aarch64__
  return tier <= CpuTier::avx512 && valid - certain <= kUtf8BlockSlack;
#else
  return tier == CpuTier::portable || valid - certain <= kUtf8BlockSlack;
#endif
}

// All that begins with `valid` bytes of valid text is right.
bool agrees(CpuTier tier, std::string_view text, std::size_t valid) {
  const std::size_t certain = utf8_blocks(tier).valid(text.data(), text.size());
  return certain <= valid && leaves_little(tier, certain, valid) &&
         reference::valid_prefix(text.substr(0, certain)) == certain;
}

void check(std::string_view text) {
  const std::size_t valid = reference::valid_prefix(text);
  const std::size_t code_points = reference::code_points(text);
  const std::size_t line_feeds = reference::line_feeds(text);
  for (const CpuTier tier : test::cpu_tiers()) {
    CAPTURE(name_of(tier));
    if (!agrees(tier, text, valid)) FAIL_CHECK(test::escaped(text));
    if (utf8_blocks(tier).code_points(text.data(), text.size()) != code_points)
      FAIL_CHECK(test::escaped(text));
    if (utf8_blocks(tier).line_feeds(text.data(), text.size()) != line_feeds)
      FAIL_CHECK(test::escaped(text));
  }
  if (utf8::line_feeds(text) != line_feeds) FAIL_CHECK(test::escaped(text));
  if (utf8::valid_prefix(text) != valid) FAIL_CHECK(test::escaped(text));
  if (utf8::code_points(text) != code_points) FAIL_CHECK(test::escaped(text));
}

// Calls `with` for each string of `size` bytes of kEdges.
template <typename With>
void for_each_string(std::size_t size, With with) {
  std::vector<std::size_t> digits(size, 0);
  std::string bytes(size, kEdges[0]);
  for (std::size_t i = 0; i < size;) {
    with(bytes);
    for (i = 0; i < size && ++digits[i] == kEdges.size(); ++i) {
      digits[i] = 0;
      bytes[i] = kEdges[0];
    }
    if (i < size) bytes[i] = kEdges[digits[i]];
  }
}

TEST_CASE("utf8 blocks: every string of up to two edges of the table, at every place of a block") {
  std::size_t checked = 0;
  for (const std::string_view filler : {"a", "\u00e9", "\u4e2d", "\U0001F600"}) {
    for (std::size_t place = 0; place < 400; ++place) {
      std::string before;
      while (before.size() + filler.size() <= place) before += filler;
      while (before.size() < place) before += 'x';
      std::string after;
      while (after.size() < 330) after += filler;
      if (place > 70 && place < 240) continue;
      for (std::size_t size = 1; size <= 2; ++size) {
        for_each_string(size, [&](const std::string& bytes) {
          check(before + bytes + after);
          ++checked;
        });
      }
    }
  }
  CHECK(checked == 4 * 231 * (25 + 25 * 25));
}

TEST_CASE("utf8 blocks: every string of four edges of the table, where blocks meet") {
  // One pass over the valid text before the string serves all strings behind it.
  std::size_t checked = 0;
  for (const CpuTier tier : test::cpu_tiers()) {
    for (const std::size_t place : {0u, 60u, 61u, 62u, 63u, 64u, 317u, 319u}) {
      std::string text = std::string(place, 'a') + "????" + std::string(130, 'b');
      std::size_t wrong = 0;
      for_each_string(4, [&](const std::string& bytes) {
        text.replace(place, 4, bytes);
        std::size_t valid = place + reference::valid_prefix(text.substr(place, 4 + 4));
        if (valid == place + 8) valid = text.size();
        wrong += !agrees(tier, text, valid);
        ++checked;
      });
      CAPTURE(name_of(tier));
      CAPTURE(place);
      CHECK(wrong == 0);
    }
  }
  CHECK(checked == test::cpu_tiers().size() * 8 * 25 * 25 * 25 * 25);
}

TEST_CASE("utf8 blocks: every code point and what is cut off from it, where blocks meet") {
  std::size_t wrong = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c == 0xD800) c = 0xE000;
    std::string text(61 + c % 4, 'a');
    utf8::append(c, text);
    const std::size_t end = text.size();
    text += std::string(70, 'b');
    for (const CpuTier tier : test::cpu_tiers()) {
      wrong += !agrees(tier, text, text.size());
      wrong += utf8_blocks(tier).code_points(text.data(), text.size()) != 61 + c % 4 + 1 + 70;
    }
    if (c < 0x80) continue;
    text.erase(end - 1, 1);
    for (const CpuTier tier : test::cpu_tiers()) wrong += !agrees(tier, text, 61 + c % 4);
  }
  CHECK(wrong == 0);
}

TEST_CASE("utf8 blocks: random texts, between pages that must not be read") {
  test::Random random(60);
  test::GuardedText guarded(2000);
  std::size_t valid = 0;
  for (int round = 0; round < 60'000; ++round) {
    std::string text;
    const std::size_t size = random.below(round % 20 == 0 ? 1500 : 300);
    const std::size_t kinds = random.below(4);
    while (text.size() < size) {
      const auto top = std::vector<std::size_t>{0x80, 0x800, 0xD800, 0x110000}[kinds];
      auto c = static_cast<char32_t>(random.below(top));
      if (c >= 0xD800 && c < 0xE000) c = 'x';
      utf8::append(c, text);
    }
    for (std::size_t i = random.below(3); i > 0 && !text.empty(); --i) {
      text[random.below(text.size())] =
          random.one_in(2) ? random.byte()
                           : random.pick(std::vector<char>(kEdges.begin(), kEdges.end()));
    }
    valid += utf8::is_valid(text);
    check(guarded.at_front(text));
    check(guarded.at_back(text));
  }
  CHECK(valid > 10'000);
  CHECK(valid < 50'000);
}

TEST_CASE("utf8 blocks: real texts, whole and with one byte changed") {
  const auto folder = test::real_corpus();
  if (!folder) return;
  test::Random random(61);
  std::size_t texts = 0;
  for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
    CAPTURE(entry.path());
    auto read = read_file(entry.path(), 64u << 20);
    REQUIRE(read);
    std::string text = *std::move(read);
    const std::size_t valid = reference::valid_prefix(text);
    REQUIRE(valid == text.size());
    ++texts;
    for (int round = 0; round < 12; ++round) {
      check(text);
      text[random.below(text.size())] = random.byte();
    }
  }
  CHECK(texts == 6);
}

}  // namespace
}  // namespace kimitok
