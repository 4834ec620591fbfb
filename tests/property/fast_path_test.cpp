// The whole way of long texts, blocks and tables included, against the naive encoder: on every tier
// of this processor, in every place of memory, whatever is cached, with any number of threads.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/cpu_tier.hpp"
#include "kimitok/cpu_tier.hpp"
#include "kimitok/encode_stream.hpp"
#include "kimitok/load.hpp"
#include "kimitok/utf8.hpp"
#include "reference/naive_encoder.hpp"
#include "support/guarded_text.hpp"
#include "support/kimi_atoms.hpp"
#include "support/random.hpp"
#include "support/random_text.hpp"
#include "support/show.hpp"
#include "support/tiny_vocabulary.hpp"
#include "tokenizer/merger.hpp"
#include "tokenizer/part_encoder.hpp"

namespace kimitok {
namespace {

Tokenizer small_tokenizer() {
  auto loaded = load_tokenizer({.model = KIMITOK_TESTDATA "/kimi-small"});
  if (!loaded) throw std::runtime_error(loaded.error().message());
  return loaded->tokenizer;
}

// One tier, whose tokenizer is made while the tier is in use.
class Fast {
 public:
  Fast(CpuTier tier, const std::function<Tokenizer()>& make) : tier_(tier) {
    const CpuTier before = cpu_tier();
    if (!use_cpu_tier(name_of(tier))) throw std::runtime_error("the tier is not there");
    tokenizer_.emplace(make());
    if (!use_cpu_tier(name_of(before))) throw std::runtime_error("the tier is not there");
    encoder_.emplace(tokenizer_->model(), specials_, false);
    encoder_->hurry();
  }

  std::vector<TokenId> encode(std::string_view text) {
    std::vector<TokenId> ids;
    if (!encoder_->encode(text, ids)) throw std::runtime_error("plain text does not encode");
    std::uint64_t tokens = 0;
    if (!encoder_->count(text, tokens) || tokens != ids.size())
      throw std::runtime_error("as many ids are counted as there are");
    return ids;
  }
  CpuTier tier() const { return tier_; }

 private:
  CpuTier tier_;
  SpecialMatcher specials_{{}};
  std::optional<Tokenizer> tokenizer_;
  std::optional<PartEncoder> encoder_;
};

// All tiers and the oracle.
class Compared {
 public:
  explicit Compared(const std::function<Tokenizer()>& make)
      : tokenizer_(make()), naive_(tokenizer_.vocabulary()) {
    for (const CpuTier tier : cpu_tiers()) fast_.push_back(std::make_unique<Fast>(tier, make));
  }

  void check(std::string_view text) {
    const auto expected =
        naive_.encode(text, {.special = SpecialMode::none, .chunking = Chunking::none});
    REQUIRE(expected.has_value());
    for (const auto& fast : fast_) {
      if (fast->encode(text) == *expected) continue;
      FAIL("tier " << name_of(fast->tier()) << " differs on " << test::escaped(text));
    }
    ++checked_;
  }
  std::size_t checked() const { return checked_; }
  const Vocabulary& vocabulary() const { return tokenizer_.vocabulary(); }

