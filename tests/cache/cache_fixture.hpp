// A cache of a test's own, and names to put into it.
#ifndef KIMITOK_TESTS_CACHE_CACHE_FIXTURE_HPP_
#define KIMITOK_TESTS_CACHE_CACHE_FIXTURE_HPP_

#include <filesystem>
#include <string>
#include <string_view>

#include "kimitok/artifact_cache.hpp"
#include "support/temp_dir.hpp"

namespace kimitok::test {

RepoId repo_id(std::string_view text);
Revision revision(std::string_view text);
Commit commit_of(char digit);  // 40 times this digit
ArtifactName artifact(std::string_view text);

// The names the Hub gives these bytes, kept by git and by LFS.
BlobId git_id(std::string_view bytes);
BlobId lfs_id(std::string_view bytes);

std::string bytes_of(const std::filesystem::path& file);

// The steps of a fetch that concern the cache.
Result<void> store_blob(ArtifactCache& cache, const RepoId& repo, const BlobId& blob,
                        std::string_view bytes);
Result<void> store_file(ArtifactCache& cache, const RepoId& repo, const Commit& commit,
                        const ArtifactName& name, const BlobId& blob, std::string_view bytes);

struct CacheFixture {
  TempDir directory;
  std::filesystem::path root = directory.path() / "hub";
  RepoId repo = repo_id("moonshotai/Kimi-K2-Instruct");
  std::filesystem::path folder = root / "models--moonshotai--Kimi-K2-Instruct";
  Commit commit = commit_of('a');
  std::filesystem::path snapshot = folder / "snapshots" / std::string(40, 'a');
  ArtifactName name = artifact("config.json");
  std::string bytes = "Hello, World!";
  BlobId blob = git_id(bytes);
  std::filesystem::path blob_path = folder / "blobs" / blob.hex();

  // Writes a file below the root.
  std::filesystem::path write(const std::filesystem::path& path, std::string_view text) const {
    return directory.write(path.lexically_relative(directory.path()), text);
  }
  // A cache with `name` in it, on the real system.
  void store() const;
};

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_CACHE_CACHE_FIXTURE_HPP_
