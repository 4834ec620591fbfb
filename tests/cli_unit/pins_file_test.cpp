#include "pins_file.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "cli_unit/cache_tree.hpp"

using namespace kimitok;
using app::read_pins;
using app::write_pins;
using test::TempDir;
using Unknown = Pins::UnknownKeys;

namespace {

Pins some_pins() {
  Pins pins;
  pins.put(test::pinned_artifact("mine", "org/model", test::kOneCommit, "ranks"));
  return pins;
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("pins file: what was written is read, and is canonical") {
  const TempDir directory;
  const std::string path = directory.path() / "kimitok.lock";
  REQUIRE(write_pins(path, some_pins(), ""));
  const auto read = read_pins(path, Unknown::refuse);
  REQUIRE(read);
  REQUIRE(*read);
  CHECK((*read)->pins.artifacts() == some_pins().artifacts());
  CHECK((*read)->bytes == bytes_of(path));
  CHECK((*read)->is_canonical());
  CHECK((*read)->warning.empty());
}

TEST_CASE("pins file: none is nothing, and not a failure") {
  const TempDir directory;
  const auto read = read_pins(directory.path() / "kimitok.lock", Unknown::refuse);
  REQUIRE(read);
  CHECK_FALSE(*read);
}

TEST_CASE("pins file: an unknown key is refused, or ignored with a warning") {
  const TempDir directory;
  std::string json = some_pins().json();
  json.insert(json.find('{') + 1, "\"new\": 1,");
  const std::string path = directory.write("kimitok.lock", json);
  const auto refused = read_pins(path, Unknown::refuse);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code() == ErrorCode::pins_invalid);
  CHECK(refused.error().source() == path);
  const auto ignored = read_pins(path, Unknown::ignore);
  REQUIRE(ignored);
  CHECK((*ignored)->warning == refused.error().message());
  CHECK_FALSE((*ignored)->is_canonical());
}

TEST_CASE("pins file: what is no kimitok.lock is refused by its path") {
  const TempDir directory;
  const std::string broken = directory.write("broken", "{");
  const std::string huge = directory.write("huge", std::string(Pins::kMaxBytes + 1, ' '));
  const std::string fifo = directory.path() / "fifo";
  REQUIRE(mkfifo(fifo.c_str(), 0600) == 0);
  for (const std::string& path : {broken, huge, fifo, directory.path().native()}) {
    CAPTURE(path);
    const auto read = read_pins(path, Unknown::ignore);
    REQUIRE_FALSE(read);
    CHECK(read.error().code() == ErrorCode::pins_invalid);
    CHECK(read.error().source() == path);
  }
}

TEST_CASE("pins file: nothing is written over what somebody else wrote meanwhile") {
  const TempDir directory;
  const std::string path = directory.write("kimitok.lock", "of somebody else");
  for (const std::string before : {"", "what was read"}) {
    CAPTURE(before);
    const auto written = write_pins(path, some_pins(), before);
    REQUIRE_FALSE(written);
    CHECK(written.error().code() == ErrorCode::pins_invalid);
    CHECK(bytes_of(path) == "of somebody else");
  }
}

TEST_CASE("pins file: nothing is written where nothing changes") {
  const TempDir directory;
  const std::string path = directory.write("kimitok.lock", some_pins().json());
  struct stat before, after;
  REQUIRE(stat(path.c_str(), &before) == 0);
  REQUIRE(write_pins(path, some_pins(), some_pins().json()));
  REQUIRE(stat(path.c_str(), &after) == 0);
  CHECK(before.st_ino == after.st_ino);
}
