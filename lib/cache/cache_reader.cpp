// The reading half of ArtifactCache: it changes nothing.
#include <cerrno>
#include <string>
#include <utility>

#include "cache/cache_layout.hpp"
#include "cache/cached_file.hpp"
#include "cache/directory.hpp"
#include "cache/io_failure.hpp"
#include "cache/ref.hpp"
#include "cache/snapshot_entry.hpp"
#include "kimitok/artifact_cache.hpp"

namespace kimitok {
namespace {

// Whether there is a marker; one that is no regular file is none.
Result<bool> is_marked_absent(const Directory& root, const cache_layout::Place& marker) {
  auto directory = root.find(marker.directories);
  if (!directory) return fail(std::move(directory).error());
  if (!*directory) return false;
  auto file = open_file(**directory, marker.name);
  if (!file) return fail(std::move(file).error());
  return file->has_value();
}

Result<std::optional<Digests>> digests_of_found(const CachedFile& file) {
  auto digests = digests_of(file);
  if (!digests) return fail(std::move(digests).error());
  return std::optional(*std::move(digests));
}

// The commits that have a directory; none where that cannot be read.
std::vector<Commit> commits_in(const Directory& snapshots) {
  std::vector<std::string> names;
  std::vector<Commit> commits;
  if (snapshots.system().list(snapshots.fd(), &names) != 0) return commits;
  for (const std::string& name : names) {
    auto commit = Commit::parse(name);
    if (!commit) continue;
    const auto directory = snapshots.find({name});
    if (directory && *directory) commits.push_back(*std::move(commit));
  }
  return commits;
}

}  // namespace

Result<std::optional<Commit>> ArtifactCache::read_ref(const RepoId& repo,
                                                      const Revision& revision) const {
  auto root = Directory::find_root(system_, root_);
  if (!root) return fail(std::move(root).error());
  if (!*root) return std::optional<Commit>();
  const cache_layout::Place place = cache_layout::ref(repo, revision);
  auto directory = (*root)->find(place.directories);
  if (!directory) return fail(std::move(directory).error());
  if (!*directory) return std::optional<Commit>();
  return commit_of_ref(**directory, place.name);
}

Result<CachedArtifact> ArtifactCache::find(const RepoId& repo, const Commit& commit,
                                           const ArtifactName& name) const {
  CachedArtifact artifact;
  artifact.path = snapshot(repo, commit) / name.text();
  auto root = Directory::find_root(system_, root_);
  if (!root) return fail(std::move(root).error());
  if (!*root) return artifact;
  auto entry = open_entry(**root, repo, commit, name);
  if (!entry) return fail(std::move(entry).error());
  if (*entry) {
    artifact.presence = Presence::present;
    artifact.blob = (*entry)->blob;
    return artifact;
  }
  auto absent = is_marked_absent(**root, cache_layout::absent_marker(repo, commit, name));
  if (!absent) return fail(std::move(absent).error());
  if (*absent) artifact.presence = Presence::absent;
  return artifact;
}

Result<std::optional<Digests>> ArtifactCache::digests(const RepoId& repo, const Commit& commit,
                                                      const ArtifactName& name) const {
  auto root = Directory::find_root(system_, root_);
  if (!root) return fail(std::move(root).error());
  if (!*root) return std::optional<Digests>();
  auto entry = open_entry(**root, repo, commit, name);
  if (!entry) return fail(std::move(entry).error());
  if (!*entry) return std::optional<Digests>();
  return digests_of_found((*entry)->file);
}

Result<std::optional<Digests>> ArtifactCache::blob_digests(const RepoId& repo,
                                                           const BlobId& blob) const {
  auto root = Directory::find_root(system_, root_);
  if (!root) return fail(std::move(root).error());
  if (!*root) return std::optional<Digests>();
  auto file = open_blob(**root, repo, blob);
  if (!file) return fail(std::move(file).error());
  if (!*file) return std::optional<Digests>();
  return digests_of_found(**file);
}

Result<std::vector<CachedRepo>> ArtifactCache::repositories() const {
  std::vector<CachedRepo> found;
  auto root = Directory::find_root(system_, root_);
  if (!root) return fail(std::move(root).error());
  if (!*root) return found;
  std::vector<std::string> folders;
  if (system_.list((*root)->fd(), &folders) != 0) return io_failure(root_, "listed", errno);
  for (const std::string& folder : folders) {
    auto repo = cache_layout::repo_of_folder(folder);
    if (!repo) continue;
    const auto snapshots = (*root)->find({folder, cache_layout::kSnapshots});
    if (!snapshots || !*snapshots) continue;
    if (auto commits = commits_in(**snapshots); !commits.empty())
      found.push_back({*std::move(repo), std::move(commits)});
  }
  return found;
}

}  // namespace kimitok
