#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <utility>

#include "cache/cache_fixture.hpp"
#include "kimitok/artifact_cache.hpp"
#include "support/cache_invariants.hpp"
#include "support/faulty_system.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;
using test::CacheFixture;
using test::FaultySystem;

// The one file in the making there is among the blobs.
fs::path temporary_of(const CacheFixture& fixture) {
  const auto leftovers = test::state_of_cache(fixture.root).leftovers;
  REQUIRE(leftovers.size() == 1);
  return leftovers.front();
}

TEST_CASE("blob writer: bytes are under another name until they are published") {
  const CacheFixture fixture;
  ArtifactCache cache(fixture.root);
  auto writer = cache.begin_blob(fixture.repo, fixture.blob);
  REQUIRE(writer);
  REQUIRE(writer->write("Hello, "));
  REQUIRE(writer->write("World!"));
  CHECK(writer->size() == 13);
  const fs::path temporary = temporary_of(fixture);
  CHECK(temporary.parent_path() == fixture.blob_path.parent_path());
  CHECK(temporary.filename().string().starts_with(fixture.blob.hex() + "."));
  CHECK(temporary.extension() == ".incomplete");
  CHECK_FALSE(fs::exists(fixture.blob_path));
  const auto digests = writer->digests();
  REQUIRE(digests);
  CHECK(*digests == digests_of(fixture.bytes));
  REQUIRE(writer->publish());
  CHECK(test::bytes_of(fixture.blob_path) == fixture.bytes);
  CHECK_FALSE(fs::exists(temporary));
}

TEST_CASE("blob writer: a published blob stays when its writer goes") {
  const CacheFixture fixture;
  fixture.store();
  CHECK(test::bytes_of(fixture.blob_path) == fixture.bytes);
  CHECK(test::state_of_cache(fixture.root).leftovers.empty());
}

TEST_CASE("blob writer: one that is not published leaves nothing") {
  const CacheFixture fixture;
  ArtifactCache cache(fixture.root);
  {
    auto writer = cache.begin_blob(fixture.repo, fixture.blob);
    REQUIRE(writer);
    REQUIRE(writer->write("Hello"));
    BlobWriter moved = *std::move(writer);
    CHECK(moved.size() == 5);
    CHECK_FALSE(temporary_of(fixture).empty());
  }
  const auto state = test::state_of_cache(fixture.root);
  CHECK(state.leftovers.empty());
  CHECK(state.blobs == 0);
}

TEST_CASE("blob writer: a restart begins with nothing") {
  const CacheFixture fixture;
  ArtifactCache cache(fixture.root);
  auto writer = cache.begin_blob(fixture.repo, fixture.blob);
  REQUIRE(writer);
  REQUIRE(writer->write("something longer than the right bytes"));
  REQUIRE(writer->restart());
  CHECK(writer->size() == 0);
  CHECK(*writer->digests() == digests_of(""));
  REQUIRE(writer->write(fixture.bytes));
  CHECK(*writer->digests() == digests_of(fixture.bytes));
  REQUIRE(writer->publish());
  CHECK(test::bytes_of(fixture.blob_path) == fixture.bytes);
}

TEST_CASE("blob writer: writing goes on after the digests were asked for") {
  const CacheFixture fixture;
  ArtifactCache cache(fixture.root);
  auto writer = cache.begin_blob(fixture.repo, fixture.blob);
  REQUIRE(writer);
  REQUIRE(writer->write("Hello, "));
  CHECK(*writer->digests() == digests_of("Hello, "));
  REQUIRE(writer->write("World!"));
  CHECK(*writer->digests() == digests_of(fixture.bytes));
}

TEST_CASE("blob writer: the digests are of what the disk has, not of what was handed over") {
  const CacheFixture fixture;
  ArtifactCache cache(fixture.root);
  auto writer = cache.begin_blob(fixture.repo, fixture.blob);
  REQUIRE(writer);
  REQUIRE(writer->write(fixture.bytes));
  const fs::path temporary = temporary_of(fixture);
  fs::resize_file(temporary, 5);
  CHECK(*writer->digests() == digests_of("Hello"));
  fs::remove(temporary);
  fs::create_symlink(fixture.directory.write("other", fixture.bytes), temporary);
  const auto replaced = writer->digests();
  REQUIRE_FALSE(replaced);
  CHECK(replaced.error().message() ==
        temporary.string() + ": has been replaced by another process");
}

