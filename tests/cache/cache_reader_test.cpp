#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "cache/cache_fixture.hpp"
#include "kimitok/artifact_cache.hpp"
#include "support/faulty_system.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;
using test::CacheFixture;
using test::FaultySystem;

Presence presence(const CacheFixture& fixture) {
  const ArtifactCache cache(fixture.root);
  const auto found = cache.find(fixture.repo, fixture.commit, fixture.name);
  REQUIRE(found);
  return found->presence;
}

void replace(const fs::path& path, const std::function<void()>& make) {
  fs::remove_all(path);
  make();
}

TEST_CASE("cache reader: what was stored is found, with its path, its blob and its digests") {
  const CacheFixture fixture;
  fixture.store();
  const ArtifactCache cache(fixture.root);
  const auto found = cache.find(fixture.repo, fixture.commit, fixture.name);
  REQUIRE(found);
  CHECK(found->presence == Presence::present);
  CHECK(found->path == fixture.snapshot / "config.json");
  CHECK(found->blob == fixture.blob);
  CHECK(test::bytes_of(found->path) == fixture.bytes);
  const auto digests = cache.digests(fixture.repo, fixture.commit, fixture.name);
  REQUIRE(digests);
  CHECK(*digests == digests_of(fixture.bytes));
  const auto of_blob = cache.blob_digests(fixture.repo, fixture.blob);
  REQUIRE(of_blob);
  CHECK(*of_blob == digests_of(fixture.bytes));
}

TEST_CASE("cache reader: nothing is known where there is no cache") {
  const CacheFixture fixture;
  const ArtifactCache cache(fixture.root);
  CHECK(presence(fixture) == Presence::unknown);
  CHECK_FALSE(*cache.digests(fixture.repo, fixture.commit, fixture.name));
  CHECK_FALSE(*cache.blob_digests(fixture.repo, fixture.blob));
  CHECK_FALSE(*cache.read_ref(fixture.repo, test::revision("main")));
  CHECK(cache.repositories()->empty());
  CHECK_FALSE(fs::exists(fixture.root));
}

TEST_CASE("cache reader: another repository, commit or name is not known") {
  const CacheFixture fixture;
  fixture.store();
  const ArtifactCache cache(fixture.root);
  CHECK(cache.find(test::repo_id("gpt2"), fixture.commit, fixture.name)->presence ==
        Presence::unknown);
  CHECK(cache.find(fixture.repo, test::commit_of('b'), fixture.name)->presence ==
        Presence::unknown);
  CHECK(cache.find(fixture.repo, fixture.commit, test::artifact("other"))->presence ==
        Presence::unknown);
}

TEST_CASE("cache reader: reading makes no change") {
  const CacheFixture fixture;
  fixture.store();
  fixture.write(fixture.folder / "refs/main", fixture.commit.text());
  FaultySystem system;
  const ArtifactCache cache(fixture.root, system);
  CHECK(*cache.read_ref(fixture.repo, test::revision("main")));
  CHECK(cache.find(fixture.repo, fixture.commit, fixture.name)->presence == Presence::present);
  CHECK(*cache.digests(fixture.repo, fixture.commit, fixture.name));
  CHECK(*cache.blob_digests(fixture.repo, fixture.blob));
  CHECK(cache.repositories()->size() == 1);
  CHECK(system.calls().size() > 20);
  CHECK(system.changes() == 0);
}

TEST_CASE("cache reader: a marker says that the commit has no such file") {
  const CacheFixture fixture;
  fixture.write(fixture.folder / ".no_exist" / fixture.commit.text() / "config.json", "");
  CHECK(presence(fixture) == Presence::absent);
}

TEST_CASE("cache reader: a file that is there counts for more than a marker") {
  const CacheFixture fixture;
  fixture.store();
  fixture.write(fixture.folder / ".no_exist" / fixture.commit.text() / "config.json", "");
  CHECK(presence(fixture) == Presence::present);
}

TEST_CASE("cache reader: a marker that is no file says nothing") {
  const CacheFixture fixture;
  fs::create_directories(fixture.folder / ".no_exist" / fixture.commit.text() / "config.json");
  CHECK(presence(fixture) == Presence::unknown);
}

TEST_CASE("cache reader: a plain file in a snapshot is found, without a blob") {
  const CacheFixture fixture;
  fixture.write(fixture.snapshot / "config.json", "copied");
  const ArtifactCache cache(fixture.root);
  const auto found = cache.find(fixture.repo, fixture.commit, fixture.name);
  REQUIRE(found);
  CHECK(found->presence == Presence::present);
  CHECK_FALSE(found->blob);
  CHECK(*cache.digests(fixture.repo, fixture.commit, fixture.name) == digests_of("copied"));
}

