#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <string>

#include "cache/cache_fixture.hpp"
#include "kimitok/artifact_cache.hpp"
#include "support/faulty_system.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;
using test::CacheFixture;

void make_old(const fs::path& path) {
  fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::hours(25));
}

TEST_CASE("leftovers: old files in the making are removed, new ones stay") {
  const CacheFixture fixture;
  fixture.store();
  const fs::path old_blob = fixture.blob_path.string() + ".01234567.incomplete";
  const fs::path new_blob = fixture.blob_path.string() + ".89abcdef.incomplete";
  const fs::path old_entry = fixture.folder / ".kimitok.01234567.tmp";
  const fs::path new_entry = fixture.folder / ".kimitok.89abcdef.tmp";
  for (const fs::path& path : {old_blob, new_blob, old_entry, new_entry}) fixture.write(path, "x");
  make_old(old_blob);
  make_old(old_entry);
  ArtifactCache(fixture.root).remove_leftovers(fixture.repo);
  CHECK_FALSE(fs::exists(old_blob));
  CHECK_FALSE(fs::exists(old_entry));
  CHECK(fs::exists(new_blob));
  CHECK(fs::exists(new_entry));
}

TEST_CASE("leftovers: what others left, and what is no leftover, stays however old") {
  const CacheFixture fixture;
  fixture.store();
  const std::string blob = fixture.blob_path.string();
  const fs::path other =
      fixture.root / "models--gpt2/blobs" / (fixture.blob.hex() + ".01234567.incomplete");
  const fs::path marker = fixture.snapshot / ".kimitok.01234567.tmp";
  for (const fs::path& path : {fs::path(blob + ".incomplete"), fs::path(blob + ".part"),
                               fs::path(blob + ".downloadInProgress"), other, marker}) {
    fixture.write(path, "x");
    make_old(path);
  }
  make_old(fixture.blob_path);
  test::FaultySystem system;
  ArtifactCache(fixture.root, system).remove_leftovers(fixture.repo);
  CHECK(system.calls().size() > 5);
  CHECK(system.changes() == 0);
  CHECK(fs::exists(other));
}

TEST_CASE("leftovers: a cache that is not there is not made") {
  const CacheFixture fixture;
  ArtifactCache(fixture.root).remove_leftovers(fixture.repo);
  CHECK_FALSE(fs::exists(fixture.root));
}

}  // namespace
}  // namespace kimitok
