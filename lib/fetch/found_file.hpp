// What the cache has of one file of a commit, with its bytes checked.
#ifndef KIMITOK_FETCH_FOUND_FILE_HPP_
#define KIMITOK_FETCH_FOUND_FILE_HPP_

#include <optional>

#include "fetch/expectation.hpp"
#include "kimitok/artifact_cache.hpp"
#include "kimitok/fetcher.hpp"

namespace kimitok {

// Neither `file` nor `problem`: nothing is known of it.
struct FoundFile {
  std::optional<FetchedFile> file;  // what was asked for, or that the commit has no such file
  std::optional<Error> problem;     // `integrity` or `io`: bytes that do not fit, or cannot be read
};

// Makes no write. A file without a blob's name (a copy) is right unless the expectation says
// otherwise. Fails with `io` where the cache cannot be looked at, and with `integrity` where it
// holds a file that the pins say the commit does not have.
Result<FoundFile> look_up(const ArtifactCache& cache, const RepoId& repo, const Commit& commit,
                          const Expectation& expectation);

// A file that `commit` does not have.
FetchedFile absent_file(const ArtifactName& name);

}  // namespace kimitok

#endif  // KIMITOK_FETCH_FOUND_FILE_HPP_