TEST_CASE("cache reader: an entry that leads to no blob is not known") {
  const CacheFixture fixture;
  fixture.store();
  const fs::path entry = fixture.snapshot / "config.json";
  const fs::path outside = fixture.directory.write("outside", fixture.bytes);
  const std::string hex = fixture.blob.hex();
  for (const fs::path& target :
       std::vector<fs::path>{fixture.blob_path, outside, "../../../../outside",
                             "../../blobs/../blobs/" + hex, "../../blobs/" + std::string(40, 'c'),
                             "../blobs/" + hex, "/etc/passwd", std::string(3000, 'x')}) {
    CAPTURE(target.string());
    replace(entry, [&] { fs::create_symlink(target, entry); });
    CHECK(presence(fixture) == Presence::unknown);
    const ArtifactCache cache(fixture.root);
    CHECK_FALSE(*cache.digests(fixture.repo, fixture.commit, fixture.name));
  }
  replace(entry, [&] { fs::create_directory(entry); });
  CHECK(presence(fixture) == Presence::unknown);
  replace(entry, [&] { REQUIRE(mkfifo(entry.c_str(), 0666) == 0); });
  CHECK(presence(fixture) == Presence::unknown);
}

TEST_CASE("cache reader: a blob that is no file is as good as missing, and nobody waits for it") {
  const CacheFixture fixture;
  fixture.store();
  const ArtifactCache cache(fixture.root);
  const auto check_missing = [&](const char* what) {
    CAPTURE(what);
    CHECK(presence(fixture) == Presence::unknown);
    CHECK_FALSE(*cache.digests(fixture.repo, fixture.commit, fixture.name));
    CHECK_FALSE(*cache.blob_digests(fixture.repo, fixture.blob));
  };
  const fs::path& blob = fixture.blob_path;
  replace(blob, [] {});
  check_missing("missing");
  replace(blob, [&] { fs::create_directory(blob); });
  check_missing("a directory");
  replace(blob, [&] { REQUIRE(mkfifo(blob.c_str(), 0666) == 0); });
  check_missing("a pipe");
  replace(blob, [&] { REQUIRE(mknod(blob.c_str(), S_IFSOCK | 0666, 0) == 0); });
  check_missing("a socket");
  replace(blob, [&] { fs::create_symlink("/etc/passwd", blob); });
  check_missing("a link to elsewhere");
  replace(blob, [&] { fs::create_symlink(fixture.write(blob.string() + "x", "a"), blob); });
  check_missing("a link to a neighbour");
}

TEST_CASE("cache reader: the digests are of the bytes that are there, whatever their name") {
  const CacheFixture fixture;
  fixture.store();
  const ArtifactCache cache(fixture.root);
  for (const char* bytes : {"", "Hello", "Hello, World?"}) {
    CAPTURE(bytes);
    fixture.write(fixture.blob_path, bytes);
    const auto digests = cache.digests(fixture.repo, fixture.commit, fixture.name);
    REQUIRE(*digests);
    CHECK(**digests == digests_of(bytes));
    CHECK_FALSE((*digests)->fit(fixture.blob));
  }
}

TEST_CASE("cache reader: a blob of the shared store is read through its link") {
  const CacheFixture fixture;
  fixture.store();
  const std::string hash(64, 'e');
  fixture.write(fixture.root / "blobs/ee" / hash, fixture.bytes);
  replace(fixture.blob_path,
          [&] { fs::create_symlink("../../blobs/ee/" + hash, fixture.blob_path); });
  const ArtifactCache cache(fixture.root);
  const auto found = cache.find(fixture.repo, fixture.commit, fixture.name);
  REQUIRE(found);
  CHECK(found->presence == Presence::present);
  CHECK(found->blob == fixture.blob);
  CHECK(*cache.digests(fixture.repo, fixture.commit, fixture.name) == digests_of(fixture.bytes));

  fs::remove(fixture.root / "blobs/ee" / hash);
  CHECK(presence(fixture) == Presence::unknown);
  fs::create_symlink(fixture.directory.write("outside", fixture.bytes),
                     fixture.root / "blobs/ee" / hash);
  CHECK(presence(fixture) == Presence::unknown);
}

TEST_CASE("cache reader: a directory of a repository that is a link is refused by name") {
  const CacheFixture fixture;
  fixture.store();
  fixture.write(fixture.folder / "refs/main", fixture.commit.text());
  const ArtifactCache cache(fixture.root);
  const fs::path elsewhere = fixture.directory.path() / "elsewhere";
  for (const fs::path& directory :
       {fixture.folder / "blobs", fixture.folder / "snapshots", fixture.snapshot, fixture.folder}) {
    CAPTURE(directory.string());
    fs::rename(directory, elsewhere);
    fs::create_directory_symlink(elsewhere, directory);
    const auto found = cache.find(fixture.repo, fixture.commit, fixture.name);
    REQUIRE_FALSE(found);
    CHECK(found.error().code() == ErrorCode::io);
    CHECK(found.error().message() == directory.string() +
                                         ": is a symbolic link where the cache has a directory, "
                                         "and is not followed");
    CHECK_FALSE(cache.digests(fixture.repo, fixture.commit, fixture.name));
    fs::remove(directory);
    fs::rename(elsewhere, directory);
  }
  fs::rename(fixture.folder / "refs", elsewhere);
  fs::create_directory_symlink(elsewhere, fixture.folder / "refs");
  CHECK_FALSE(cache.read_ref(fixture.repo, test::revision("main")));
}

