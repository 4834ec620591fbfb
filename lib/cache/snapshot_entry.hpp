// What a snapshot has under the name of a file.
#ifndef KIMITOK_CACHE_SNAPSHOT_ENTRY_HPP_
#define KIMITOK_CACHE_SNAPSHOT_ENTRY_HPP_

#include <optional>

#include "cache/cached_file.hpp"
#include "cache/directory.hpp"
#include "kimitok/blob_id.hpp"
#include "kimitok/error.hpp"
#include "kimitok/repo.hpp"

namespace kimitok {

struct SnapshotEntry {
  std::optional<BlobId> blob;  // nothing for a plain file
  CachedFile file;
};

// A link to a blob that is there, or a plain file. Nothing for anything else: missing, a link that
// leads nowhere or not to a blob, a directory. Fails with `io` where it cannot be read, or where a
// directory of the repository is a link.
Result<std::optional<SnapshotEntry>> open_entry(const Directory& root, const RepoId& repo,
                                                const Commit& commit, const ArtifactName& name);

}  // namespace kimitok

#endif  // KIMITOK_CACHE_SNAPSHOT_ENTRY_HPP_
