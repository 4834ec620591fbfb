// Files of the cache, opened for reading in a way that nothing planted there can turn against us:
// no link is followed but those of the layout, and what is not a regular file counts as missing.
#ifndef KIMITOK_CACHE_CACHED_FILE_HPP_
#define KIMITOK_CACHE_CACHED_FILE_HPP_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "cache/descriptor.hpp"
#include "cache/directory.hpp"
#include "kimitok/blob_id.hpp"
#include "kimitok/error.hpp"
#include "kimitok/repo.hpp"

namespace kimitok {

struct CachedFile {
  Descriptor descriptor;
  std::filesystem::path path;
  std::uint64_t size = 0;
};

// The regular file of this name. Nothing if there is none, or something else (a link too). Fails
// with `io` where it cannot be opened.
Result<std::optional<CachedFile>> open_file(const Directory& directory, const std::string& name);

// The bytes of a blob: its own file, or the one of the shared store that its link leads to.
Result<std::optional<CachedFile>> open_blob(const Directory& root, const RepoId& repo,
                                            const BlobId& blob);

// The target of a link; nothing if `name` is none, or leads further than any link of the layout.
std::optional<std::string> link_target(const Directory& directory, const std::string& name);

// Gives `take` the bytes from first to last. Fails with `io` where they cannot be read or are not
// `file.size`, and with what `take` fails with.
Result<void> read_all(const CachedFile& file,
                      const std::function<Result<void>(std::string_view)>& take);

Result<Digests> digests_of(const CachedFile& file);

}  // namespace kimitok

#endif  // KIMITOK_CACHE_CACHED_FILE_HPP_
