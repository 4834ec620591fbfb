#include "fetch/exported_file.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>

#include "fetch/world.hpp"
#include "support/faulty_system.hpp"

namespace kimitok::test {
namespace {

namespace fs = std::filesystem;
using Kind = ExportTarget::Kind;

Kind kind_of(const fs::path& path) {
  const auto target = look_at_target(quick_system(), path);
  REQUIRE(target);
  return target->kind;
}

TEST_CASE("exported file: what lies at a place is told without following or opening it") {
  TempDir directory;
  directory.write("plain", "bytes");
  fs::create_symlink("plain", directory.path() / "link");
  fs::create_symlink("nowhere", directory.path() / "dangling");
  REQUIRE(::mkfifo((directory.path() / "pipe").c_str(), 0600) == 0);
  CHECK(kind_of(directory.path() / "none") == Kind::nothing);
  CHECK(kind_of(directory.path()) == Kind::directory);
  CHECK(kind_of(directory.path() / "plain") == Kind::plain);
  CHECK(kind_of(directory.path() / "link") == Kind::other);
  CHECK(kind_of(directory.path() / "dangling") == Kind::other);
  CHECK(kind_of(directory.path() / "pipe") == Kind::other);
  CHECK(look_at_target(quick_system(), directory.path() / "plain")->sha256 ==
        digests_of("bytes").sha256);
}

TEST_CASE("exported file: directories are made as far as they are missing") {
  TempDir directory;
  const fs::path deep = directory.path() / "a" / "b" / "c";
  REQUIRE(make_directories(quick_system(), deep));
  REQUIRE(make_directories(quick_system(), deep / ""));
  CHECK(fs::is_directory(deep));
}

TEST_CASE("exported file: a directory that is there needs no leave to be made") {
  TempDir directory;
  FaultySystem read_only(quick_system());
  read_only.fail_all("mkdirat", EROFS);
  CHECK(make_directories(read_only, directory.path()));
  const auto made = make_directories(read_only, directory.path() / "new");
  REQUIRE_FALSE(made);
  CHECK(made.error().sentence().find("ead-only file system") != std::string::npos);
}

TEST_CASE("exported file: a file in the way of a directory is named") {
  TempDir directory;
  const fs::path file = directory.write("file", "");
  const auto made = make_directories(quick_system(), file / "below");
  REQUIRE_FALSE(made);
  CHECK(made.error().code() == ErrorCode::io);
  CHECK(made.error().source() == file.string());
}

TEST_CASE("exported file: temporary files of others are stepped around") {
  World world;
  const auto snapshot = world.fetch(world.request());
  REQUIRE(snapshot);
  TempDir directory;
  FaultySystem system(quick_system());
  const fs::path target = directory.path() / "copy";
  REQUIRE(copy_checked(system, snapshot->files[0], target));
  std::string temporary;
  for (const std::string& call : system.calls()) {
    if (call.find(".kimitok-") != std::string::npos) temporary = call.substr(call.find(' ') + 1);
  }
  REQUIRE_FALSE(temporary.empty());
  directory.write(fs::path(temporary).filename(), "another's");
  REQUIRE(copy_checked(quick_system(), snapshot->files[0], target));
  CHECK(bytes_of(target) == std::string(3000, 'v'));
  CHECK(bytes_of(temporary) == "another's");
}

}  // namespace
}  // namespace kimitok::test
