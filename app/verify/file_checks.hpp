// Whether the files of a tokenizer in the cache are what they are taken for.
#ifndef KIMITOK_APP_VERIFY_FILE_CHECKS_HPP_
#define KIMITOK_APP_VERIFY_FILE_CHECKS_HPP_

#include <optional>
#include <string>
#include <vector>

#include "kimitok/artifact_cache.hpp"
#include "kimitok/hub_client.hpp"
#include "kimitok/known_models.hpp"
#include "kimitok/pins.hpp"
#include "verify/check_result.hpp"

namespace kimitok::app {

// A commit in the cache, and who says what its files are.
struct VerifiedSnapshot {
  std::string name;  // in kimitok.lock; else the repository's
  RepoId repo;
  Commit commit;
  std::optional<PinnedArtifact> pins;
  const KnownModel* known = nullptr;  // what is known of `repo`
};

// The names of the tokenizer's files: those that are pinned, absent ones too, else the usual ones.
std::vector<ArtifactName> file_names(const VerifiedSnapshot& snapshot);

// One result for each file. With pins: each is there with the pinned size, SHA-256 and blob name,
// none that is pinned as absent is there, nor a tokenizer's file that is not pinned. Without: each
// of the usual files that is there hashes to the name its link leads to, and to the known hash if
// the commit is the known one. What is missing is `model_not_found`, what is not right `integrity`.
std::vector<CheckResult> check_files(const ArtifactCache& cache, const VerifiedSnapshot& snapshot);

// One result for each file: size and id as in the Hub's listing of the commit, and nothing listed
// that is pinned as absent.
std::vector<CheckResult> check_listing(const ArtifactCache& cache, const VerifiedSnapshot& snapshot,
                                       const std::vector<ListedArtifact>& listing);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_FILE_CHECKS_HPP_
