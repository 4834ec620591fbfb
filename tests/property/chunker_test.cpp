#include "tokenizer/chunker.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "reference/naive_encoder.hpp"
#include "reference/naive_utf8.hpp"
#include "support/random.hpp"

namespace kimitok {
namespace {

const std::vector<std::string> kSpaces = {" ", "\n", "\x1C", "\x1F", "\u0085", "\u00A0", "\u3000"};
const std::vector<std::string> kOthers = {"a",      "\x1B", "\u180E", "\u200B",
                                          "\u4e2d", "\xFF", "\x80",   "\U0001F600"};

// Runs whose lengths lie around the limit, some of one character, some mixed.
std::string long_text(test::Random& random) {
  std::string text;
  bool space = random.one_in(2);
  for (std::size_t runs = random.between(1, 30); runs > 0; --runs, space = !space) {
    const std::size_t lengths[] = {random.between(1, 3), random.between(24'998, 25'003),
                                   random.between(49'998, 50'003), random.between(1, 60'000)};
    const std::vector<std::string>& from = space ? kSpaces : kOthers;
    const std::string& one = random.pick(from);
    const bool mixed = random.one_in(2);
    for (std::size_t i = lengths[random.below(4)]; i > 0; --i) {
      text += mixed ? random.pick(from) : one;
    }
  }
  return text;
}

TEST_CASE("chunker: cuts where the wrapper does, however the text arrives") {
  test::Random random(40);
  const SpecialMatcher none({});
  std::size_t slices = 0;
  for (int round = 0; round < 24; ++round) {
    CAPTURE(round);
    const std::string text = long_text(random);
    const std::vector<reference::Character> characters = reference::characters(text);
    std::vector<std::size_t> offsets = {0};
    std::vector<reference::Character> counted;  // ill-formed bytes count one by one
    for (const reference::Character& character : characters) {
      if (character.code_point) {
        counted.push_back(character);
        offsets.push_back(offsets.back() + character.bytes.size());
        continue;
      }
      for (const char byte : character.bytes) {
        counted.push_back({std::string(1, byte), std::nullopt});
        offsets.push_back(offsets.back() + 1);
      }
    }
    std::vector<std::size_t> expected;
    for (const std::size_t cut : reference::cuts(counted, 0, counted.size())) {
      expected.push_back(offsets[cut]);
    }
    slices += counted.size() > 400'000;

    Chunker chunker(Chunking::kimi, none);
    std::vector<std::size_t> ends;
    std::string buffer;
    std::size_t fed = 0, dropped = 0;
    while (true) {
      const std::size_t now = std::min(counted.size(), fed + random.between(0, 50'000));
      buffer += text.substr(offsets[fed], offsets[now] - offsets[fed]);
      fed = now;
      const bool final = fed == counted.size();
      std::vector<Part> parts;
      chunker.cut(buffer, final, parts);
      for (const Part& part : parts) ends.push_back(dropped + part.end);
      if (random.one_in(2)) {
        buffer.erase(0, chunker.open());
        dropped += chunker.open();
        chunker.dropped();
      }
      if (final) break;
    }
    CHECK((ends == expected));
  }
  CHECK(slices > 2);
}

}  // namespace
}  // namespace kimitok
