// What is in the cache after the power failed: fetch.md 4.2, row 57.

#include <doctest/doctest.h>
#include <fcntl.h>

#include <cstddef>
#include <filesystem>
#include <limits>
#include <string>

#include "fetch/world.hpp"
#include "support/cache_invariants.hpp"
#include "support/power_cut_system.hpp"

namespace kimitok::test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

// Writes a blob the right way, or by the order that loses it.
void write_blob(System& system, const fs::path& blob, std::string_view bytes, bool synced_first) {
  const std::string temporary = blob.string() + ".incomplete";
  const int fd = system.openat(AT_FDCWD, temporary.c_str(), O_WRONLY | O_CREAT, 0644);
  system.write(fd, bytes.data(), bytes.size());
  if (synced_first) system.fsync(fd);
  system.renameat(AT_FDCWD, temporary.c_str(), AT_FDCWD, blob.c_str());
  if (!synced_first) system.fsync(fd);
  system.close(fd);
}

std::size_t problems_after_a_cut(bool synced_first) {
  std::size_t problems = 0;
  for (std::size_t call = 0; call <= 5; ++call) {
    TempDir root;
    const fs::path blobs = root.path() / "models--a--b" / "blobs";
    fs::create_directories(blobs);
    PowerCutSystem system(call);
    write_blob(system, blobs / digests_of("bytes").git_sha1, "bytes", synced_first);
    system.lose_unwritten(root.path());
    problems += state_of_cache(root.path()).problems.size();
  }
  return problems;
}

TEST_CASE("power cut: a blob renamed before its fsync is found out, one renamed after is not") {
  CHECK(problems_after_a_cut(/*synced_first=*/false) == 1);
  CHECK(problems_after_a_cut(/*synced_first=*/true) == 0);
}

void check_every_cut(bool no_symlinks) {
  World counted;
  counted.cache_options.no_symlinks = no_symlinks;
  PowerCutSystem whole(kNever);
  REQUIRE(counted.fetch(counted.request(), whole));
  CHECK(whole.lose_unwritten(counted.root) == 0);
  REQUIRE(whole.calls() > 50);

  std::size_t losers = 0;
  for (std::size_t call = 0; call < whole.calls(); ++call) {
    CAPTURE(call);
    World world;
    world.cache_options.no_symlinks = no_symlinks;
    PowerCutSystem system(call);
    const auto cut = world.fetch(world.request(), system);
    losers += system.lose_unwritten(world.root);
    CHECK(state_of_cache(world.root).problems == std::vector<std::string>());

    const auto rerun = world.fetch(world.request());
    REQUIRE_MESSAGE(rerun, rerun.error().message());
    for (const auto& [name, file] : first_files()) {
      CHECK(bytes_of(world.snapshot() / name) == file.bytes);
    }
    CHECK(state_of_cache(world.root).problems == std::vector<std::string>());
  }
  CHECK(losers > 0);
}

TEST_CASE("power cut: whenever it comes, no blob is trusted that is not on the disk") {
  check_every_cut(/*no_symlinks=*/false);
}

TEST_CASE("power cut: whenever it comes, no copy is trusted that is not on the disk") {
  check_every_cut(/*no_symlinks=*/true);
}

}  // namespace
}  // namespace kimitok::test
