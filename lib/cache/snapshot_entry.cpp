#include "cache/snapshot_entry.hpp"

#include <string>
#include <utility>

#include "cache/cache_layout.hpp"

namespace kimitok {
namespace {

Result<std::optional<SnapshotEntry>> entry_of(Result<std::optional<CachedFile>> file,
                                              std::optional<BlobId> blob) {
  if (!file) return fail(std::move(file).error());
  if (!*file) return std::optional<SnapshotEntry>();
  return std::optional(SnapshotEntry{std::move(blob), **std::move(file)});
}

}  // namespace

Result<std::optional<SnapshotEntry>> open_entry(const Directory& root, const RepoId& repo,
                                                const Commit& commit, const ArtifactName& name) {
  const cache_layout::Place place = cache_layout::snapshot_entry(repo, commit, name);
  auto directory = root.find(place.directories);
  if (!directory) return fail(std::move(directory).error());
  if (!*directory) return std::optional<SnapshotEntry>();
  const auto target = link_target(**directory, place.name);
  if (!target) return entry_of(open_file(**directory, place.name), std::nullopt);
  auto blob = cache_layout::blob_of_link(name, *target);
  if (!blob) return std::optional<SnapshotEntry>();
  return entry_of(open_blob(root, repo, *blob), *blob);
}

}  // namespace kimitok
