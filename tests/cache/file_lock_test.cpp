#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cache/cache_fixture.hpp"
#include "kimitok/artifact_cache.hpp"
#include "support/faulty_system.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using test::CacheFixture;
using test::FaultySystem;

struct LockFixture : CacheFixture {
  fs::path path = root / ".locks" / folder.filename() / (blob.hex() + ".lock");
  std::vector<std::string> notes;

  ArtifactCache::Options options(std::chrono::milliseconds wait) {
    ArtifactCache::Options chosen;
    chosen.lock_wait = wait;
    chosen.note = [this](const std::string& sentence) { notes.push_back(sentence); };
    return chosen;
  }
  FileLock lock(System& system, std::chrono::milliseconds wait = 0ms) {
    return ArtifactCache(root, options(wait), system).lock(repo, blob);
  }
  FileLock lock() { return lock(posix_system()); }
};

TEST_CASE("file lock: it is held until it is destroyed") {
  LockFixture fixture;
  {
    const FileLock held = fixture.lock();
    CHECK(held.is_held());
    CHECK_FALSE(fixture.lock().is_held());
  }
  CHECK(fixture.lock().is_held());
}

TEST_CASE("file lock: it goes with the object that it is moved to") {
  LockFixture fixture;
  FileLock first = fixture.lock();
  FileLock second = std::move(first);
  CHECK(second.is_held());
  CHECK_FALSE(fixture.lock().is_held());
  second = FileLock();
  CHECK_FALSE(second.is_held());
  CHECK(fixture.lock().is_held());
}

TEST_CASE("file lock: it is the empty file, of mode 0664, that every Hugging Face tool locks") {
  LockFixture fixture;
  const mode_t before = umask(077);
  const FileLock held = fixture.lock();
  umask(before);
  REQUIRE(held.is_held());
  struct stat status {};
  REQUIRE(stat(fixture.path.c_str(), &status) == 0);
  CHECK((status.st_mode & 07777) == 0664);
  CHECK(status.st_size == 0);
  const int other = open(fixture.path.c_str(), O_RDWR);
  REQUIRE(other >= 0);
  CHECK(flock(other, LOCK_EX | LOCK_NB) != 0);
  close(other);
}

TEST_CASE("file lock: the lock of one blob leaves the others free") {
  LockFixture fixture;
  const FileLock held = fixture.lock();
  ArtifactCache cache(fixture.root, fixture.options(0ms));
  CHECK(cache.lock(fixture.repo, test::git_id("another")).is_held());
  CHECK(cache.lock(test::repo_id("gpt2"), fixture.blob).is_held());
}

TEST_CASE("file lock: whoever has waited long enough goes on without it, and says which it was") {
  LockFixture fixture;
  const FileLock held = fixture.lock();
  CHECK_FALSE(fixture.lock(posix_system(), 10ms).is_held());
  REQUIRE_FALSE(fixture.notes.empty());
  const std::string note = fixture.notes.back();
  CHECK(note.starts_with(fixture.path.string() + ": still locked by another process after "));
  CHECK(note.ends_with(" s, going on without it"));
}

TEST_CASE("file lock: whoever waits says for what, and gets it as soon as it is free") {
  LockFixture fixture;
  FileLock held = fixture.lock();
  ArtifactCache::Options options = fixture.options(60s);
  options.note = [&](const std::string& sentence) {
    fixture.notes.push_back(sentence);
    held = FileLock();
  };
  const FileLock next = ArtifactCache(fixture.root, options).lock(fixture.repo, fixture.blob);
  CHECK(next.is_held());
  CHECK(fixture.notes == std::vector<std::string>{fixture.path.string() +
                                                  ": locked by another process, waiting for it"});
}

TEST_CASE("file lock: a lock that was unlinked while one waited for it is not the lock") {
  LockFixture fixture;
  FileLock held = fixture.lock();
  std::thread owner([&] {
    std::this_thread::sleep_for(20ms);
    fs::remove(fixture.path);
    held = FileLock();
  });
  const FileLock next = fixture.lock(posix_system(), 60s);
  owner.join();
  REQUIRE(next.is_held());
  CHECK(fs::exists(fixture.path));
  const FileLock third = fixture.lock();
  CHECK_FALSE(third.is_held());
}

TEST_CASE("file lock: another user's file that may only be read is locked all the same") {
  LockFixture fixture;
  fixture.write(fixture.path, "");
  FaultySystem whole;
  REQUIRE(fixture.lock(whole).is_held());
  const std::string opening = "openat " + fixture.path.filename().string();
  for (std::size_t k = 0; k < whole.calls().size(); ++k) {
    if (whole.calls()[k] != opening) continue;
    FaultySystem system;
    system.fail(k, EACCES);
    CHECK(fixture.lock(system).is_held());
    return;
  }
  FAIL("the lock was never opened");
}

TEST_CASE("file lock: where there is no locking one goes on without a word") {
  const auto check_unlocked = [](const std::string& call, int error) {
    CAPTURE(call);
    LockFixture fixture;
    FaultySystem system;
    system.fail_all(call, error);
    CHECK_FALSE(fixture.lock(system, 60s).is_held());
    CHECK(fixture.notes.empty());
  };
  check_unlocked("flock", ENOTSUP);
  check_unlocked("flock", ENOSYS);
  check_unlocked("flock", ENOLCK);
  check_unlocked("openat", EACCES);
  check_unlocked("mkdirat", EROFS);
}

TEST_CASE("file lock: what lies in the lock's place is neither followed nor waited for") {
  LockFixture fixture;
  const fs::path outside = fixture.directory.path() / "outside";
  fs::create_directories(fixture.path.parent_path());
  fs::create_symlink(outside, fixture.path);
  CHECK_FALSE(fixture.lock().is_held());
  CHECK_FALSE(fs::exists(outside));
  fs::remove(fixture.path);
  fs::create_directory(fixture.path);
  CHECK_FALSE(fixture.lock().is_held());
}

TEST_CASE("file lock: each call that fails costs at most the lock") {
  LockFixture fixture;
  FaultySystem whole;
  REQUIRE(fixture.lock(whole).is_held());
  for (std::size_t k = 0; k < whole.calls().size(); ++k) {
    CAPTURE(whole.calls()[k]);
    FaultySystem system;
    system.fail(k, EIO);
    static_cast<void>(fixture.lock(system).is_held());
    CHECK(fixture.lock().is_held());
  }
}

}  // namespace
}  // namespace kimitok
