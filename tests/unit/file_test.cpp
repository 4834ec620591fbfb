#include "kimitok/file.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "support/temp_dir.hpp"

namespace kimitok {
namespace {

TEST_CASE("file: the bytes come back as they are") {
  const test::TempDir directory;
  for (const std::size_t size : {0u, 1u, 4096u, 100000u}) {
    CAPTURE(size);
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 31 % 256);
    const auto read = read_file(directory.write("file", bytes), size);
    REQUIRE(read);
    CHECK(*read == bytes);
  }
}

TEST_CASE("file: a file that announces no size is read to its end") {
  const auto read = read_file("/proc/self/status", 1u << 20);
  REQUIRE(read);
  CHECK(read->starts_with("Name:"));
  CHECK(read->ends_with('\n'));
}

TEST_CASE("file: a symbolic link is followed") {
  const test::TempDir directory;
  std::filesystem::create_symlink(directory.write("file", "text"), directory.path() / "link");
  const auto read = read_file(directory.path() / "link", 10);
  REQUIRE(read);
  CHECK(*read == "text");
}

TEST_CASE("file: one byte too many is refused") {
  const test::TempDir directory;
  const auto file = directory.write("file", "12345");
  const auto read = read_file(file, 4);
  REQUIRE_FALSE(read);
  CHECK(read.error().code() == ErrorCode::io);
  CHECK(read.error().message() == file.native() + ": holds more than 4 bytes");
}

TEST_CASE("file: too many bytes are refused where no size is announced") {
  const auto read = read_file("/dev/zero", 100000);
  REQUIRE_FALSE(read);
  CHECK(read.error().message() == "/dev/zero: holds more than 100000 bytes");
}

TEST_CASE("file: what cannot be opened is named with the reason") {
  const test::TempDir directory;
  const auto file = directory.path() / "absent";
  const auto read = read_file(file, 4);
  REQUIRE_FALSE(read);
  CHECK(read.error().code() == ErrorCode::io);
  CHECK(read.error().message() == file.native() + ": cannot be opened: No such file or directory");
}

TEST_CASE("file: a directory is refused") {
  const test::TempDir directory;
  const auto read = read_file(directory.path(), 1u << 20);
  REQUIRE_FALSE(read);
  CHECK(read.error().code() == ErrorCode::io);
  CHECK(read.error().message() == directory.path().native() + ": is a directory");
}

}  // namespace
}  // namespace kimitok
