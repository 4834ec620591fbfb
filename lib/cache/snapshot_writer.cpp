#include <fcntl.h>

#include <cerrno>
#include <optional>
#include <string>
#include <utility>

#include "cache/cache_layout.hpp"
#include "cache/cached_file.hpp"
#include "cache/descriptor.hpp"
#include "cache/directory.hpp"
#include "cache/io_failure.hpp"
#include "cache/snapshot_entry.hpp"
#include "cache/temporary.hpp"
#include "kimitok/artifact_cache.hpp"

namespace kimitok {
namespace {

constexpr int kMakeMarker = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
constexpr mode_t kMarkerMode = 0666;

// A link to the blob, or a plain file with its bytes.
Result<bool> is_right(const SnapshotEntry& entry, const BlobId& blob) {
  if (entry.blob) return *entry.blob == blob;
  auto digests = digests_of(entry.file);
  if (!digests) return fail(std::move(digests).error());
  return digests->fit(blob);
}

Result<Temporary> copy_of(const CachedFile& source, const BlobId& blob, const Directory& folder,
                          const std::filesystem::path& place) {
  auto copy = Temporary::create_file(folder, cache_layout::repo_temporary, place);
  if (!copy) return copy;
  BlobHasher hasher(source.size);
  auto copied = read_all(source, [&](std::string_view bytes) {
    hasher.update(bytes);
    return copy->append(bytes);
  });
  if (!copied) return fail(std::move(copied).error());
  if (!hasher.digests().fit(blob))
    return io_failure(source.path, "does not hold the bytes that its name promises");
  return copy;
}

}  // namespace

Result<void> ArtifactCache::link(const RepoId& repo, const Commit& commit, const ArtifactName& name,
                                 const BlobId& blob) {
  auto root = Directory::make_root(system_, root_);
  if (!root) return fail(std::move(root).error());
  auto present = open_entry(*root, repo, commit, name);
  if (!present) return fail(std::move(present).error());
  if (*present) {
    auto right = is_right(**present, blob);
    if (!right) return fail(std::move(right).error());
    if (*right) return {};
  }
  auto source = open_blob(*root, repo, blob);
  if (!source) return fail(std::move(source).error());
  const cache_layout::Place blob_place = cache_layout::blob(repo, blob);
  if (!*source) return io_failure(root_ / blob_place.path(), "is missing, or not a file");

  const cache_layout::Place place = cache_layout::snapshot_entry(repo, commit, name);
  auto directory = root->make(place.directories);
  if (!directory) return fail(std::move(directory).error());
  auto folder = root->make({repo.cache_folder()});
  if (!folder) return fail(std::move(folder).error());
  const std::filesystem::path path = directory->path() / place.name;
  if (!options_.no_symlinks) {
    auto entry = Temporary::create_link(*folder, cache_layout::repo_temporary, path,
                                        cache_layout::link_text(name, blob));
    if (!entry) return fail(std::move(entry).error());
    if (*entry) return (*entry)->put(*directory, place.name);
  }
  auto entry = copy_of(**source, blob, *folder, path);
  if (!entry) return fail(std::move(entry).error());
  return entry->put(*directory, place.name);
}

Result<void> ArtifactCache::record_absent(const RepoId& repo, const Commit& commit,
                                          const ArtifactName& name) {
  auto root = Directory::make_root(system_, root_);
  if (!root) return fail(std::move(root).error());
  // Without its snapshot huggingface_hub takes the repository for corrupted.
  auto snapshot_directory =
      root->make({repo.cache_folder(), cache_layout::kSnapshots, commit.text()});
  if (!snapshot_directory) return fail(std::move(snapshot_directory).error());
  const cache_layout::Place place = cache_layout::absent_marker(repo, commit, name);
  auto directory = root->make(place.directories);
  if (!directory) return fail(std::move(directory).error());
  auto present = open_file(*directory, place.name);
  if (!present) return fail(std::move(present).error());
  if (*present) return {};
  const std::filesystem::path path = directory->path() / place.name;
  Descriptor marker(system_,
                    system_.openat(directory->fd(), place.name.c_str(), kMakeMarker, kMarkerMode));
  if (marker.is_open()) return {};
  const int cause = errno;
  // Another process may have made it since we looked.
  present = open_file(*directory, place.name);
  if (present && *present) return {};
  return io_failure(path, "created", cause);
}

}  // namespace kimitok
