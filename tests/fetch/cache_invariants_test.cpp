#include "support/cache_invariants.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "fetch/world.hpp"

namespace kimitok::test {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, std::string_view bytes) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

TEST_CASE("cache invariants: a fetched repository breaks none, and a missing cache neither") {
  World world;
  CHECK(state_of_cache(world.root).problems.empty());
  REQUIRE(world.fetch(world.request()));
  const CacheState state = state_of_cache(world.root);
  CHECK(state.problems == std::vector<std::string>());
  CHECK(state.leftovers.empty());
  CHECK(state.blobs == 3);
}

TEST_CASE("cache invariants: every rule that is broken is told") {
  using Damage = std::function<void(const World&)>;
  const std::vector<std::pair<std::string, Damage>> rows = {
      {"holds other bytes", [](const World& world) { write(world.blob_of("tiktoken.model"), ""); }},
      {"is no blob", [](const World& world) { write(world.repo_folder() / "blobs" / "x", ""); }},
      {"does not lead to a blob",
       [](const World& world) { fs::remove(world.blob_of("tiktoken.model")); }},
      {"does not lead to a blob",
       [](const World& world) {
         fs::create_symlink("/etc/hostname", world.snapshot() / "tokenizer.json");
       }},
      {"is no snapshot",
       [](const World& world) { write(world.repo_folder() / "snapshots" / "x", ""); }},
      {"is no commit",
       [](const World& world) {
         write(world.repo_folder() / "refs" / "main", commit_of('a').text() + "\n");
       }},
      {"has no snapshot",
       [](const World& world) {
         write(world.repo_folder() / "refs" / "main", commit_of('b').text());
       }},
      {"has no snapshot",
       [](const World& world) {
         write(world.repo_folder() / ".no_exist" / commit_of('b').text() / "x", "");
       }},
      {"is no marker",
       [](const World& world) {
         write(world.repo_folder() / ".no_exist" / commit_of('a').text() / "x", "x");
       }},
      {"does not belong into the root", [](const World& world) { write(world.root / "x", ""); }},
  };
  for (const auto& row : rows) {
    CAPTURE(row.first);
    World world;
    REQUIRE(world.fetch(world.request()));
    row.second(world);
    const CacheState state = state_of_cache(world.root);
    REQUIRE(state.problems.size() == 1);
    CHECK(state.problems[0].find(row.first) != std::string::npos);
  }
}

TEST_CASE("cache invariants: files in the making are counted apart") {
  World world;
  REQUIRE(world.fetch(world.request()));
  write(world.repo_folder() / "blobs" / "x.incomplete", "");
  write(world.repo_folder() / "something", "");
  const CacheState state = state_of_cache(world.root);
  CHECK(state.problems.empty());
  CHECK(state.leftovers.size() == 2);
}

}  // namespace
}  // namespace kimitok::test
