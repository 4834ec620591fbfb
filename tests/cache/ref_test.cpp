#include "cache/ref.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
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
using test::revision;

std::optional<Commit> main_of(const CacheFixture& fixture) {
  const auto commit = ArtifactCache(fixture.root).read_ref(fixture.repo, revision("main"));
  REQUIRE(commit);
  return *commit;
}

TEST_CASE("ref: what was written is read back, and holds 40 bytes") {
  const CacheFixture fixture;
  fixture.store();
  ArtifactCache cache(fixture.root);
  REQUIRE(cache.write_ref(fixture.repo, revision("main"), fixture.commit));
  CHECK(test::bytes_of(fixture.folder / "refs/main") == fixture.commit.text());
  CHECK(main_of(fixture) == fixture.commit);
}

TEST_CASE("ref: a slash makes directories below refs") {
  const CacheFixture fixture;
  fixture.store();
  ArtifactCache cache(fixture.root);
  REQUIRE(cache.write_ref(fixture.repo, revision("refs/pr/1"), fixture.commit));
  CHECK(test::bytes_of(fixture.folder / "refs/refs/pr/1") == fixture.commit.text());
  CHECK(*cache.read_ref(fixture.repo, revision("refs/pr/1")) == fixture.commit);
  CHECK_FALSE(*cache.read_ref(fixture.repo, revision("refs/pr")));
  CHECK_FALSE(*cache.read_ref(fixture.repo, revision("refs/pr/1/x")));
}

TEST_CASE("ref: a file that is no commit is as good as none") {
  const CacheFixture fixture;
  const std::string hex(40, 'a');
  for (const std::string& text : std::vector<std::string>{
           "", hex + "\n", hex + "\r\n", hex.substr(1), hex + "a", std::string(40, 'A'),
           std::string(39, 'a') + "g", std::string(40, '\0'),
           "../../../../../../../../../../etc/passwd\0", std::string(1u << 20, 'a')}) {
    CAPTURE(text.size());
    fixture.write(fixture.folder / "refs/main", text);
    CHECK_FALSE(main_of(fixture));
  }
}

TEST_CASE("ref: anything but a file is as good as none, and nobody waits for it") {
  const CacheFixture fixture;
  const fs::path ref = fixture.folder / "refs/main";
  fs::create_directories(ref);
  CHECK_FALSE(main_of(fixture));
  fs::remove(ref);
  REQUIRE(mkfifo(ref.c_str(), 0666) == 0);
  CHECK_FALSE(main_of(fixture));
  fs::remove(ref);
  fs::create_symlink(fixture.directory.write("outside", std::string(40, 'a')), ref);
  CHECK_FALSE(main_of(fixture));
}

TEST_CASE("ref: one that is wrong, or a link, is replaced and nothing is written through it") {
  const CacheFixture fixture;
  fixture.store();
  ArtifactCache cache(fixture.root);
  const fs::path ref = fixture.write(fixture.folder / "refs/main", std::string(40, 'b'));
  REQUIRE(cache.write_ref(fixture.repo, revision("main"), fixture.commit));
  CHECK(main_of(fixture) == fixture.commit);

  const fs::path outside = fixture.directory.write("outside", "mine");
  fs::remove(ref);
  fs::create_symlink(outside, ref);
  REQUIRE(cache.write_ref(fixture.repo, revision("main"), fixture.commit));
  CHECK(main_of(fixture) == fixture.commit);
  CHECK(test::bytes_of(outside) == "mine");
}

TEST_CASE("ref: one that says so already is left alone") {
  const CacheFixture fixture;
  fixture.store();
  REQUIRE(ArtifactCache(fixture.root).write_ref(fixture.repo, revision("main"), fixture.commit));
  FaultySystem system;
  REQUIRE(ArtifactCache(fixture.root, system)
              .write_ref(fixture.repo, revision("main"), fixture.commit));
  CHECK(system.changes() == 0);
}

TEST_CASE("ref: none is written without its snapshot") {
  const CacheFixture fixture;
  fixture.store();
  const auto written =
      ArtifactCache(fixture.root).write_ref(fixture.repo, revision("main"), test::commit_of('b'));
  REQUIRE_FALSE(written);
  CHECK(written.error().code() == ErrorCode::io);
  CHECK(written.error().message() ==
        (fixture.folder / "snapshots" / std::string(40, 'b')).string() + ": is missing");
  CHECK_FALSE(fs::exists(fixture.folder / "refs/main"));
}

TEST_CASE("ref: what is in the way is named") {
  const CacheFixture fixture;
  fixture.store();
  ArtifactCache cache(fixture.root);
  fs::create_directories(fixture.folder / "refs/main");
  const auto over_directory = cache.write_ref(fixture.repo, revision("main"), fixture.commit);
  REQUIRE_FALSE(over_directory);
  CHECK(over_directory.error().message() ==
        (fixture.folder / "refs/main").string() + ": is a directory");
  fixture.write(fixture.folder / "refs/v1", fixture.commit.text());
  const auto below_file = cache.write_ref(fixture.repo, revision("v1/x"), fixture.commit);
  REQUIRE_FALSE(below_file);
  CHECK(below_file.error().message() ==
        (fixture.folder / "refs/v1").string() + ": is not a directory");
}

}  // namespace
}  // namespace kimitok
