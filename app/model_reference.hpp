// What -m and $KIMITOK_MODEL may name: a path, a repository in the cache, an alias, or a tokenizer
// of kimitok.lock.
#ifndef KIMITOK_APP_MODEL_REFERENCE_HPP_
#define KIMITOK_APP_MODEL_REFERENCE_HPP_

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "cli/args.hpp"
#include "kimitok/artifact_cache.hpp"
#include "kimitok/hub_settings.hpp"
#include "kimitok/known_models.hpp"
#include "kimitok/pins.hpp"
#include "kimitok/repo.hpp"

namespace kimitok::app {

struct LocatedModel {
  std::filesystem::path path;  // what to load: a directory or a file
  // Where it is a snapshot in the cache, also by its path alone:
  std::optional<RepoId> repo;
  std::optional<Commit> commit;
  const KnownModel* known = nullptr;   // what is known of `repo`
  std::optional<PinnedArtifact> pins;  // where kimitok.lock named it
};

// A repository by its id or by an alias.
struct NamedModel {
  RepoId repo;
  std::optional<Revision> revision;  // as given
  const KnownModel* known = nullptr;

  // REPO[@REVISION] or ALIAS[@REVISION]. Fails with `usage` (it is no name), or `model_unsupported`
  // with the reason for a repository known to hold another tokenizer.
  static Result<NamedModel> parse(std::string_view reference);

  std::optional<Commit> known_commit() const;
};

// In this order: a path that exists; a name in ./kimitok.lock; ALIAS or REPO[@REVISION]. A
// repository without revision is its known commit if that is cached, else what refs/main says, else
// its only snapshot. Reads the cache, never the network; hashes files only where kimitok.lock says
// what they have to be. Fails with `model_not_found`, naming the `kimitok fetch` command to run;
// `integrity` where bytes are not those of kimitok.lock; `pins_invalid`; and as NamedModel::parse.
// What cannot be a name is left for the loader to miss.
Result<LocatedModel> locate_model(const std::string& reference, const cli::GlobalArgs& global,
                                  const Environment& environment);

// Whether the commit's vocabulary is in the cache.
bool has_vocabulary(const ArtifactCache& cache, const RepoId& repo, const Commit& commit);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_MODEL_REFERENCE_HPP_
