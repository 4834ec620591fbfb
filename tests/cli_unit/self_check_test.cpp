#include "verify/self_check.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/tiny_vocabulary.hpp"

namespace kimitok::app {
namespace {

LoadedTokenizer small() {
  LoadRequest request;
  request.model = KIMITOK_TESTDATA "/kimi-small";
  auto opened = load_tokenizer(request);
  REQUIRE(opened);
  return *std::move(opened);
}

LoadedTokenizer tiny(ModelKind kind, Tokenizer tokenizer = test::tiny_tokenizer()) {
  return {std::move(tokenizer), kind, Chunking::kimi, {}, {}, std::nullopt};
}

std::string failure(const std::vector<SelfCheck>& checks, std::string_view name) {
  const auto found = std::ranges::find(checks, name, &SelfCheck::name);
  return found == checks.end() ? "no such check" : found->failure;
}

std::size_t failures(const std::vector<SelfCheck>& checks) {
  return static_cast<std::size_t>(
      std::ranges::count_if(checks, [](const auto& check) { return !check.failure.empty(); }));
}

}  // namespace

TEST_CASE("self check: a sound tokenizer passes every check") {
  const auto checks = self_check(small(), nullptr);
  CHECK(checks.size() == 8);
  CHECK(failures(checks) == 0);
}

TEST_CASE("self check: what is asked of Kimi's kind is not asked of others") {
  CHECK(failures(self_check(tiny(ModelKind::tiktoken), nullptr)) == 0);
  const auto checks = self_check(tiny(ModelKind::kimi), nullptr);
  CHECK(failures(checks) == 2);
  CHECK(failure(checks, "ranks: from 0 without gaps") == "there are 272 of them below 276");
  CHECK(failure(checks, "specials: 256 from the number of ranks") == "there are 6");
}

TEST_CASE("self check: an id that config.json has no room for is named") {
  LoadedTokenizer loaded = small();
  loaded.config_vocab_size = 4000;
  CHECK(failure(self_check(loaded, nullptr), "ids: inside config.json's vocab_size") ==
        "the highest is 4351, and vocab_size 4000");
}

TEST_CASE("self check: a pattern that leaves text uncovered is found") {
  auto tokenizer =
      Tokenizer::create({.vocabulary = test::tiny_vocabulary(), .pat_str = "[a-z0-9]+"});
  REQUIRE(tokenizer);
  const auto checks = self_check(tiny(ModelKind::tiktoken, *tokenizer), nullptr);
  CHECK_FALSE(failure(checks, "pattern: covers every class").empty());
  CHECK_FALSE(failure(checks, "decode: gives back what was encoded").empty());
}

TEST_CASE("self check: a known repository has to hold its own names and vocabulary") {
  const KnownModel known{.repo = "moonshotai/Kimi-K3", .profile = SpecialProfile::k3};
  const auto checks = self_check(small(), &known);
  CHECK(failures(checks) == 2);
  CHECK(failure(checks, "specials: named as the repository's") ==
        "they are those of k2, and moonshotai/Kimi-K3 has those of k3");
  CHECK(failure(checks, "tiktoken.model: the one Kimi models share").starts_with("its SHA-256 is"));
  const KnownModel fitting{.repo = "moonshotai/Kimi-K2-Instruct", .profile = SpecialProfile::k2};
  CHECK(failure(self_check(small(), &fitting), "specials: named as the repository's").empty());
}

}  // namespace kimitok::app
