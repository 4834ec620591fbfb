// The cache as a whole, byte for byte.
#include "kimitok/artifact_cache.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "cache/cache_fixture.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;
using test::artifact;
using test::CacheFixture;

// "MODE PATH", and what a link or a small file holds, for everything below `root`.
std::vector<std::string> tree_of(const fs::path& root) {
  std::vector<std::string> lines;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    struct stat status {};
    REQUIRE(lstat(entry.path().c_str(), &status) == 0);
    char mode[8];
    std::snprintf(mode, sizeof mode, "%04o ", static_cast<unsigned>(status.st_mode & 07777));
    std::string line = mode + entry.path().lexically_relative(root).string();
    if (entry.is_symlink()) {
      line += " -> " + fs::read_symlink(entry).string();
    } else if (entry.is_directory()) {
      line += "/";
    } else {
      line += " (" + std::to_string(entry.file_size()) + ")";
    }
    lines.push_back(line);
  }
  std::sort(lines.begin(), lines.end(),
            [](const auto& a, const auto& b) { return a.substr(5) < b.substr(5); });
  return lines;
}

TEST_CASE("artifact cache: a fetch leaves the tree that huggingface_hub leaves") {
  const CacheFixture fixture;
  const RepoId repo = test::repo_id("org/name");
  const std::string lfs_bytes = "the bytes of a large file";
  const std::string empty;
  const mode_t before = umask(022);
  ArtifactCache cache(fixture.root);
  const auto store = [&](const char* name, const BlobId& blob, const std::string& bytes) {
    const FileLock lock = cache.lock(repo, blob);
    CHECK(lock.is_held());
    REQUIRE(test::store_file(cache, repo, fixture.commit, artifact(name), blob, bytes));
  };
  store("config.json", test::git_id("Hello, World!"), "Hello, World!");
  store("sub/dir/vocab.txt", test::git_id(empty), empty);
  store("tiktoken.model", test::lfs_id(lfs_bytes), lfs_bytes);
  REQUIRE(cache.record_absent(repo, fixture.commit, artifact("added_tokens.json")));
  REQUIRE(cache.write_ref(repo, test::revision("main"), fixture.commit));
  REQUIRE(cache.write_ref(repo, test::revision("refs/pr/1"), fixture.commit));
  umask(before);

  const std::string commit(40, 'a');
  const std::string hello = "b45ef6fec89518d314f546fd6c3025367b721684";
  const std::string nothing = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
  const std::string large = digests_of(lfs_bytes).sha256;
  const std::string locks = ".locks/models--org--name";
  const std::string folder = "models--org--name";
  const std::string snapshot = folder + "/snapshots/" + commit;
  std::vector<std::string> expected{
      "0755 .locks/",
      "0755 " + locks + "/",
      "0664 " + locks + "/" + hello + ".lock (0)",
      "0664 " + locks + "/" + nothing + ".lock (0)",
      "0664 " + locks + "/" + large + ".lock (0)",
      "0644 CACHEDIR.TAG (191)",
      "0755 " + folder + "/",
      "0755 " + folder + "/.no_exist/",
      "0755 " + folder + "/.no_exist/" + commit + "/",
      "0644 " + folder + "/.no_exist/" + commit + "/added_tokens.json (0)",
      "0755 " + folder + "/blobs/",
      "0644 " + folder + "/blobs/" + hello + " (13)",
      "0644 " + folder + "/blobs/" + nothing + " (0)",
      "0644 " + folder + "/blobs/" + large + " (25)",
      "0755 " + folder + "/refs/",
      "0644 " + folder + "/refs/main (40)",
      "0755 " + folder + "/refs/refs/",
      "0755 " + folder + "/refs/refs/pr/",
      "0644 " + folder + "/refs/refs/pr/1 (40)",
      "0755 " + folder + "/snapshots/",
      "0755 " + snapshot + "/",
      "0777 " + snapshot + "/config.json -> ../../blobs/" + hello,
      "0755 " + snapshot + "/sub/",
      "0755 " + snapshot + "/sub/dir/",
      "0777 " + snapshot + "/sub/dir/vocab.txt -> ../../../../blobs/" + nothing,
      "0777 " + snapshot + "/tiktoken.model -> ../../blobs/" + large,
  };
  std::sort(expected.begin(), expected.end(),
            [](const auto& a, const auto& b) { return a.substr(5) < b.substr(5); });
  CHECK(tree_of(fixture.root) == expected);
}

TEST_CASE("artifact cache: a snapshot's directory is told without a look at the disk") {
  const CacheFixture fixture;
  const ArtifactCache cache(fixture.root);
  CHECK(cache.root() == fixture.root);
  CHECK(cache.snapshot(fixture.repo, fixture.commit) == fixture.snapshot);
  CHECK_FALSE(fs::exists(fixture.root));
}

}  // namespace
}  // namespace kimitok
