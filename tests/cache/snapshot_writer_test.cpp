#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <string>

#include "cache/cache_fixture.hpp"
#include "kimitok/artifact_cache.hpp"
#include "support/cache_invariants.hpp"
#include "support/faulty_system.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;
using test::CacheFixture;
using test::FaultySystem;

struct LinkFixture : CacheFixture {
  fs::path entry = snapshot / "config.json";
  std::string text = "../../blobs/" + blob.hex();

  LinkFixture() {
    ArtifactCache cache(root);
    REQUIRE(test::store_blob(cache, repo, blob, bytes));
  }
  Result<void> link() const { return ArtifactCache(root).link(repo, commit, name, blob); }
};

TEST_CASE("snapshot writer: an entry is a relative link to its blob") {
  const LinkFixture fixture;
  REQUIRE(fixture.link());
  CHECK(fs::read_symlink(fixture.entry) == fixture.text);
  CHECK(test::bytes_of(fixture.entry) == fixture.bytes);
}

TEST_CASE("snapshot writer: an entry in a directory goes up as often as it is deep") {
  const LinkFixture fixture;
  ArtifactCache cache(fixture.root);
  REQUIRE(cache.link(fixture.repo, fixture.commit, test::artifact("a/b/c.txt"), fixture.blob));
  CHECK(fs::read_symlink(fixture.snapshot / "a/b/c.txt") == "../../" + fixture.text);
  CHECK(test::bytes_of(fixture.snapshot / "a/b/c.txt") == fixture.bytes);
}

TEST_CASE("snapshot writer: an entry that is right is left alone") {
  const LinkFixture fixture;
  REQUIRE(fixture.link());
  const auto check_no_change = [&] {
    FaultySystem system;
    REQUIRE(ArtifactCache(fixture.root, system)
                .link(fixture.repo, fixture.commit, fixture.name, fixture.blob));
    CHECK(system.changes() == 0);
  };
  check_no_change();
  fs::remove(fixture.entry);
  fixture.write(fixture.entry, fixture.bytes);  // as a program without links writes it
  check_no_change();
  CHECK(fs::is_regular_file(fs::symlink_status(fixture.entry)));
}

TEST_CASE("snapshot writer: any other entry is replaced, and nothing is written through it") {
  const LinkFixture fixture;
  const fs::path outside = fixture.directory.write("outside", "mine");
  fs::create_directories(fixture.snapshot);
  const auto link_over = [&](const char* what) {
    CAPTURE(what);
    REQUIRE(fixture.link());
    CHECK(fs::read_symlink(fixture.entry) == fixture.text);
    fs::remove(fixture.entry);
  };
  fs::create_symlink("../../blobs/" + std::string(40, 'c'), fixture.entry);
  link_over("a link that leads nowhere");
  fs::create_symlink(outside, fixture.entry);
  link_over("a link to elsewhere");
  fs::create_symlink(fixture.blob_path, fixture.entry);
  link_over("an absolute link to the right blob");
  fixture.write(fixture.entry, "Hello, World?");
  link_over("a copy with other bytes");
  REQUIRE(mkfifo(fixture.entry.c_str(), 0666) == 0);
  link_over("a pipe");
  CHECK(test::bytes_of(outside) == "mine");
}

TEST_CASE("snapshot writer: a directory in the way is named, and nothing is left") {
  const LinkFixture fixture;
  fs::create_directories(fixture.entry);
  const auto linked = fixture.link();
  REQUIRE_FALSE(linked);
  CHECK(linked.error().code() == ErrorCode::io);
  CHECK(linked.error().message() == fixture.entry.string() + ": is a directory");
  CHECK(test::state_of_cache(fixture.root).leftovers.empty());
}

TEST_CASE("snapshot writer: no entry is made for a blob that is missing or no file") {
  const LinkFixture fixture;
  fs::remove(fixture.blob_path);
  const auto linked = fixture.link();
  REQUIRE_FALSE(linked);
  CHECK(linked.error().message() == fixture.blob_path.string() + ": is missing, or not a file");
  fs::create_symlink("/etc/passwd", fixture.blob_path);
  CHECK_FALSE(fixture.link());
  CHECK_FALSE(fs::exists(fs::symlink_status(fixture.entry)));
}

TEST_CASE("snapshot writer: a directory on the way that is a link is refused") {
  const LinkFixture fixture;
  const fs::path elsewhere = fixture.directory.path() / "elsewhere";
  fs::create_directories(elsewhere);
  for (const fs::path& directory :
       {fixture.folder / "snapshots", fixture.snapshot, fixture.snapshot / "sub"}) {
    CAPTURE(directory.string());
    fs::remove_all(fixture.folder / "snapshots");
    fs::create_directories(directory.parent_path());
    fs::create_directory_symlink(elsewhere, directory);
    ArtifactCache cache(fixture.root);
    const auto linked =
        cache.link(fixture.repo, fixture.commit, test::artifact("sub/f"), fixture.blob);
    REQUIRE_FALSE(linked);
    CHECK(linked.error().source() == directory.string());
  }
  CHECK(fs::is_empty(elsewhere));
}

