// The hand-written scanner, PCRE2 with the translated pattern and the naive matcher give the same
// pieces.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/pat_str.hpp"
#include "kimitok/utf8.hpp"
#include "reference/golden_classes.hpp"
#include "reference/naive_splitter.hpp"
#include "support/kimi_atoms.hpp"
#include "support/pieces.hpp"
#include "support/random.hpp"
#include "support/show.hpp"

namespace {

using kimitok::Pretokenizer;

class Splitters {
 public:
  // Whether all three agree on `text`.
  bool agree(std::string_view text) {
    kimitok::test::split_all(scanner_, scanner_scratch_, text, 8, by_scanner_);
    kimitok::test::split_all(pcre2_, pcre2_scratch_, text, 8, by_pcre2_);
    ++texts_;
    return by_scanner_ == by_pcre2_ && by_scanner_ == naive_.split(text);
  }

  std::size_t texts() const { return texts_; }

 private:
  std::string_view pattern_ = *kimitok::published_pat_str("kimi");
  Pretokenizer scanner_ = kimitok::test::make_pretokenizer(pattern_);
  Pretokenizer pcre2_ = kimitok::test::make_pretokenizer(pattern_, Pretokenizer::Engine::pcre2);
  Pretokenizer::Scratch scanner_scratch_{scanner_};
  Pretokenizer::Scratch pcre2_scratch_{pcre2_};
  kimitok::reference::NaiveSplitter naive_;
  std::vector<std::size_t> by_scanner_, by_pcre2_;
  std::size_t texts_ = 0;
};

// Calls `visit` with every text of up to `length` more atoms behind `text`.
template <typename Visit>
void for_each_text(std::string& text, const std::vector<std::string>& atoms, int length,
                   const Visit& visit) {
  visit(text);
  if (length == 0) return;
  const std::size_t size = text.size();
  for (const std::string& atom : atoms) {
    text += atom;
    for_each_text(text, atoms, length - 1, visit);
    text.resize(size);
  }
}

void check_all(const std::vector<std::string>& atoms, const std::vector<std::string>& starts,
               int length) {
  Splitters splitters;
  for (std::string text : starts) {
    for_each_text(text, atoms, length, [&splitters](const std::string& whole) {
      if (splitters.agree(whole)) return;
      FAIL_CHECK("the splitters disagree on " << kimitok::test::escaped(whole));
    });
  }
  std::size_t expected = 0;
  for (int i = 0; i <= length; ++i) expected = expected * atoms.size() + 1;
  CHECK(splitters.texts() == expected * starts.size());
}

// One of each kind of character that the pattern tells apart.
const std::vector<std::string> kAtoms = kimitok::test::kinds_of_characters("RE");

std::vector<std::string> slice(std::size_t first, std::size_t last) {
  return {kAtoms.begin() + static_cast<std::ptrdiff_t>(first),
          kAtoms.begin() + static_cast<std::ptrdiff_t>(last)};
}

TEST_CASE("kimi scanner: agrees on all short texts that begin with a letter outside Han") {
  check_all(kAtoms, slice(0, 5), 4);
}

TEST_CASE("kimi scanner: agrees on all short texts that begin with a mark or with Han") {
  check_all(kAtoms, slice(5, 11), 4);
}

TEST_CASE("kimi scanner: agrees on all short texts that begin with a digit or space") {
  check_all(kAtoms, slice(11, 16), 4);
}

TEST_CASE("kimi scanner: agrees on all short texts that begin with punctuation or a contraction") {
  check_all(kAtoms, slice(16, kAtoms.size()), 4);
}

TEST_CASE("kimi scanner: agrees on all short texts of contractions") {
  check_all({"'", "s", "S", "\u017F", "t", "R", "e", "v", "M", "l", "L", "D", "\u212A", "\u2019",
             "\u0301", " "},
            {"", "x'", "X'", "!'", "\u0301'"}, 4);
}

TEST_CASE("kimi scanner: agrees on all texts of white space") {
  check_all({" ", "\t", "\n", "\r", "\u0085", "\u3000", "\u180E", "a"}, {""}, 6);
}

TEST_CASE("kimi scanner: every code point is in the classes of the reference") {
  Splitters splitters;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string character;
    kimitok::utf8::append(c, character);
    // Is it a number, upper, lower, Han, a prefix, punctuation, space?
    const std::string text =
        "1" + character + "A" + character + "A\u4E2D" + character + "a " + character;
    if (!splitters.agree(text))
      FAIL_CHECK("the splitters disagree on U+" << std::hex << std::uint32_t{c});
  }
  CHECK(splitters.texts() == 0x110000 - 0x800);
}

std::string random_text(kimitok::test::Random& random,
                        const std::vector<std::vector<std::pair<char32_t, char32_t>>>& classes) {
  std::string text;
  const std::size_t length = random.between(1, 40);
  std::string last;
  for (std::size_t i = 0; i < length; ++i) {
    if (last.empty() || !random.one_in(4)) {  // so that runs come about
      last.clear();
      if (random.one_in(2)) {
        const auto& range = random.pick(random.pick(classes));
        kimitok::utf8::append(
            range.first + static_cast<char32_t>(random.below(range.second - range.first + 1)),
            last);
      } else {
        last = random.pick(kAtoms);
      }
    }
    text += last;
  }
  return text;
}

TEST_CASE("kimi scanner: agrees on random texts") {
  constexpr std::size_t kTexts = 300'000;
  std::vector<std::vector<std::pair<char32_t, char32_t>>> classes;
  for (const auto& [name, golden] : kimitok::reference::golden_classes()) {
    classes.push_back(golden.ranges);
  }
  classes.push_back({{0, 0x7F}});
  classes.push_back({{0xE000, 0x10FFFF}});
  kimitok::test::Random random(1);
  Splitters splitters;
  for (std::size_t i = 0; i < kTexts; ++i) {
    const std::string text = random_text(random, classes);
    if (!splitters.agree(text)) {
      FAIL_CHECK("the splitters disagree on " << kimitok::test::escaped(text));
    }
  }
  CHECK(splitters.texts() == kTexts);
}

}  // namespace
