// What a fetch would do, without doing it.
#ifndef KIMITOK_APP_FETCH_FETCH_PLAN_HPP_
#define KIMITOK_APP_FETCH_FETCH_PLAN_HPP_

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fetch/fetch_target.hpp"
#include "fetch/fetching.hpp"
#include "kimitok/blob_id.hpp"
#include "kimitok/repo.hpp"

namespace kimitok::app {

struct PlannedFile {
  enum class Action {
    none,    // it is in the cache
    fetch,   // it would be fetched
    absent,  // the commit has no such file
    unknown  // it is not in the cache, and nobody was asked
  };
  ArtifactName name;
  Action action = Action::unknown;
  std::optional<std::uint64_t> size;
  std::optional<BlobId> blob;
};

struct FetchPlan {
  RepoId repo;
  Revision requested;
  Commit commit;
  std::filesystem::path directory;
  std::vector<PlannedFile> files;
};

std::string_view name_of(PlannedFile::Action action);

// Writes nothing. Asks the Hub only what the cache and kimitok.lock do not say: where a branch
// leads, and which files there are. Bytes in the cache are not hashed. Fails as HubClient, or with
// `model_not_found` where the commit is not known and no request may be made.
Result<FetchPlan> plan_fetch(Fetching& fetching, const FetchTarget& target);

// A row for each file: what would be done, bytes, name.
std::string human(const FetchPlan& plan);

// {"repo","requested","commit","directory","files":[{"name","action","size","hub"}]}
std::string json_object(const FetchPlan& plan);

// "2 files of 2800882 bytes would be fetched"
std::string summary(const FetchPlan& plan);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_FETCH_FETCH_PLAN_HPP_