TEST_CASE("snapshot writer: where links do not work the entry is a copy, and is found again") {
  for (const int error : {EPERM, EACCES, EOPNOTSUPP, ENOSYS}) {
    CAPTURE(error);
    const LinkFixture fixture;
    FaultySystem system;
    system.fail_all("symlinkat", error);
    ArtifactCache cache(fixture.root, system);
    REQUIRE(cache.link(fixture.repo, fixture.commit, fixture.name, fixture.blob));
    CHECK(fs::is_regular_file(fs::symlink_status(fixture.entry)));
    CHECK(test::bytes_of(fixture.entry) == fixture.bytes);
    CHECK(test::bytes_of(fixture.blob_path) == fixture.bytes);
    CHECK(cache.find(fixture.repo, fixture.commit, fixture.name)->presence == Presence::present);
    const std::size_t changes = system.changes();
    REQUIRE(cache.link(fixture.repo, fixture.commit, fixture.name, fixture.blob));
    CHECK(system.changes() == changes);
    CHECK(test::state_of_cache(fixture.root).leftovers.empty());
  }
}

TEST_CASE("snapshot writer: who wants no links gets copies") {
  const LinkFixture fixture;
  FaultySystem system;
  ArtifactCache::Options options;
  options.no_symlinks = true;
  ArtifactCache cache(fixture.root, options, system);
  fixture.write(fixture.entry, "Hello, World?");
  REQUIRE(cache.link(fixture.repo, fixture.commit, fixture.name, fixture.blob));
  CHECK(test::bytes_of(fixture.entry) == fixture.bytes);
  CHECK(fs::is_regular_file(fs::symlink_status(fixture.entry)));
  for (const std::string& call : system.calls()) CHECK_FALSE(call.starts_with("symlinkat"));
}

TEST_CASE("snapshot writer: a copy is not made of bytes that are not the blob's") {
  const LinkFixture fixture;
  fixture.write(fixture.blob_path, "Hello, World?");
  ArtifactCache::Options options;
  options.no_symlinks = true;
  ArtifactCache cache(fixture.root, options);
  const auto linked = cache.link(fixture.repo, fixture.commit, fixture.name, fixture.blob);
  REQUIRE_FALSE(linked);
  CHECK(linked.error().message() ==
        fixture.blob_path.string() + ": does not hold the bytes that its name promises");
  CHECK_FALSE(fs::exists(fixture.entry));
  CHECK(test::state_of_cache(fixture.root).leftovers.empty());
}

TEST_CASE("snapshot writer: other failures to link are failures") {
  const LinkFixture fixture;
  for (const int error : {ENOSPC, EIO, EROFS, EDQUOT}) {
    CAPTURE(error);
    FaultySystem system;
    system.fail_all("symlinkat", error);
    ArtifactCache cache(fixture.root, system);
    const auto linked = cache.link(fixture.repo, fixture.commit, fixture.name, fixture.blob);
    REQUIRE_FALSE(linked);
    CHECK(linked.error().code() == ErrorCode::io);
    CHECK(linked.error().source() == fixture.entry.string());
  }
}

TEST_CASE("snapshot writer: an absent file gets an empty marker, and its snapshot a directory") {
  const CacheFixture fixture;
  ArtifactCache cache(fixture.root);
  for (const char* name : {"added_tokens.json", "sub/vocab.json"}) {
    CAPTURE(name);
    const ArtifactName absent = test::artifact(name);
    REQUIRE(cache.record_absent(fixture.repo, fixture.commit, absent));
    CHECK(test::bytes_of(fixture.folder / ".no_exist" / fixture.commit.text() / name).empty());
    CHECK(fs::is_directory(fixture.snapshot));
    CHECK(cache.find(fixture.repo, fixture.commit, absent)->presence == Presence::absent);
  }
  CHECK(test::state_of_cache(fixture.root).problems.empty());
}

TEST_CASE("snapshot writer: a marker that is there is left alone") {
  const CacheFixture fixture;
  REQUIRE(ArtifactCache(fixture.root).record_absent(fixture.repo, fixture.commit, fixture.name));
  FaultySystem system;
  ArtifactCache cache(fixture.root, system);
  REQUIRE(cache.record_absent(fixture.repo, fixture.commit, fixture.name));
  CHECK(system.changes() == 0);
}

TEST_CASE("snapshot writer: a marker is not written through a link") {
  const CacheFixture fixture;
  const fs::path outside = fixture.directory.path() / "outside";
  const fs::path marker = fixture.folder / ".no_exist" / fixture.commit.text() / "config.json";
  fs::create_directories(marker.parent_path());
  fs::create_symlink(outside, marker);
  const auto recorded =
      ArtifactCache(fixture.root).record_absent(fixture.repo, fixture.commit, fixture.name);
  REQUIRE_FALSE(recorded);
  CHECK(recorded.error().message() == marker.string() + ": cannot be created: File exists");
  CHECK_FALSE(fs::exists(outside));
}

}  // namespace
}  // namespace kimitok