TEST_CASE("cache reader: the root itself may be reached through links") {
  const CacheFixture fixture;
  fixture.store();
  const fs::path link = fixture.directory.path() / "link";
  fs::create_directory_symlink(fixture.root, link);
  const ArtifactCache cache(link);
  const auto found = cache.find(fixture.repo, fixture.commit, fixture.name);
  REQUIRE(found);
  CHECK(found->presence == Presence::present);
  CHECK(found->path.string().starts_with(link.string()));
}

TEST_CASE("cache reader: a root that is no directory is named") {
  const CacheFixture fixture;
  fixture.directory.write("hub", "");
  const ArtifactCache cache(fixture.root);
  const auto found = cache.find(fixture.repo, fixture.commit, fixture.name);
  REQUIRE_FALSE(found);
  CHECK(found.error().code() == ErrorCode::io);
  CHECK(found.error().message() == fixture.root.string() + ": is not a directory");
}

TEST_CASE("cache reader: a call that fails is an error or a miss, never a wrong answer") {
  const CacheFixture fixture;
  fixture.store();
  FaultySystem whole;
  REQUIRE(*ArtifactCache(fixture.root, whole).digests(fixture.repo, fixture.commit, fixture.name));
  unsigned errors = 0;
  for (std::size_t k = 0; k < whole.calls().size(); ++k) {
    CAPTURE(whole.calls()[k]);
    FaultySystem system;
    system.fail(k, EIO);
    const ArtifactCache cache(fixture.root, system);
    const auto digests = cache.digests(fixture.repo, fixture.commit, fixture.name);
    if (!digests) {
      ++errors;
      CHECK(digests.error().code() == ErrorCode::io);
      CHECK(digests.error().source().starts_with(fixture.root.string()));
    } else if (*digests) {
      CHECK(**digests == digests_of(fixture.bytes));
    }
  }
  CHECK(errors > 5);
}

TEST_CASE("cache reader: a file that may not be read is an error that names it") {
  const CacheFixture fixture;
  fixture.store();
  FaultySystem whole;
  REQUIRE(*ArtifactCache(fixture.root, whole).blob_digests(fixture.repo, fixture.blob));
  for (std::size_t k = 0; k < whole.calls().size(); ++k) {
    if (whole.calls()[k] != "openat " + fixture.blob.hex()) continue;
    FaultySystem system;
    system.fail(k, EACCES);
    const ArtifactCache cache(fixture.root, system);
    const auto digests = cache.blob_digests(fixture.repo, fixture.blob);
    REQUIRE_FALSE(digests);
    CHECK(digests.error().message() ==
          fixture.blob_path.string() +
              ": cannot be opened: Permission denied; for a cache elsewhere set HF_HUB_CACHE or "
              "use --cache-dir");
    return;
  }
  FAIL("the blob was never opened");
}

TEST_CASE("cache reader: repositories are listed by name, each with its snapshots") {
  const CacheFixture fixture;
  for (const char* folder : {"models--gpt2", "models--a--b", "datasets--a--b", "models--a--b--c"}) {
    fixture.write(fixture.root / folder / "snapshots" / std::string(40, 'b') / "f", "");
  }
  fixture.write(fixture.root / "models--a--b/snapshots" / std::string(40, 'a') / "f", "");
  fixture.write(fixture.root / "models--a--b/snapshots" / std::string(40, 'c'), "no directory");
  fixture.write(fixture.root / "models--a--b/snapshots/main/f", "");
  fs::create_directory_symlink("nowhere",
                               fixture.root / "models--a--b/snapshots" / std::string(40, 'd'));
  fixture.write(fixture.root / "models--empty/blobs/x", "");
  fixture.write(fixture.root / "models--file", "");
  fs::create_directory_symlink(fixture.root / "models--gpt2", fixture.root / "models--link");
  const auto found = ArtifactCache(fixture.root).repositories();
  REQUIRE(found);
  REQUIRE(found->size() == 2);
  CHECK((*found)[0].repo.text() == "a/b");
  CHECK((*found)[0].snapshots == std::vector{test::commit_of('a'), test::commit_of('b')});
  CHECK((*found)[1].repo.text() == "gpt2");
  CHECK((*found)[1].snapshots == std::vector{test::commit_of('b')});
}

}  // namespace
}  // namespace kimitok
