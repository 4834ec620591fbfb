#include "fetch/fetch_target.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "cli_unit/cache_tree.hpp"

using namespace kimitok;
using app::fetch_targets;
using app::FetchTarget;
using app::PinsFile;
using test::kOneCommit;

namespace {

const std::string kK3Commit = "9f62e4e9fffbd0a83ddd60e1c209d828994b3569";
const std::optional<PinsFile> kNoProject;

std::optional<PinsFile> project() {
  Pins pins;
  pins.put(test::pinned_artifact("mine", "org/model", kOneCommit, "ranks"));
  pins.put(test::pinned_artifact("kimi-k3", "org/other", kOneCommit, "ranks"));
  return PinsFile{pins, pins.json(), ""};
}

cli::FetchArgs asking_for(const std::string& reference) {
  cli::FetchArgs args;
  args.reference = reference;
  return args;
}

FetchTarget target_of(const cli::FetchArgs& args, const std::optional<PinsFile>& pins) {
  auto targets = fetch_targets(args, pins);
  if (!targets) FAIL("refused: " << targets.error().message());
  REQUIRE(targets->size() == 1);
  return targets->front();
}

ErrorCode refusal_of(const cli::FetchArgs& args, const std::optional<PinsFile>& pins) {
  const auto targets = fetch_targets(args, pins);
  REQUIRE_FALSE(targets);
  return targets.error().code();
}

// The hash a file must have; empty: any.
std::string expected(const FetchTarget& target, std::string_view name) {
  for (const FetchRequest::Expected& candidate : target.expected) {
    if (candidate.name.text() == name) return candidate.sha256.text();
  }
  return "";
}

}  // namespace

TEST_CASE("fetch target: a known model is its known commit, and follows main") {
  const FetchTarget target = target_of(asking_for("kimi-k3"), kNoProject);
  CHECK(target.repo.text() == "moonshotai/Kimi-K3");
  CHECK(target.revision.text() == kK3Commit);
  CHECK(target.requested.text() == "main");
  CHECK(expected(target, "tiktoken.model") == kKimiModelSha256);
  CHECK(expected(target, "generation_config.json").starts_with("c6648c25"));
  CHECK(expected(target, "tokenization_kimi.py").empty());
}

TEST_CASE("fetch target: of a known model at another revision only the vocabulary is known") {
  const FetchTarget target = target_of(asking_for("kimi-k3@main"), kNoProject);
  CHECK(target.revision.text() == "main");
  CHECK(target.requested.text() == "main");
  CHECK(target.expected.size() == 1);
  CHECK(expected(target, "tiktoken.model") == kKimiModelSha256);
}

TEST_CASE("fetch target: a repository that is not known is main, with whatever it holds") {
  const FetchTarget target = target_of(asking_for("org/model"), kNoProject);
  CHECK(target.revision.text() == "main");
  CHECK(target.known == nullptr);
  CHECK(target.expected.empty());
  CHECK(target_of(asking_for("org/model@v1"), kNoProject).requested.text() == "v1");
}

TEST_CASE("fetch target: the user's hash and permission win over what is known") {
  cli::FetchArgs args = asking_for("kimi-k3");
  args.sha256 = std::string(64, 'a');
  CHECK(expected(target_of(args, kNoProject), "tiktoken.model") == args.sha256);
  args = asking_for("kimi-k3");
  args.allow_other_vocabulary = true;
  CHECK(expected(target_of(args, kNoProject), "tiktoken.model").empty());
  CHECK_FALSE(expected(target_of(args, kNoProject), "generation_config.json").empty());
}

TEST_CASE("fetch target: a name of kimitok.lock comes before an alias, but not to be saved anew") {
  const FetchTarget pinned = target_of(asking_for("kimi-k3"), project());
  CHECK(pinned.repo.text() == "org/other");
  REQUIRE(pinned.pins);
  CHECK(pinned.revision.text() == kOneCommit);
  CHECK(pinned.request(false).pins == &*pinned.pins);
  cli::FetchArgs args = asking_for("kimi-k3");
  args.save = "kimi-k3";
  CHECK(target_of(args, project()).repo.text() == "moonshotai/Kimi-K3");
}

TEST_CASE("fetch target: nothing named is all of kimitok.lock") {
  const auto targets = fetch_targets(cli::FetchArgs(), project());
  REQUIRE(targets);
  REQUIRE(targets->size() == 2);
  CHECK((*targets)[0].pins->name == "kimi-k3");
  CHECK((*targets)[1].pins->name == "mine");
  CHECK(refusal_of(cli::FetchArgs(), kNoProject) == ErrorCode::usage);
}

TEST_CASE("fetch target: --locked and --frozen give what kimitok.lock holds, and nothing else") {
  for (const bool frozen : {false, true}) {
    CAPTURE(frozen);
    const auto locked = [frozen](const std::string& reference) {
      cli::FetchArgs args = asking_for(reference);
      (frozen ? args.frozen : args.locked) = true;
      return args;
    };
    for (const std::string& reference :
         {std::string("mine"), std::string("org/model"), std::string("org/model@main"),
          "org/model@" + kOneCommit}) {
      CAPTURE(reference);
      CHECK(target_of(locked(reference), project()).pins->name == "mine");
    }
    for (const std::string reference : {"org/model@v2", "moonshotai/Kimi-K3", "kimi-k2"}) {
      CAPTURE(reference);
      CHECK(refusal_of(locked(reference), project()) == ErrorCode::pins_invalid);
    }
    CHECK(refusal_of(locked("mine"), kNoProject) == ErrorCode::pins_invalid);
    CHECK(refusal_of(locked(""), kNoProject) == ErrorCode::pins_invalid);
  }
}

TEST_CASE("fetch target: another tokenizer is refused") {
  CHECK(refusal_of(asking_for("moonshotai/Kimi-Audio-7B"), kNoProject) ==
        ErrorCode::model_unsupported);
  CHECK(refusal_of(asking_for("a/b/c"), kNoProject) == ErrorCode::usage);
}
