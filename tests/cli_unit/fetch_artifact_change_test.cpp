#include "fetch/artifact_change.hpp"

#include <doctest/doctest.h>

#include "cli_unit/cache_tree.hpp"

using namespace kimitok;
using app::ArtifactChange;
using test::kOneCommit;
using test::kOtherCommit;

namespace {

PinnedArtifact before() {
  PinnedArtifact artifact = test::pinned_artifact("mine", "org/model", kOneCommit, "ranks");
  artifact.files.push_back(test::pinned_file("config.json", "{}"));
  artifact.files.push_back(test::pinned_file("gone.json", "{}"));
  return artifact;
}

PinnedArtifact after() {
  PinnedArtifact artifact = test::pinned_artifact("mine", "org/model", kOtherCommit, "ranks");
  artifact.files.push_back(test::pinned_file("config.json", "[]"));
  artifact.files.push_back(test::pinned_file("new.json", "{}"));
  return artifact;
}

ArtifactChange change(const std::string& commit) {
  return {before(), *Revision::parse("main"), *Commit::parse(commit), std::nullopt};
}

}  // namespace

TEST_CASE("artifact change: what has not moved is one line") {
  CHECK_FALSE(change(kOneCommit).is_newer());
  CHECK(app::human(change(kOneCommit)) == "mine: org/model@main is still " + kOneCommit + "\n");
}

TEST_CASE(
    "artifact change: what has moved says from where to where, and what that did to each file") {
  ArtifactChange moved = change(kOtherCommit);
  const std::string line = "mine: org/model@main: " + kOneCommit + " -> " + kOtherCommit + "\n";
  CHECK(moved.is_newer());
  CHECK(app::human(moved) == line);
  moved.after = after();
  CHECK(app::human(moved) == line +
                                 "  changed    config.json\n"
                                 "  gone       gone.json\n"
                                 "  new        new.json\n"
                                 "  unchanged  tiktoken.model\n");
}

TEST_CASE("artifact change: the same as JSON") {
  ArtifactChange moved = change(kOtherCommit);
  const std::string members = R"({"name":"mine","repo":"org/model","requested":"main","from":")" +
                              kOneCommit + R"(","to":")" + kOtherCommit + '"';
  CHECK(app::json({moved}, false) ==
        R"({"schema":1,"written":false,"artifacts":[)" + members + "}]}\n");
  moved.after = after();
  CHECK(app::json({moved}, true) ==
        R"({"schema":1,"written":true,"artifacts":[)" + members + R"(,"digest":{"from":")" +
            before().digest() + R"(","to":")" + after().digest() +
            R"("},"files":[{"name":"config.json","change":"changed"},)"
            R"({"name":"gone.json","change":"gone"},{"name":"new.json","change":"new"},)"
            R"({"name":"tiktoken.model","change":"unchanged"}]}]})"
            "\n");
}
