// Copies a snapshot out of the cache, as plain files.
#ifndef KIMITOK_EXPORT_HPP_
#define KIMITOK_EXPORT_HPP_

#include <filesystem>

#include "kimitok/artifact_cache.hpp"
#include "kimitok/error.hpp"
#include "kimitok/fetcher.hpp"

namespace kimitok {

// Writes each file of `snapshot` into `directory` (made if it is missing) as a plain file of mode
// 0444, each under a temporary name first, and checks its hash again from what was copied. A file
// there with the right bytes is left alone; one with others is replaced only if `replace`, else
// `io`; files of other names are left alone. A file absent from the snapshot that lies there is
// `io` too, as the directory would be another tokenizer. Fails with `integrity` if the cache's
// bytes have changed meanwhile.
Result<void> export_snapshot(const FetchedSnapshot& snapshot,
                             const std::filesystem::path& directory, bool replace,
                             System& system = posix_system());

}  // namespace kimitok

#endif  // KIMITOK_EXPORT_HPP_
