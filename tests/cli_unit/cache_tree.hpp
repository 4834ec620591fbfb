// A cache of Hugging Face's tools with what a test puts there, and the environment that names it.
#ifndef KIMITOK_TESTS_CLI_UNIT_CACHE_TREE_HPP_
#define KIMITOK_TESTS_CLI_UNIT_CACHE_TREE_HPP_

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "cli/args.hpp"
#include "kimitok/artifact_cache.hpp"
#include "kimitok/hub_settings.hpp"
#include "kimitok/pins.hpp"
#include "support/temp_dir.hpp"

namespace kimitok::test {

inline const std::string kOneCommit(40, '1');
inline const std::string kOtherCommit(40, '2');

class CacheTree {
 public:
  std::filesystem::path root() const { return directory_.path() / "hub"; }
  ArtifactCache cache() const { return ArtifactCache(root()); }

  // Bytes as a blob, and a link to it in the commit's snapshot.
  void add(std::string_view repo, std::string_view commit, std::string_view name,
           std::string_view bytes) const {
    const std::string blob = digests_of(bytes).git_sha1;
    const std::filesystem::path folder = "hub" / std::filesystem::path(folder_of(repo));
    directory_.write(folder / "blobs" / blob, bytes);
    const auto link = directory_.path() / folder / "snapshots" / commit / name;
    std::filesystem::create_directories(link.parent_path());
    std::filesystem::create_symlink("../../blobs/" + blob, link);
  }
  void add_ref(std::string_view repo, std::string_view ref, std::string_view commit) const {
    directory_.write("hub" / std::filesystem::path(folder_of(repo)) / "refs" / ref, commit);
  }

  std::filesystem::path snapshot(std::string_view repo, std::string_view commit) const {
    return root() / folder_of(repo) / "snapshots" / commit;
  }
  std::filesystem::path blob(std::string_view repo, std::string_view bytes) const {
    return root() / folder_of(repo) / "blobs" / digests_of(bytes).git_sha1;
  }

  // Nothing is set but HF_HUB_CACHE.
  Environment environment() const {
    return [cache = root().native()](const char* name) -> std::optional<std::string> {
      if (std::string_view(name) == "HF_HUB_CACHE") return cache;
      return std::nullopt;
    };
  }

 private:
  static std::string folder_of(std::string_view repo) {
    return RepoId::parse(repo)->cache_folder();
  }

  TempDir directory_;
};

// The file of that name and those bytes, as kimitok.lock pins it.
inline PinnedFile pinned_file(std::string_view name, std::string_view bytes) {
  const Digests digests = digests_of(bytes);
  return {*ArtifactName::parse(name), digests.size, *Sha256Hex::parse(digests.sha256),
          *BlobId::parse(digests.git_sha1)};
}

// An artifact of tiktoken.model alone.
inline PinnedArtifact pinned_artifact(std::string name, std::string_view repo,
                                      std::string_view commit, std::string_view model) {
  return {std::move(name),
          *RepoId::parse(repo),
          *Revision::parse("main"),
          *Commit::parse(commit),
          {pinned_file("tiktoken.model", model)},
          {}};
}

// The working directory for as long as this lives.
class WorkingDirectory {
 public:
  explicit WorkingDirectory(const std::filesystem::path& path)
      : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(path);
  }
  WorkingDirectory(const WorkingDirectory&) = delete;
  WorkingDirectory& operator=(const WorkingDirectory&) = delete;
  ~WorkingDirectory() { std::filesystem::current_path(before_); }

 private:
  std::filesystem::path before_;
};

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_CLI_UNIT_CACHE_TREE_HPP_
