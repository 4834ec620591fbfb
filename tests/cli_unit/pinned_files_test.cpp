#include "pinned_files.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "cli_unit/cache_tree.hpp"

using namespace kimitok;
using app::check_pinned_files;
using test::CacheTree;
using test::kOneCommit;

namespace {

PinnedArtifact artifact() {
  PinnedArtifact pinned = test::pinned_artifact("mine", "org/model", kOneCommit, "ranks");
  pinned.files.push_back(test::pinned_file("tokenizer_config.json", "{}"));
  pinned.absent.push_back(*ArtifactName::parse("tokenizer.json"));
  return pinned;
}

}  // namespace

TEST_CASE("pinned files: what is there as pinned is accepted") {
  const CacheTree tree;
  tree.add("org/model", kOneCommit, "tiktoken.model", "ranks");
  tree.add("org/model", kOneCommit, "tokenizer_config.json", "{}");
  tree.add("org/model", kOneCommit, "README.md", "of no concern");
  CHECK(check_pinned_files(artifact(), tree.cache()));
}

TEST_CASE("pinned files: all that is missing is named at once, with the command that fetches it") {
  const CacheTree tree;
  const auto checked = check_pinned_files(artifact(), tree.cache());
  REQUIRE_FALSE(checked);
  CHECK(checked.error().code() == ErrorCode::model_not_found);
  CHECK(checked.error().message() ==
        "mine: the cache lacks tiktoken.model, tokenizer_config.json of org/model at " +
            kOneCommit + "; run `kimitok fetch mine`");
}

TEST_CASE("pinned files: other bytes are refused with both hashes") {
  const CacheTree tree;
  tree.add("org/model", kOneCommit, "tiktoken.model", "ranks");
  tree.add("org/model", kOneCommit, "tokenizer_config.json", "{}");
  std::ofstream(tree.blob("org/model", "{}")) << "[]";
  const auto checked = check_pinned_files(artifact(), tree.cache());
  REQUIRE_FALSE(checked);
  CHECK(checked.error().code() == ErrorCode::integrity);
  CHECK(checked.error().sentence() == "has SHA-256 " + digests_of("[]").sha256 + ", not " +
                                          digests_of("{}").sha256 + " as kimitok.lock says");
}

TEST_CASE("pinned files: a tokenizer's file that the pins do not have is refused") {
  for (const std::string_view name : {"tokenizer.json", "config.json"}) {
    CAPTURE(name);
    const CacheTree tree;
    tree.add("org/model", kOneCommit, "tiktoken.model", "ranks");
    tree.add("org/model", kOneCommit, "tokenizer_config.json", "{}");
    tree.add("org/model", kOneCommit, name, "more");
    const auto checked = check_pinned_files(artifact(), tree.cache());
    REQUIRE_FALSE(checked);
    CHECK(checked.error().code() == ErrorCode::integrity);
    CHECK(checked.error().source().ends_with(name));
  }
}
