#include "kimitok/system.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "support/temp_dir.hpp"

namespace kimitok {
namespace {

TEST_CASE("system: the names of a directory come sorted, as often as they are asked for") {
  const test::TempDir directory;
  for (const char* name : {"b", "a", ".hidden", "c"}) directory.write(name, "");
  const int fd = open(directory.path().c_str(), O_RDONLY | O_DIRECTORY);
  REQUIRE(fd >= 0);
  for (int round = 0; round < 2; ++round) {
    std::vector<std::string> names{"what was here before"};
    CHECK(posix_system().list(fd, &names) == 0);
    CHECK(names == std::vector<std::string>{".hidden", "a", "b", "c"});
  }
  close(fd);
  std::vector<std::string> names;
  CHECK(posix_system().list(fd, &names) == -1);
}

TEST_CASE("system: a disk says how many bytes are free") {
  const test::TempDir directory;
  const int fd = open(directory.path().c_str(), O_RDONLY | O_DIRECTORY);
  REQUIRE(fd >= 0);
  unsigned long long bytes = 0;
  CHECK(posix_system().free_bytes(fd, &bytes) == 0);
  CHECK(bytes > 0);
  close(fd);
  CHECK(posix_system().free_bytes(fd, &bytes) == -1);
}

}  // namespace
}  // namespace kimitok
