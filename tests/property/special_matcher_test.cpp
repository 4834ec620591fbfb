// The matcher against trying each name at each place.
#include "tokenizer/special_matcher.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "reference/one_by_one.hpp"
#include "support/cpu_tiers.hpp"
#include "support/guarded_text.hpp"
#include "support/random.hpp"
#include "support/show.hpp"

namespace kimitok {
namespace {

// The matcher of each tier, and the names it was made from.
class Matchers {
 public:
  explicit Matchers(std::vector<std::string> names) : names_(std::move(names)) {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      tokens_.push_back({static_cast<TokenId>(i), names_[i]});
    }
    std::vector<const SpecialToken*> pointers;
    for (const SpecialToken& token : tokens_) pointers.push_back(&token);
    for (const CpuTier tier : test::cpu_tiers()) matchers_.emplace_back(pointers, tier);
  }
  Matchers(const Matchers&) = delete;
  Matchers& operator=(const Matchers&) = delete;

  // Returns how many names were found.
  std::size_t check(std::string_view text) const {
    std::size_t found = 0;
    for (std::size_t from = 0; from <= text.size();) {
      const auto expected = reference::find_name(names_, text, from);
      const std::size_t undecided = reference::undecided(names_, text, from);
      for (const SpecialMatcher& matcher : matchers_) {
        if (same(matcher.find(text, from), expected) &&
            matcher.undecided(text, from) == undecided) {
          continue;
        }
        CAPTURE(from);
        FAIL_CHECK(test::escaped(text));
      }
      found += expected.has_value();
      from = expected && expected->begin > from ? expected->begin : from + 1;
    }
    return found;
  }

 private:
  static bool same(const std::optional<SpecialMatcher::Match>& match,
                   const std::optional<reference::Found>& expected) {
    if (!match || !expected) return match.has_value() == expected.has_value();
    return match->begin == expected->begin && match->end == expected->end &&
           match->token->id == expected->name;
  }

  std::vector<std::string> names_;
  std::vector<SpecialToken> tokens_;
  std::vector<SpecialMatcher> matchers_;
};

// \xBC and \xDB differ from < and [ in the highest bit alone.
const std::string kLetters("<[|ab>\x00\xBC\xDB\xFF", 10);

std::string random_letters(test::Random& random, std::size_t size, std::size_t kinds) {
  std::string text;
  while (text.size() < size) text += kLetters[random.below(kinds)];
  return text;
}

TEST_CASE("special matcher: finds what trying each name at each place finds, for random names") {
  test::Random random(63);
  test::GuardedText guarded(500);
  std::size_t found = 0;
  for (int round = 0; round < 3'000; ++round) {
    const std::size_t kinds = random.between(1, kLetters.size());
    std::set<std::string> names;
    for (std::size_t i = random.between(1, round % 10 == 0 ? 60 : 6); i > 0; --i) {
      names.insert(random_letters(random, random.between(1, 6), kinds));
    }
    std::vector<std::string> shuffled(names.begin(), names.end());
    std::ranges::reverse(shuffled);
    const Matchers matchers(shuffled);
    const std::size_t size = random.below(200);
    const std::string text = random.one_in(2) ? random_letters(random, size, kLetters.size())
                                              : std::string(size, '.') + random.pick(shuffled) +
                                                    random_letters(random, random.below(8), kinds);
    found += matchers.check(guarded.at_front(text));
    found += matchers.check(guarded.at_back(text));
  }
  CHECK(found > 30'000);
}

TEST_CASE("special matcher: finds a name at every place of a text, and at its very end") {
  const std::vector<std::string> names = {"[BOS]", "<|im_end|>",   "<|im_end",
                                          "x",     "\u4e2d\u6587", "ab"};
  const Matchers matchers(names);
  std::size_t found = 0;
  for (const std::string& name : names) {
    for (std::size_t before = 0; before < 140; ++before) {
      for (const std::size_t after : {0u, 1u, 2u, 63u, 64u, 65u, 66u, 200u}) {
        found += matchers.check(std::string(before, '[') + name + std::string(after, '<'));
      }
    }
  }
  CHECK(found > names.size() * 140 * 8);
}

}  // namespace
}  // namespace kimitok
