#include "image/file_identity.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <thread>

#include "support/temp_dir.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;

TEST_CASE("file identity: stays while nothing changes, through links too") {
  const test::TempDir dir;
  const fs::path file = dir.write("file", "bytes");
  fs::create_symlink(file, dir.path() / "link");
  const auto identity = FileIdentity::of(file);
  REQUIRE(identity.has_value());
  CHECK(FileIdentity::of(file) == identity);
  CHECK(FileIdentity::of(dir.path() / "link") == identity);
}

TEST_CASE("file identity: other bytes of the same size, with the old time put back, are noticed") {
  const test::TempDir dir;
  const fs::path file = dir.write("file", "bytes");
  struct stat before;
  REQUIRE(::stat(file.c_str(), &before) == 0);
  const auto identity = FileIdentity::of(file);
  // Longer than the clock of any file system stands still.
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  dir.write("file", "other");
  const timespec times[] = {before.st_atim, before.st_mtim};
  REQUIRE(::utimensat(AT_FDCWD, file.c_str(), times, 0) == 0);
  struct stat after;
  REQUIRE(::stat(file.c_str(), &after) == 0);
  REQUIRE(after.st_mtim.tv_nsec == before.st_mtim.tv_nsec);
  REQUIRE(after.st_size == before.st_size);
  CHECK_FALSE(FileIdentity::of(file) == identity);
}

TEST_CASE("file identity: another file in its place is another") {
  const test::TempDir dir;
  const fs::path file = dir.write("file", "bytes");
  const auto identity = FileIdentity::of(file);
  fs::rename(dir.write("new", "bytes"), file);
  CHECK_FALSE(FileIdentity::of(file) == identity);
}

TEST_CASE("file identity: a file that has just changed is not settled, an old one is") {
  const test::TempDir dir;
  const auto fresh = FileIdentity::of(dir.write("file", "bytes"));
  REQUIRE(fresh.has_value());
  CHECK_FALSE(fresh->is_settled());
  // A time of change that is to come, as a wrong clock leaves it, may come again.
  const fs::path future = dir.write("future", "bytes");
  fs::last_write_time(future, fs::file_time_type::clock::now() + std::chrono::hours(1));
  CHECK_FALSE(FileIdentity::of(future)->is_settled());
  const auto old = FileIdentity::of("/etc/passwd");
  REQUIRE(old.has_value());
  CHECK(old->is_settled());
}

TEST_CASE("file identity: only regular files have one, and asking for it waits for nobody") {
  const test::TempDir dir;
  const fs::path pipe = dir.path() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK_FALSE(FileIdentity::of(pipe).has_value());
  CHECK_FALSE(FileIdentity::of(dir.path()).has_value());
  CHECK_FALSE(FileIdentity::of(dir.path() / "missing").has_value());
  CHECK_FALSE(FileIdentity::of("/dev/null").has_value());
}

}  // namespace
}  // namespace kimitok
