// Whether the cache holds exactly what kimitok.lock pins.
#ifndef KIMITOK_APP_PINNED_FILES_HPP_
#define KIMITOK_APP_PINNED_FILES_HPP_

#include "kimitok/artifact_cache.hpp"
#include "kimitok/pins.hpp"

namespace kimitok::app {

// Hashes every pinned file. Fails with `model_not_found`, naming all that are missing and the
// `kimitok fetch` command to run; `integrity` where bytes are others, or where a file of a
// tokenizer lies there that kimitok.lock says is absent or does not know; `io`.
Result<void> check_pinned_files(const PinnedArtifact& pinned, const ArtifactCache& cache);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_PINNED_FILES_HPP_
