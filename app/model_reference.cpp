#include "model_reference.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "kimitok/artifact_cache.hpp"
#include "kimitok/fetcher.hpp"
#include "pinned_files.hpp"
#include "pins_file.hpp"

namespace kimitok::app {
namespace {

namespace fs = std::filesystem;

// "models--moonshotai--Kimi-K3" -> moonshotai/Kimi-K3
std::optional<RepoId> repo_of_folder(std::string_view folder) {
  constexpr std::string_view kPrefix = "models--";
  if (!folder.starts_with(kPrefix)) return std::nullopt;
  std::string id(folder.substr(kPrefix.size()));
  if (const std::size_t dashes = id.find("--"); dashes != std::string::npos) {
    id.replace(dashes, 2, "/");
  }
  auto repo = RepoId::parse(id);
  if (!repo) return std::nullopt;
  return *std::move(repo);
}

// A path of the form .../models--ORG--NAME/snapshots/COMMIT or of a file in such a directory.
LocatedModel located_path(const std::string& reference) {
  LocatedModel located;
  located.path = reference;
  std::error_code error;
  fs::path directory = fs::absolute(located.path, error).lexically_normal();
  if (!directory.has_filename()) directory = directory.parent_path();
  if (!fs::is_directory(directory, error)) directory = directory.parent_path();
  const auto commit = Commit::parse(directory.filename().native());
  if (!commit || directory.parent_path().filename() != "snapshots") return located;
  located.repo = repo_of_folder(directory.parent_path().parent_path().filename().native());
  if (!located.repo) return located;
  located.commit = commit;
  located.known = find_known_model(*located.repo);
  return located;
}

LocatedModel located_snapshot(const ArtifactCache& cache, const RepoId& repo,
                              const Commit& commit) {
  LocatedModel located;
  located.path = cache.snapshot(repo, commit);
  located.repo = repo;
  located.commit = commit;
  located.known = find_known_model(repo);
  return located;
}

// The repository a bare name may have meant: "Kimi-K3" is a part of moonshotai/Kimi-K3.
std::string_view meant_by(std::string_view name) {
  for (const KnownModel& model : known_models()) {
    if (model.repo.substr(model.repo.find('/') + 1) == name) return model.repo;
  }
  return name;
}

Failure not_cached(const std::string& reference, std::string_view sentence) {
  return fail(Error(ErrorCode::model_not_found, std::string(sentence))
                  .in(reference)
                  .with_remedy(fmt::format("run `kimitok fetch {}`", meant_by(reference))));
}

// Nothing if the cache does not say.
Result<std::optional<Commit>> commit_of(const NamedModel& named, const ArtifactCache& cache) {
  if (named.revision) {
    if (const auto commit = named.revision->commit()) return commit;
    return cache.read_ref(named.repo, *named.revision);
  }
  const auto known = named.known_commit();
  if (known && has_vocabulary(cache, named.repo, *known)) return known;
  auto main = cache.read_ref(named.repo, *Revision::parse("main"));
  if (!main || *main) return main;
  const auto repositories = cache.repositories();
  if (!repositories) return fail(repositories.error());
  for (const CachedRepo& cached : *repositories) {
    if (cached.repo == named.repo && cached.snapshots.size() == 1) {
      return std::optional(cached.snapshots.front());
    }
  }
  return std::optional<Commit>();
}

Result<LocatedModel> locate_named(const std::string& reference, const NamedModel& named,
                                  const ArtifactCache& cache) {
  const auto commit = commit_of(named, cache);
  if (!commit) return fail(commit.error());
  if (!*commit) {
    return not_cached(reference,
                      "there is no such file or directory, and the cache has no such "
                      "tokenizer");
  }
  if (!has_vocabulary(cache, named.repo, **commit)) {
    return not_cached(reference, fmt::format("the cache has no vocabulary of {} at {}",
                                             named.repo.text(), (*commit)->text()));
  }
  return located_snapshot(cache, named.repo, **commit);
}

Result<LocatedModel> locate_pinned(const PinnedArtifact& pinned, const ArtifactCache& cache) {
  if (auto checked = check_pinned_files(pinned, cache); !checked) {
    return fail(std::move(checked).error());
  }
  LocatedModel located = located_snapshot(cache, pinned.repo, pinned.commit);
  located.pins = pinned;
  return located;
}

}  // namespace

Result<NamedModel> NamedModel::parse(std::string_view reference) {
  const std::size_t at = std::min(reference.find('@'), reference.size());
  std::string full(reference);
  if (const KnownModel* known = find_known_alias(reference.substr(0, at))) {
    full = fmt::format("{}{}", known->repo, reference.substr(at));
  }
  auto parsed = RepoReference::parse(full);
  if (!parsed) return fail(std::move(parsed).error());
  if (const OtherTokenizer* other = find_other_tokenizer(parsed->repo)) {
    return fail(
        Error(ErrorCode::model_unsupported, std::string(other->reason)).in(parsed->repo.text()));
  }
  const KnownModel* known = find_known_model(parsed->repo);
  return NamedModel{std::move(parsed->repo), std::move(parsed->revision), known};
}

std::optional<Commit> NamedModel::known_commit() const {
  return known == nullptr ? std::nullopt : Commit::parse(known->commit);
}

bool has_vocabulary(const ArtifactCache& cache, const RepoId& repo, const Commit& commit) {
  return std::ranges::any_of(vocabulary_files(), [&](std::string_view name) {
    const auto found = cache.find(repo, commit, *ArtifactName::parse(name));
    return found && found->presence == Presence::present;
  });
}

Result<LocatedModel> locate_model(const std::string& reference, const cli::GlobalArgs& global,
                                  const Environment& environment) {
  std::error_code error;
  // What cannot be looked at is for the loader to report.
  if (fs::status(reference, error).type() != fs::file_type::not_found) {
    return located_path(reference);
  }
  const auto cache = [&]() -> Result<ArtifactCache> {
    auto root = hub_cache_directory(environment, global.cache_dir);
    if (!root) return fail(std::move(root).error());
    return ArtifactCache(*std::move(root));
  };
  if (is_pin_name(reference)) {
    const auto project = read_pins(kPinsFileName, Pins::UnknownKeys::ignore);
    if (!project) return fail(project.error());
    const PinnedArtifact* pinned = *project ? (*project)->pins.find(reference) : nullptr;
    if (pinned != nullptr) {
      const auto opened = cache();
      return opened ? locate_pinned(*pinned, *opened) : fail(opened.error());
    }
  }
  const auto named = NamedModel::parse(reference);
  if (!named) {
    const bool is_refused =
        named.error().code() != ErrorCode::usage || reference.find("://") != std::string::npos;
    if (is_refused) return fail(named.error());
    return located_path(reference);
  }
  const auto opened = cache();
  return opened ? locate_named(reference, *named, *opened) : fail(opened.error());
}

}  // namespace kimitok::app
