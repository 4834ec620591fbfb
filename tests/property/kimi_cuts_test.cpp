// At a certified cut both sides, split each on its own, have the pieces of the whole.
#include "pretokenizer/kimi_cuts.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/file.hpp"
#include "kimitok/utf8.hpp"
#include "pretokenizer/kimi_scanner.hpp"
#include "reference/golden_classes.hpp"
#include "reference/naive_splitter.hpp"
#include "support/kimi_atoms.hpp"
#include "support/random.hpp"
#include "support/real_vocabulary.hpp"
#include "support/show.hpp"

namespace kimitok {
namespace {

// One of each kind of character that the pattern or the rules tell apart.
const std::vector<std::string> kAtoms = test::kinds_of_characters("\u3000");

bool is_start(std::string_view text, std::size_t at) {
  return (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

// Checks every cut of texts against a way to split them.
template <typename Ends>
class Checker {
 public:
  explicit Checker(Ends ends) : ends_(std::move(ends)) {}

  void check(std::string_view text) {
    ++texts_;
    bool split = false;
    for (std::size_t at = 0; at <= text.size(); ++at) {
      if (!kimi_cut(text, at)) continue;
      ++cuts_;
      if (!split) whole_ = ends_(text);
      split = true;
      if (is_sound(text, at)) continue;
      CAPTURE(at);
      FAIL_CHECK(test::escaped(text));
    }
  }

  std::size_t texts() const { return texts_; }
  std::size_t cuts() const { return cuts_; }

 private:
  bool is_sound(std::string_view text, std::size_t at) const {
    std::vector<std::size_t> joined = ends_(text.substr(0, at));
    for (const std::size_t end : ends_(text.substr(at))) joined.push_back(at + end);
    return joined == whole_;
  }

  Ends ends_;
  std::vector<std::size_t> whole_;
  std::size_t texts_ = 0, cuts_ = 0;
};

std::vector<std::size_t> scanner_ends(std::string_view text) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < text.size();) ends.push_back(at = kimi_piece_end(text, at));
  return ends;
}

template <typename Visit>
void for_each_text(std::string& text, int length, const Visit& visit) {
  visit(text);
  if (length == 0) return;
  const std::size_t size = text.size();
  for (const std::string& atom : kAtoms) {
    text += atom;
    for_each_text(text, length - 1, visit);
    text.resize(size);
  }
}

std::size_t texts_up_to(int length) {
  std::size_t texts = 0;
  for (int i = 0; i <= length; ++i) texts = texts * kAtoms.size() + 1;
  return texts;
}

TEST_CASE("kimi cuts: sound in every text of up to five kinds of characters") {
  Checker checker(scanner_ends);
  std::string text;
  for_each_text(text, 5, [&checker](const std::string& whole) { checker.check(whole); });
  CHECK(checker.texts() == texts_up_to(5));
  CHECK(checker.cuts() > checker.texts());
}

TEST_CASE("kimi cuts: sound for the naive splitter in every text of up to three kinds") {
  const reference::NaiveSplitter naive;
  Checker checker([&naive](std::string_view text) { return naive.split(text); });
  std::string text;
  for_each_text(text, 3, [&checker](const std::string& whole) { checker.check(whole); });
  CHECK(checker.texts() == texts_up_to(3));
  CHECK(checker.cuts() > checker.texts() / 2);
}

TEST_CASE("kimi cuts: sound in random longer texts of few and of all kinds") {
  test::Random random(70);
  Checker checker(scanner_ends);
  for (int round = 0; round < 300'000; ++round) {
    const std::size_t kinds = random.between(2, kAtoms.size());
    std::vector<std::string> atoms;
    for (std::size_t i = 0; i < kinds; ++i) atoms.push_back(random.pick(kAtoms));
    std::string text;
    for (std::size_t i = random.between(6, 20); i > 0; --i) text += random.pick(atoms);
    checker.check(text);
  }
  CHECK(checker.cuts() > checker.texts());
}

TEST_CASE("kimi cuts: sound between any two code points of any class") {
  test::Random random(71);
  std::vector<std::vector<std::pair<char32_t, char32_t>>> classes;
  for (const auto& [name, golden] : reference::golden_classes()) classes.push_back(golden.ranges);
  Checker checker(scanner_ends);
  for (int round = 0; round < 200'000; ++round) {
    std::string text;
    for (int i = 0; i < 5; ++i) {
      if (random.one_in(2)) {
        text += random.pick(kAtoms);
        continue;
      }
      const auto& range = random.pick(random.pick(classes));
      utf8::append(
          range.first + static_cast<char32_t>(random.below(range.second - range.first + 1)), text);
    }
    checker.check(text);
  }
  CHECK(checker.cuts() > checker.texts() / 2);
}

// What the answer is about is all it depends on.
TEST_CASE("kimi cuts: the bytes around those of a cut change nothing") {
  test::Random random(72);
  std::size_t cuts = 0;
  for (int round = 0; round < 100'000; ++round) {
    std::string text;
    for (std::size_t i = random.between(2, 12); i > 0; --i) {
      text += random.one_in(8) ? std::string(1, random.byte()) : random.pick(kAtoms);
    }
    const std::size_t at = random.below(text.size() + 1);
    const KimiCut cut = kimi_cut(text, at);
    if (!cut) continue;
    ++cuts;
    REQUIRE(cut.begin < at);
    REQUIRE(at < cut.end);
    REQUIRE(is_start(text, at));
    REQUIRE(utf8::is_valid(std::string_view(text).substr(cut.begin, cut.end - cut.begin)));
    std::string other = text;
    for (std::size_t i = 0; i < cut.begin; ++i) other[i] = random.byte();
    for (std::size_t i = cut.end; i < other.size(); ++i) other[i] = random.byte();
    const KimiCut again = kimi_cut(other, at);
    if (again.begin != cut.begin || again.end != cut.end) FAIL_CHECK(test::escaped(text));
    const std::string alone = text.substr(cut.begin, cut.end - cut.begin);
    if (!kimi_cut(alone, at - cut.begin)) FAIL_CHECK(test::escaped(text));
  }
  CHECK(cuts > 10'000);
}

TEST_CASE("kimi cuts: sound and close together in real text") {
  const auto corpus = test::real_corpus();
  if (!corpus) return;
  constexpr std::size_t kMaxTextBytes = 64u << 20;
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(*corpus)) {
    CAPTURE(entry.path());
    const auto text = read_file(entry.path(), kMaxTextBytes);
    REQUIRE(text);
    const std::vector<std::size_t> whole = scanner_ends(*text);
    std::size_t last = 0, widest = 0;
    std::vector<std::size_t> joined;
    for (std::size_t at = 0; at <= text->size(); ++at) {
      if (at < text->size() && !kimi_cut(*text, at)) continue;
      for (const std::size_t end : scanner_ends(std::string_view(*text).substr(last, at - last))) {
        joined.push_back(last + end);
      }
      widest = std::max(widest, at - last);
      last = at;
    }
    CHECK((joined == whole));
    CHECK(widest < 20'000);
    ++files;
  }
  CHECK(files >= 6);
}

}  // namespace
}  // namespace kimitok
