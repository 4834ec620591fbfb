#include "cache/cached_file.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "cache/directory.hpp"
#include "kimitok/system.hpp"
#include "support/temp_dir.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;
using test::TempDir;

Directory directory_of(const TempDir& temporary) {
  auto root = Directory::make_root(posix_system(), temporary.path());
  REQUIRE(root);
  return *std::move(root);
}

TEST_CASE("cached file: files of any size are hashed whole") {
  const TempDir temporary;
  for (const std::size_t size : {0u, 1u, 65535u, 65536u, 65537u, 200000u}) {
    CAPTURE(size);
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 31 % 251);
    temporary.write("file", bytes);
    const auto file = open_file(directory_of(temporary), "file");
    REQUIRE(file);
    REQUIRE(*file);
    CHECK((*file)->size == size);
    CHECK(*digests_of(**file) == digests_of(bytes));
  }
}

TEST_CASE("cached file: a file that changes its size while it is read is an error") {
  const TempDir temporary;
  const fs::path path = temporary.write("file", "12345");
  const auto digests_after_resize = [&](std::uintmax_t size) {
    fs::resize_file(path, 5);
    const auto file = open_file(directory_of(temporary), "file");
    REQUIRE(file);
    REQUIRE(*file);
    fs::resize_file(path, size);
    return digests_of(**file);
  };
  CHECK(digests_after_resize(5));
  CHECK(digests_after_resize(6).error().message() ==
        path.string() + ": has grown while it was read");
  CHECK(digests_after_resize(4).error().message() ==
        path.string() + ": has shrunk while it was read");
}

TEST_CASE("cached file: a reader that fails ends the reading") {
  const TempDir temporary;
  temporary.write("file", std::string(200000, 'x'));
  const auto file = open_file(directory_of(temporary), "file");
  REQUIRE(*file);
  unsigned blocks = 0;
  const auto read = read_all(**file, [&](std::string_view) -> Result<void> {
    ++blocks;
    return fail(ErrorCode::io, "enough");
  });
  REQUIRE_FALSE(read);
  CHECK(read.error().sentence() == "enough");
  CHECK(blocks == 1);
}

TEST_CASE("cached file: the target of a link is its text, and of anything else nothing") {
  const TempDir temporary;
  temporary.write("file", "");
  fs::create_symlink("some/where", temporary.path() / "link");
  const Directory directory = directory_of(temporary);
  CHECK(link_target(directory, "link") == "some/where");
  CHECK_FALSE(link_target(directory, "file"));
  CHECK_FALSE(link_target(directory, "missing"));
}

}  // namespace
}  // namespace kimitok
