#include "verify/random_texts.hpp"

#include <doctest/doctest.h>

#include <set>

#include "kimitok/utf8.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok::app {

// The published first numbers of SplitMix64 from state 1234567.
TEST_CASE("random texts: the numbers are SplitMix64's") {
  RandomNumbers random(1234567);
  CHECK(random.next() == 6457827717110365317u);
  CHECK(random.next() == 3203168211198807973u);
  CHECK(random.next() == 9817491932198370423u);
}

TEST_CASE("random texts: a text depends on vocabulary, seed and index alone") {
  const Vocabulary vocabulary = test::tiny_vocabulary();
  std::set<std::string> texts;
  for (std::uint64_t i = 0; i < 50; ++i) {
    CHECK(random_text(vocabulary, 3, i) == random_text(vocabulary, 3, i));
    texts.insert(random_text(vocabulary, 3, i));
    texts.insert(random_text(vocabulary, 4, i));
  }
  CHECK(texts.size() > 95);
}

TEST_CASE("random texts: there are all kinds of them") {
  const Vocabulary vocabulary = test::tiny_vocabulary();
  std::size_t ill_formed = 0, named = 0, worded = 0, longest = 0;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    const std::string text = random_text(vocabulary, 0, i);
    ill_formed += utf8::is_valid(text) ? 0 : 1;
    named += text.find("<|end|>") != std::string::npos ? 1 : 0;
    worded += text.find("hello") != std::string::npos ? 1 : 0;
    longest = std::max(longest, text.size());
  }
  CHECK(ill_formed > 100);
  CHECK(ill_formed < 700);
  CHECK(named > 50);
  CHECK(worded > 20);
  CHECK(longest > 25'000);
}

}  // namespace kimitok::app
