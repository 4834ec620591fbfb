#include "model_reference.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "cli_unit/cache_tree.hpp"
#include "pins_file.hpp"

using namespace kimitok;
using app::LocatedModel;
using app::NamedModel;
using test::CacheTree;
using test::kOneCommit;
using test::kOtherCommit;
using test::TempDir;
using test::WorkingDirectory;

namespace {

constexpr std::string_view kRepo = "org/model";

struct Project {
  CacheTree tree;
  TempDir directory;
  WorkingDirectory here{directory.path()};

  Result<LocatedModel> locate(const std::string& reference) const {
    return app::locate_model(reference, cli::GlobalArgs(), tree.environment());
  }
  LocatedModel located(const std::string& reference) const {
    auto found = locate(reference);
    if (!found) FAIL("refused: " << found.error().message());
    return *std::move(found);
  }
  Error refusal(const std::string& reference) const {
    const auto found = locate(reference);
    REQUIRE_FALSE(found);
    return found.error();
  }
  void pin(const PinnedArtifact& artifact) const {
    Pins pins;
    pins.put(artifact);
    directory.write(app::kPinsFileName, pins.json());
  }
};

}  // namespace

TEST_CASE("model reference: an alias or an id names a repository, with or without revision") {
  struct Case {
    std::string_view reference, repo, revision;
  };
  const Case cases[] = {
      {"kimi-k3", "moonshotai/Kimi-K3", ""},
      {"kimi-k3@main", "moonshotai/Kimi-K3", "main"},
      {"moonshotai/Kimi-K3", "moonshotai/Kimi-K3", ""},
      {"org/model@refs/pr/1", "org/model", "refs/pr/1"},
      {"gpt2", "gpt2", ""},
  };
  for (const Case& row : cases) {
    CAPTURE(row.reference);
    const auto named = NamedModel::parse(row.reference);
    REQUIRE(named);
    CHECK(named->repo.text() == row.repo);
    CHECK((named->revision ? named->revision->text() : "") == row.revision);
    const bool is_known = named->known != nullptr;
    CHECK(is_known == row.repo.starts_with("moonshotai/"));
  }
  CHECK(NamedModel::parse("kimi-k3")->known_commit()->text() ==
        "9f62e4e9fffbd0a83ddd60e1c209d828994b3569");
  CHECK_FALSE(NamedModel::parse("kimi-vl")->known_commit());
  CHECK_FALSE(NamedModel::parse("org/model")->known_commit());
}

TEST_CASE("model reference: what is no name, and a repository of another tokenizer, is refused") {
  for (const std::string_view reference : {"", "a/b/c", "../x", "a--b/c", "org/model@", "@main"}) {
    CAPTURE(reference);
    const auto named = NamedModel::parse(reference);
    REQUIRE_FALSE(named);
    CHECK(named.error().code() == ErrorCode::usage);
  }
  const auto audio = NamedModel::parse("moonshotai/Kimi-Audio-7B-Instruct");
  REQUIRE_FALSE(audio);
  CHECK(audio.error().code() == ErrorCode::model_unsupported);
  CHECK(audio.error().message().find("vocabulary of its own") != std::string::npos);
}

TEST_CASE("model reference: a path that exists comes before every name") {
  const Project project;
  project.tree.add(kRepo, kOneCommit, "tiktoken.model", "x");
  project.directory.write("org/model/tiktoken.model", "x");
  const LocatedModel located = project.located("org/model");
  CHECK(located.path == "org/model");
  CHECK_FALSE(located.repo);
  CHECK_FALSE(located.pins);
}

TEST_CASE("model reference: a path into the cache says which repository and commit it is") {
  const Project project;
  project.tree.add("moonshotai/Kimi-K3", kOneCommit, "tiktoken.model", "x");
  const auto snapshot = project.tree.snapshot("moonshotai/Kimi-K3", kOneCommit);
  for (const std::string& path :
       {snapshot.native(), snapshot.native() + "/", (snapshot / "tiktoken.model").native()}) {
    CAPTURE(path);
    const LocatedModel located = project.located(path);
    CHECK(located.path == path);
    REQUIRE(located.repo);
    CHECK(located.repo->text() == "moonshotai/Kimi-K3");
    CHECK(located.commit->text() == kOneCommit);
    REQUIRE(located.known != nullptr);
    CHECK(located.known->repo == "moonshotai/Kimi-K3");
  }
}

