#include "verify/round_trip.hpp"

#include <doctest/doctest.h>

#include "support/tiny_vocabulary.hpp"

namespace kimitok::app {
namespace {

// `pattern` decides which pieces there are, and whether all text is covered.
LoadedTokenizer with_pattern(std::string pattern) {
  auto tokenizer =
      Tokenizer::create({.vocabulary = test::tiny_vocabulary(), .pat_str = std::move(pattern)});
  REQUIRE(tokenizer);
  return {*std::move(tokenizer), ModelKind::tiktoken, Chunking::kimi, {}, {}, std::nullopt};
}

}  // namespace

TEST_CASE("round trip: texts that survive give nothing") {
  const LoadedTokenizer loaded = with_pattern(R"(\s+|\S+)");
  RoundTrip round_trip(loaded, 3);
  for (const std::string& text :
       {std::string(), std::string("hello  abcd"), std::string("<|end|>x[BOS]\xFF\xE4\xB8"),
        std::string(70'000, ' ') + std::string(70'000, 'a')}) {
    CHECK_FALSE(round_trip.check(text));
  }
}

TEST_CASE("round trip: text that has no ids is a failure that says so") {
  const LoadedTokenizer loaded = with_pattern("[a-z]+");
  const auto found = RoundTrip(loaded, 1).check("abc1");
  REQUIRE(found);
  CHECK(found->check == "special all, encoding");
  CHECK(found->special == SpecialMode::all);
  CHECK_FALSE(found->difference.sentence.empty());
}

}  // namespace kimitok::app
