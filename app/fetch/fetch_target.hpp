// What a command line asks to be fetched: from names and kimitok.lock to a repository at a revision
// and the hashes its files must have.
#ifndef KIMITOK_APP_FETCH_FETCH_TARGET_HPP_
#define KIMITOK_APP_FETCH_FETCH_TARGET_HPP_

#include <optional>
#include <string>
#include <vector>

#include "cli/args.hpp"
#include "kimitok/fetcher.hpp"
#include "kimitok/known_models.hpp"
#include "kimitok/pins.hpp"
#include "pins_file.hpp"

namespace kimitok::app {

struct FetchTarget {
  RepoId repo;
  Revision revision;   // what is fetched
  Revision requested;  // what `kimitok update` resolves again
  const KnownModel* known = nullptr;
  std::optional<PinnedArtifact> pins;  // where kimitok.lock says what to fetch
  std::vector<FetchRequest::Expected> expected;

  // The files a tokenizer is made of, and whatever else is pinned.
  std::vector<ArtifactName> names() const;

  // Valid as long as this target stays where it is.
  FetchRequest request(bool force) const;
};

FetchTarget pinned_target(const PinnedArtifact& pinned);

// Hashes known of a repository: those of its known commit, and, whatever the commit, that of the
// vocabulary.
std::vector<FetchRequest::Expected> known_hashes(const KnownModel& known, const Revision& revision);

// One for FetchArgs::reference, or one for each artifact of kimitok.lock if that is empty. Without
// --save a name of kimitok.lock comes before an alias. Fails with `usage` (nothing is named, or no
// name), `pins_invalid` where --locked or --frozen asks for what kimitok.lock does not hold, and
// `model_unsupported`.
Result<std::vector<FetchTarget>> fetch_targets(const cli::FetchArgs& args,
                                               const std::optional<PinsFile>& project);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_FETCH_FETCH_TARGET_HPP_