TEST_CASE("model reference: a revision is its commit, or what the cache says of it") {
  const Project project;
  project.tree.add(kRepo, kOneCommit, "tiktoken.model", "one");
  project.tree.add(kRepo, kOtherCommit, "tokenizer.json", "two");
  project.tree.add_ref(kRepo, "main", kOneCommit);
  project.tree.add_ref(kRepo, "v2", kOtherCommit);
  CHECK(project.located("org/model").commit->text() == kOneCommit);
  CHECK(project.located("org/model@main").commit->text() == kOneCommit);
  CHECK(project.located("org/model@v2").commit->text() == kOtherCommit);
  CHECK(project.located("org/model@" + kOtherCommit).path ==
        project.tree.snapshot(kRepo, kOtherCommit));
  CHECK(project.refusal("org/model@v3").code() == ErrorCode::model_not_found);
}

TEST_CASE("model reference: without a ref the only snapshot is taken, of two none") {
  const Project project;
  project.tree.add(kRepo, kOneCommit, "tiktoken.model", "one");
  CHECK(project.located("org/model").commit->text() == kOneCommit);
  project.tree.add(kRepo, kOtherCommit, "tiktoken.model", "two");
  CHECK(project.refusal("org/model").code() == ErrorCode::model_not_found);
}

TEST_CASE("model reference: an alias is the known commit if that is cached, else main") {
  const Project project;
  project.tree.add("moonshotai/Kimi-K3", kOneCommit, "tiktoken.model", "one");
  project.tree.add_ref("moonshotai/Kimi-K3", "main", kOneCommit);
  CHECK(project.located("kimi-k3").commit->text() == kOneCommit);
  const std::string known = "9f62e4e9fffbd0a83ddd60e1c209d828994b3569";
  project.tree.add("moonshotai/Kimi-K3", known, "tiktoken.model", "two");
  CHECK(project.located("kimi-k3").commit->text() == known);
  CHECK(project.located("kimi-k3@main").commit->text() == kOneCommit);
}

TEST_CASE("model reference: what the cache lacks is missed with the command that fetches it") {
  const Project project;
  const Error missing = project.refusal("org/model@v1");
  CHECK(missing.code() == ErrorCode::model_not_found);
  CHECK(missing.remedy() == "run `kimitok fetch org/model@v1`");
  CHECK(project.refusal("kimi-k2").remedy() == "run `kimitok fetch kimi-k2`");
  CHECK(project.refusal("Kimi-K3").remedy() == "run `kimitok fetch moonshotai/Kimi-K3`");
  project.tree.add(kRepo, kOneCommit, "config.json", "{}");
  CHECK(project.refusal("org/model").message() ==
        "org/model: the cache has no vocabulary of org/model at " + kOneCommit +
            "; run `kimitok fetch org/model`");
}

TEST_CASE("model reference: what can be no name is left for the loader to miss") {
  const Project project;
  CHECK(project.located("no/such/folder").path == "no/such/folder");
  CHECK(project.located("/nowhere").path == "/nowhere");
  const Error pasted = project.refusal("https://huggingface.co/moonshotai/Kimi-K3");
  CHECK(pasted.code() == ErrorCode::usage);
  CHECK(project.refusal("moonshotai/Kimi-Dev-72B").code() == ErrorCode::model_unsupported);
}

TEST_CASE("model reference: a name of kimitok.lock is its commit, with the bytes it pins") {
  const Project project;
  project.tree.add(kRepo, kOneCommit, "tiktoken.model", "one");
  project.pin(test::pinned_artifact("kimi-k3", kRepo, kOneCommit, "one"));
  const LocatedModel located = project.located("kimi-k3");
  CHECK(located.path == project.tree.snapshot(kRepo, kOneCommit));
  REQUIRE(located.pins);
  CHECK(located.pins->name == "kimi-k3");

  project.pin(test::pinned_artifact("kimi-k3", kRepo, kOneCommit, "another"));
  CHECK(project.refusal("kimi-k3").code() == ErrorCode::integrity);
  project.pin(test::pinned_artifact("kimi-k3", kRepo, kOtherCommit, "one"));
  CHECK(project.refusal("kimi-k3").remedy() == "run `kimitok fetch kimi-k3`");
}

TEST_CASE("model reference: a broken kimitok.lock is refused where it may name the tokenizer") {
  const Project project;
  project.tree.add(kRepo, kOneCommit, "tiktoken.model", "one");
  project.directory.write(app::kPinsFileName, "{");
  CHECK(project.refusal("mine").code() == ErrorCode::pins_invalid);
  CHECK(project.located("org/model").commit->text() == kOneCommit);
}