TEST_CASE("blob writer: short writes are continued") {
  const CacheFixture fixture;
  FaultySystem system;
  system.write_short();
  ArtifactCache cache(fixture.root, system);
  const std::string bytes(100'000, 'x');
  const BlobId blob = test::lfs_id(bytes);
  REQUIRE(test::store_blob(cache, fixture.repo, blob, bytes));
  CHECK(test::bytes_of(fixture.folder / "blobs" / blob.hex()) == bytes);
}

TEST_CASE("blob writer: a wrong blob of that name is replaced") {
  const CacheFixture fixture;
  ArtifactCache cache(fixture.root);
  for (const char* bytes : {"", "Hello", "Hello, World?"}) {
    CAPTURE(bytes);
    fixture.write(fixture.blob_path, bytes);
    REQUIRE(test::store_blob(cache, fixture.repo, fixture.blob, fixture.bytes));
    CHECK(test::bytes_of(fixture.blob_path) == fixture.bytes);
  }
}

TEST_CASE("blob writer: whatever a blob's name leads to is not written to") {
  const CacheFixture fixture;
  fixture.store();
  ArtifactCache cache(fixture.root);
  const std::string hash(64, 'e');
  const fs::path payload = fixture.write(fixture.root / "blobs/ee" / hash, "shared by others");
  fs::permissions(payload, fs::perms::owner_read);
  const fs::path outside = fixture.directory.write("outside", "mine");
  const fs::path neighbour = fixture.directory.write("neighbour", "linked hard");
  const auto store_over = [&](const char* what) {
    CAPTURE(what);
    REQUIRE(test::store_blob(cache, fixture.repo, fixture.blob, fixture.bytes));
    CHECK(fs::is_regular_file(fs::symlink_status(fixture.blob_path)));
    CHECK(test::bytes_of(fixture.blob_path) == fixture.bytes);
    fs::remove(fixture.blob_path);
  };
  fs::remove(fixture.blob_path);
  fs::create_symlink("../../blobs/ee/" + hash, fixture.blob_path);
  store_over("a link into the shared store");
  fs::create_symlink(outside, fixture.blob_path);
  store_over("a link to elsewhere");
  fs::create_hard_link(neighbour, fixture.blob_path);
  store_over("a hard link");
  REQUIRE(mkfifo(fixture.blob_path.c_str(), 0666) == 0);
  store_over("a pipe");
  CHECK(test::bytes_of(payload) == "shared by others");
  CHECK(test::bytes_of(outside) == "mine");
  CHECK(test::bytes_of(neighbour) == "linked hard");
}

TEST_CASE("blob writer: a directory in the way is named, and nothing is left") {
  const CacheFixture fixture;
  fs::create_directories(fixture.blob_path / "full");
  ArtifactCache cache(fixture.root);
  const auto stored = test::store_blob(cache, fixture.repo, fixture.blob, fixture.bytes);
  REQUIRE_FALSE(stored);
  CHECK(stored.error().code() == ErrorCode::io);
  CHECK(stored.error().message() == fixture.blob_path.string() + ": is a directory");
  CHECK(test::state_of_cache(fixture.root).leftovers.empty());
}

TEST_CASE("blob writer: a blobs directory that is a link is refused") {
  const CacheFixture fixture;
  fs::create_directories(fixture.folder);
  fs::create_directories(fixture.directory.path() / "elsewhere");
  fs::create_directory_symlink(fixture.directory.path() / "elsewhere", fixture.folder / "blobs");
  const auto begun = ArtifactCache(fixture.root).begin_blob(fixture.repo, fixture.blob);
  REQUIRE_FALSE(begun);
  CHECK(begun.error().message() == (fixture.folder / "blobs").string() +
                                       ": is a symbolic link where the cache has a directory, and "
                                       "is not followed");
  CHECK(fs::is_empty(fixture.directory.path() / "elsewhere"));
}

TEST_CASE("blob writer: a full disk is told with what is needed and what is free") {
  const CacheFixture fixture;
  fixture.store();
  FaultySystem system;
  system.limit_disk(1000);
  ArtifactCache cache(fixture.root, system);
  const std::string bytes(1500, 'x');
  const BlobId blob = test::git_id(bytes);
  {
    auto writer = cache.begin_blob(fixture.repo, blob);
    REQUIRE(writer);
    const auto written = writer->write(bytes);
    REQUIRE_FALSE(written);
    CHECK(written.error().code() == ErrorCode::io);
    CHECK(written.error().message() ==
          (fixture.folder / "blobs" / blob.hex()).string() +
              ": no space left on the disk: 500 more bytes needed, 0 free");
  }
  const auto state = test::state_of_cache(fixture.root);
  CHECK(state.leftovers.empty());
  CHECK(state.problems.empty());
  CHECK(state.blobs == 1);
}

TEST_CASE("blob writer: a full quota is told without what is free on the disk") {
  const CacheFixture fixture;
  FaultySystem system;
  system.fail_all("write", EDQUOT);
  ArtifactCache cache(fixture.root, system);
  const auto stored = test::store_blob(cache, fixture.repo, fixture.blob, fixture.bytes);
  REQUIRE_FALSE(stored);
  CHECK(stored.error().sentence() == "no space left in the disk quota: 4 more bytes needed");
}

TEST_CASE("blob writer: a disk found full only when it is flushed keeps the old blob") {
  const CacheFixture fixture;
  fixture.write(fixture.blob_path, "old");
  for (const char* call : {"fsync", "close"}) {
    CAPTURE(call);
    FaultySystem system;
    ArtifactCache cache(fixture.root, system);
    auto writer = cache.begin_blob(fixture.repo, fixture.blob);
    REQUIRE(writer);
    REQUIRE(writer->write(fixture.bytes));
    REQUIRE(writer->digests());
    system.fail_all(call, EIO);
    const auto published = writer->publish();
    REQUIRE_FALSE(published);
    CHECK(published.error().message() ==
          fixture.blob_path.string() + ": cannot be written: Input/output error");
    CHECK(test::bytes_of(fixture.blob_path) == "old");
  }
  CHECK(test::state_of_cache(fixture.root).leftovers.empty());
}

TEST_CASE("blob writer: a cache that may not be written names itself and the way out") {
  const CacheFixture fixture;
  FaultySystem system;
  system.fail_all("mkdirat", EROFS);
  const auto begun = ArtifactCache(fixture.root, system).begin_blob(fixture.repo, fixture.blob);
  REQUIRE_FALSE(begun);
  CHECK(begun.error().code() == ErrorCode::io);
  CHECK(begun.error().message() ==
        fixture.root.string() +
            ": cannot be created: Read-only file system; for a cache elsewhere set HF_HUB_CACHE or "
            "use --cache-dir");
}

TEST_CASE("blob writer: modes are the umask's, and a directory's group is handed down") {
  for (const mode_t mask : {022u, 077u, 002u}) {
    CAPTURE(mask);
    const CacheFixture fixture;
    fs::create_directory(fixture.root);
    REQUIRE(chmod(fixture.root.c_str(), 02777) == 0);
    const mode_t before = umask(mask);
    ArtifactCache cache(fixture.root);
    const auto stored = test::store_blob(cache, fixture.repo, fixture.blob, fixture.bytes);
    umask(before);
    REQUIRE(stored);
    struct stat blob {};
    struct stat blobs {};
    REQUIRE(stat(fixture.blob_path.c_str(), &blob) == 0);
    REQUIRE(stat(fixture.blob_path.parent_path().c_str(), &blobs) == 0);
    CHECK((blob.st_mode & 07777) == (0666 & ~mask));
    CHECK((blobs.st_mode & 07777) == (02000 | (0777 & ~mask)));
  }
}

TEST_CASE("blob writer: the first blob tags the root as a cache, and only if it has no tag") {
  const CacheFixture fixture;
  fixture.store();
  const fs::path tag = fixture.root / "CACHEDIR.TAG";
  CHECK(test::bytes_of(tag).size() == 191);
  fixture.write(tag, "another's");
  fixture.store();
  CHECK(test::bytes_of(tag) == "another's");
}

TEST_CASE("blob writer: a blob is stored even where the tag cannot be") {
  const CacheFixture fixture;
  FaultySystem whole;
  ArtifactCache first(fixture.root, whole);
  REQUIRE(test::store_blob(first, fixture.repo, fixture.blob, fixture.bytes));
  for (std::size_t k = 0; k < whole.calls().size(); ++k) {
    if (whole.calls()[k] != "renameat CACHEDIR.TAG") continue;
    fs::remove_all(fixture.root);
    FaultySystem system;
    system.fail(k, EIO);
    ArtifactCache cache(fixture.root, system);
    REQUIRE(test::store_blob(cache, fixture.repo, fixture.blob, fixture.bytes));
    CHECK_FALSE(fs::exists(fixture.root / "CACHEDIR.TAG"));
    CHECK(test::state_of_cache(fixture.root).leftovers.empty());
    return;
  }
  FAIL("no tag was made");
}

}  // namespace
}  // namespace kimitok
