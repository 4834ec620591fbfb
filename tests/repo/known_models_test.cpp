#include "kimitok/known_models.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace kimitok {
namespace {

const KnownModel* known(std::string_view repo) { return find_known_model(*RepoId::parse(repo)); }

TEST_CASE("known models: each is found by its id in any case and by its aliases") {
  REQUIRE_FALSE(known_models().empty());
  for (const KnownModel& model : known_models()) {
    CAPTURE(model.repo);
    CHECK(known(model.repo) == &model);
    std::string upper(model.repo);
    std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    CHECK(known(upper) == &model);
    for (const std::string_view alias : model.aliases) CHECK(find_known_alias(alias) == &model);
  }
}

TEST_CASE("known models: ids and commits are such, names of files too") {
  for (const KnownModel& model : known_models()) {
    CAPTURE(model.repo);
    CHECK(RepoId::parse(model.repo));
    CHECK((model.commit.empty() || Commit::parse(model.commit)));
    for (const KnownFile& file : model.files) CHECK(ArtifactName::parse(file.name));
  }
}

TEST_CASE("known models: the aliases people type") {
  struct Row {
    std::string_view alias, repo;
  };
  const Row rows[] = {
      {"kimi-k2-base", "moonshotai/Kimi-K2-Base"},
      {"kimi-k2", "moonshotai/Kimi-K2-Instruct"},
      {"kimi-k2-0905", "moonshotai/Kimi-K2-Instruct-0905"},
      {"kimi-k2-thinking", "moonshotai/Kimi-K2-Thinking"},
      {"kimi-k2.5", "moonshotai/Kimi-K2.5"},
      {"kimi-k2.6", "moonshotai/Kimi-K2.6"},
      {"kimi-k2.7-code", "moonshotai/Kimi-K2.7-Code"},
      {"kimi-k3", "moonshotai/Kimi-K3"},
      {"kimi-linear", "moonshotai/Kimi-Linear-48B-A3B-Instruct"},
      {"kimi-linear-base", "moonshotai/Kimi-Linear-48B-A3B-Base"},
      {"kimi-vl", "moonshotai/Kimi-VL-A3B-Instruct"},
      {"kimi-vl-thinking", "moonshotai/Kimi-VL-A3B-Thinking"},
      {"moonlight", "moonshotai/Moonlight-16B-A3B-Instruct"},
      {"moonlight-base", "moonshotai/Moonlight-16B-A3B"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.alias);
    REQUIRE(find_known_alias(row.alias) != nullptr);
    CHECK(find_known_alias(row.alias)->repo == row.repo);
  }
  CHECK(find_known_alias("Kimi-K2") == nullptr);
  CHECK(find_known_alias("") == nullptr);
}

TEST_CASE("known models: a pinned commit holds the vocabulary that all share") {
  std::size_t pinned = 0;
  for (const KnownModel& model : known_models()) {
    if (model.commit.empty()) continue;
    CAPTURE(model.repo);
    ++pinned;
    const auto file = std::ranges::find(model.files, "tiktoken.model", &KnownFile::name);
    REQUIRE(file != model.files.end());
    CHECK(file->sha256 == kKimiModelSha256);
  }
  CHECK(pinned >= 6);
}

TEST_CASE("known models: generation stops at the end of a message first") {
  const KnownModel* k2 = known("moonshotai/Kimi-K2-Instruct");
  REQUIRE(k2 != nullptr);
  CHECK(k2->profile == SpecialProfile::k2);
  REQUIRE(k2->eos_ids.size() == 2);
  CHECK(k2->eos_ids[0] == 163586);
  CHECK(k2->eos_ids[1] == 163585);
  CHECK(known("moonshotai/Kimi-K2.6")->profile == SpecialProfile::k25);
  CHECK(known("moonshotai/Kimi-K3")->profile == SpecialProfile::k3);
}

TEST_CASE("known models: others of the family have another tokenizer, with a reason") {
  REQUIRE_FALSE(other_tokenizers().empty());
  for (const OtherTokenizer& other : other_tokenizers()) {
    CAPTURE(other.repo);
    CHECK(find_other_tokenizer(*RepoId::parse(other.repo)) == &other);
    CHECK(known(other.repo) == nullptr);
    CHECK_FALSE(other.reason.empty());
    CHECK_FALSE(other.reason.ends_with('.'));
  }
  CHECK(find_other_tokenizer(*RepoId::parse("MOONSHOTAI/kimi-dev-72b")) != nullptr);
  CHECK(find_other_tokenizer(*RepoId::parse("moonshotai/Kimi-K3")) == nullptr);
  CHECK(known("moonshotai/Kimi-K33") == nullptr);
  CHECK(known("gpt2") == nullptr);
}

}  // namespace
}  // namespace kimitok
