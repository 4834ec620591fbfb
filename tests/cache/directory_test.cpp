#include "cache/directory.hpp"

#include <doctest/doctest.h>

#include <cerrno>
#include <filesystem>
#include <string>

#include "kimitok/system.hpp"
#include "support/faulty_system.hpp"
#include "support/temp_dir.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;
using test::FaultySystem;
using test::TempDir;

TEST_CASE("directory: the root is made with all that leads to it") {
  const TempDir temporary;
  for (const char* name : {"a/b/c", "d/", "e//f/"}) {
    CAPTURE(name);
    const fs::path root = temporary.path() / name;
    CHECK_FALSE(*Directory::find_root(posix_system(), root));
    const auto made = Directory::make_root(posix_system(), root);
    REQUIRE(made);
    CHECK(made->path() == root);
    CHECK(fs::is_directory(root));
    CHECK(*Directory::find_root(posix_system(), root));
  }
}

TEST_CASE("directory: a root that cannot be made says why") {
  const TempDir temporary;
  const auto failure = [](const fs::path& root) {
    const auto made = Directory::make_root(posix_system(), root);
    REQUIRE_FALSE(made);
    CHECK(made.error().code() == ErrorCode::io);
    CHECK(made.error().source() == root.string());
    return made.error().sentence();
  };
  CHECK(failure(temporary.write("file", "")) == "is not a directory");
  CHECK(failure(temporary.path() / "file/below") == "is not a directory");
  fs::create_symlink("nowhere", temporary.path() / "dangling");
  CHECK(failure(temporary.path() / "dangling") == "is a link that leads nowhere");
}

TEST_CASE("directory: of the causes on the way to a root the one that stopped it is told") {
  const TempDir temporary;
  FaultySystem system;
  system.fail_all("mkdirat", EACCES);
  const auto made = Directory::make_root(system, temporary.path() / "a/b");
  REQUIRE_FALSE(made);
  CHECK(made.error().sentence() == "cannot be created: Permission denied");
}

TEST_CASE("directory: steps lead down, and what is missing is made") {
  const TempDir temporary;
  const auto root = Directory::make_root(posix_system(), temporary.path());
  REQUIRE(root);
  CHECK_FALSE(*root->find({"a", "b"}));
  const auto made = root->make({"a", "b"});
  REQUIRE(made);
  CHECK(made->path() == temporary.path() / "a/b");
  const auto found = root->find({"a", "b"});
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->path() == temporary.path() / "a/b");
  CHECK((*root->find({}))->path() == temporary.path());
}

TEST_CASE("directory: a file in the way is nothing to a reader and an error to a writer") {
  const TempDir temporary;
  temporary.write("file", "");
  const auto root = Directory::make_root(posix_system(), temporary.path());
  REQUIRE(root);
  CHECK_FALSE(*root->find({"file"}));
  CHECK_FALSE(*root->find({"file", "below"}));
  const auto made = root->make({"file", "below"});
  REQUIRE_FALSE(made);
  CHECK(made.error().message() == (temporary.path() / "file").string() + ": is not a directory");
}

TEST_CASE("directory: no link is followed, wherever it leads") {
  const TempDir temporary;
  fs::create_directory(temporary.path() / "real");
  fs::create_symlink("real", temporary.path() / "inside");
  fs::create_symlink("nowhere", temporary.path() / "dangling");
  fs::create_symlink("/", temporary.path() / "outside");
  const auto root = Directory::make_root(posix_system(), temporary.path());
  REQUIRE(root);
  for (const char* name : {"inside", "dangling", "outside"}) {
    CAPTURE(name);
    const auto found = root->find({name});
    REQUIRE_FALSE(found);
    CHECK(found.error().code() == ErrorCode::io);
    CHECK(found.error().message() ==
          (temporary.path() / name).string() +
              ": is a symbolic link where the cache has a directory, and is not followed");
    CHECK_FALSE(root->make({name, "below"}));
  }
  CHECK(fs::is_empty(temporary.path() / "real"));
}

TEST_CASE("directory: a disk that has nothing to do to keep names is taken at its word") {
  const TempDir temporary;
  for (const int error : {EINVAL, ENOTSUP}) {
    FaultySystem system;
    system.fail_all("fsync", error);
    const auto root = Directory::make_root(system, temporary.path());
    REQUIRE(root);
    CHECK(root->sync());
  }
  FaultySystem system;
  system.fail_all("fsync", EIO);
  const auto root = Directory::make_root(system, temporary.path());
  REQUIRE(root);
  CHECK_FALSE(root->sync());
}

}  // namespace
}  // namespace kimitok