 private:
  Tokenizer tokenizer_;
  reference::NaiveEncoder naive_;
  std::vector<std::unique_ptr<Fast>> fast_;
  std::size_t checked_ = 0;
};

TEST_CASE("fast path: every text of up to three atoms") {
  Compared compared(test::tiny_tokenizer);
  for (const std::string_view a : test::kKimiAtoms) {
    compared.check(a);
    for (const std::string_view b : test::kKimiAtoms) {
      const std::string two = std::string(a) + std::string(b);
      compared.check(two);
      for (const std::string_view c : test::kKimiAtoms) compared.check(two + std::string(c));
    }
  }
  const std::size_t n = test::kKimiAtomCount;
  CHECK(compared.checked() == n + n * n + n * n * n);
}

TEST_CASE("fast path: every text of up to seven letters of the tokens") {
  Compared compared(test::tiny_tokenizer);
  std::vector<std::string> last = {""};
  for (int size = 1; size <= 7; ++size) {
    std::vector<std::string> longer;
    for (const std::string& text : last) {
      for (const char letter : {'a', 'b', 'c', ' '}) longer.push_back(text + letter);
    }
    last = std::move(longer);
    for (const std::string& text : last) compared.check(text);
  }
  CHECK(compared.checked() == (16'384 - 1) * 4 / 3);
}

TEST_CASE("fast path: no place in memory matters, and nothing is read outside of the text") {
  Compared compared(small_tokenizer);
  test::Random random(70);
  test::GuardedText guarded(2'000);
  for (std::size_t place = 0; place < 64; ++place) {
    for (int round = 0; round < 4; ++round) {
      std::string text = test::random_text(random, compared.vocabulary(), random.between(1, 30),
                                           /*ill_formed=*/false);
      text.resize(std::min<std::size_t>(text.size(), 1'000));
      while (!utf8::is_valid(text)) text.pop_back();
      alignas(64) char buffer[2'000];
      std::ranges::fill(buffer, 'a');
      std::ranges::copy(text, buffer + place);
      compared.check({buffer + place, text.size()});
      // Ends where memory does; as texts have any size, they begin anywhere.
      compared.check(guarded.at_back(text));
      compared.check(guarded.at_back(text.substr(0, utf8::valid_prefix(text.substr(0, place)))));
    }
  }
  CHECK(compared.checked() == 64 * 4 * 3);
}

// Each of a million pieces is in the cache or was pushed out of it, and all are asked for again.
TEST_CASE("fast path: a cache that is full says nothing wrong") {
  const MergeableRanks ranks = test::ranks_of(test::tiny_tokens());
  const FastTables tables(ranks);
  PieceEncoder encoder(tables);
  Merger merger(ranks, nullptr);
  constexpr std::size_t kPieces = 1'200'000;
  std::size_t different = 0;
  std::vector<TokenId> expected;
  std::string piece;
  for (int pass = 0; pass < 2; ++pass) {
    for (std::size_t n = 0; n < kPieces; ++n) {
      piece.clear();
      for (std::size_t digits = n + 64; digits != 0; digits /= 8) piece += "abcdhel "[digits % 8];
      expected.clear();
      if (const TokenId id = ranks.find(piece); id != kNoToken) {
        expected.push_back(id);
      } else {
        merger.merge(piece, expected);
      }
      const std::uint32_t ends[] = {static_cast<std::uint32_t>(piece.size())};
      const auto ids = encoder.encode(piece, ends);
      different += !std::ranges::equal(ids, expected);
    }
  }
  CHECK(different == 0);
}

TEST_CASE(
    "fast path: one to four threads give the same ids for a text as long as tables are worth") {
  const Tokenizer tokenizer = small_tokenizer();
  test::Random random(71);
  std::string some, text;
  while (some.size() < 300'000)
    some += test::random_text(random, tokenizer.vocabulary(), 1'000, /*ill_formed=*/false);
  while (text.size() < std::size_t{9} << 20) text += some;
  const auto expected = tokenizer.encode(text, {});
  REQUIRE(expected.has_value());
  for (unsigned threads = 1; threads <= 4; ++threads) {
    CAPTURE(threads);
    EncodeStream stream(tokenizer, {}, threads);
    std::vector<TokenId> ids;
    std::string_view rest = text;
    while (!rest.empty()) {
      const std::size_t size = std::min(rest.size(), random.between(1, 3'000'000));
      REQUIRE(stream.write(rest.substr(0, size), ids).has_value());
      rest.remove_prefix(size);
    }
    REQUIRE(stream.finish(ids).has_value());
    CHECK(ids == *expected);
  }
}

}  // namespace
}  // namespace kimitok
