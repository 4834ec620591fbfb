#include "image/trusted_directory.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "kimitok/file.hpp"
#include "support/temp_dir.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMost = 1000;

std::string refusal(const TrustedDirectory& directory, const std::string& name) {
  const auto file = directory.open_file(name, kMost);
  REQUIRE_FALSE(file.has_value());
  CHECK(file.error().code() == ErrorCode::io);
  return file.error().sentence();
}

TEST_CASE("trusted directory: is made with what leads to it, for the user alone") {
  const test::TempDir dir;
  const fs::path path = dir.path() / "a/b/c";
  CHECK_FALSE(TrustedDirectory::open(path).has_value());
  CHECK(fs::is_empty(dir.path()));
  REQUIRE(TrustedDirectory::create(path).has_value());
  REQUIRE(TrustedDirectory::create(path).has_value());
  REQUIRE(TrustedDirectory::open(path).has_value());
  CHECK((fs::status(path).permissions() & fs::perms::all) == fs::perms::owner_all);
}

TEST_CASE("trusted directory: one that others may write to is refused") {
  const test::TempDir dir;
  for (const mode_t mode : {0770, 0707, 0777}) {
    REQUIRE(::chmod(dir.path().c_str(), mode) == 0);
    const auto opened = TrustedDirectory::open(dir.path());
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().sentence() == "can be written to by others");
    CHECK_FALSE(TrustedDirectory::create(dir.path()).has_value());
  }
  REQUIRE(::chmod(dir.path().c_str(), 0755) == 0);
  CHECK(TrustedDirectory::open(dir.path()).has_value());
  const fs::path file = dir.write("file", "");
  CHECK_FALSE(TrustedDirectory::open(file).has_value());
  CHECK_FALSE(TrustedDirectory::create(file).has_value());
}

TEST_CASE("trusted directory: what belongs to another user is refused") {
  if (::geteuid() != 0) {
    MESSAGE("not run as root: files cannot be given away");
    return;
  }
  const test::TempDir dir;
  const auto directory = TrustedDirectory::open(dir.path());
  REQUIRE(directory.has_value());
  const fs::path file = dir.write("file", "bytes");
  REQUIRE(::chown(file.c_str(), 12345, 12345) == 0);
  CHECK(refusal(*directory, "file") == "belongs to another user");
  REQUIRE(::chown(dir.path().c_str(), 12345, 12345) == 0);
  CHECK_FALSE(TrustedDirectory::open(dir.path()).has_value());
}

TEST_CASE("trusted directory: only regular files that nobody else writes are opened") {
  const test::TempDir dir;
  const auto directory = TrustedDirectory::open(dir.path());
  REQUIRE(directory.has_value());
  const fs::path file = dir.write("file", "bytes");
  REQUIRE(directory->open_file("file", kMost).has_value());
  CHECK(directory->open_file("file", kMost)->size == 5);
  CHECK_FALSE(directory->open_file("file", 4).has_value());

  REQUIRE(::chmod(file.c_str(), 0620) == 0);
  CHECK(refusal(*directory, "file") == "can be written to by others");
  REQUIRE(::mkfifo((dir.path() / "pipe").c_str(), 0600) == 0);
  CHECK(refusal(*directory, "pipe") == "is not a regular file");
  fs::create_directory(dir.path() / "folder");
  CHECK(refusal(*directory, "folder") == "is not a regular file");
  dir.write("folder/file", "bytes");
  fs::create_symlink("folder/file", dir.path() / "link");
  CHECK(refusal(*directory, "link").starts_with("cannot be opened"));
  CHECK(refusal(*directory, "missing").starts_with("cannot be opened"));
}

TEST_CASE("trusted directory: a file is put whole, over another too, and leaves nothing else") {
  const test::TempDir dir;
  const auto directory = TrustedDirectory::open(dir.path());
  REQUIRE(directory.has_value());
  for (const std::string bytes : {"first", "", "and another"}) {
    REQUIRE(directory->put("file", bytes).has_value());
    CHECK(*read_file(dir.path() / "file", kMost) == bytes);
    REQUIRE(directory->files().size() == 1);
    CHECK(directory->files()[0].name == "file");
  }
  directory->remove("file");
  directory->remove("file");
  CHECK(directory->files().empty());
}

TEST_CASE("trusted directory: what cannot be put leaves nothing behind") {
  const test::TempDir dir;
  const auto directory = TrustedDirectory::open(dir.path());
  REQUIRE(directory.has_value());
  fs::create_directory(dir.path() / "taken");
  const auto put = directory->put("taken", "bytes");
  REQUIRE_FALSE(put.has_value());
  CHECK(put.error().code() == ErrorCode::io);
  CHECK(directory->files().empty());
}

}  // namespace
}  // namespace kimitok
