#include "pinned_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <vector>

#include "kimitok/fetcher.hpp"

namespace kimitok::app {
namespace {

Failure differs(const PinnedArtifact& pinned, const ArtifactName& name, std::string sentence,
                const ArtifactCache& cache) {
  const auto path = cache.snapshot(pinned.repo, pinned.commit) / name.text();
  return fail(Error(ErrorCode::integrity, std::move(sentence))
                  .in(path.native())
                  .with_remedy(fmt::format("run `kimitok fetch {}`", pinned.name)));
}

// A file more would make it another tokenizer.
Result<void> check_no_others(const PinnedArtifact& pinned, const ArtifactCache& cache) {
  for (const ArtifactName& name : tokenizer_artifacts()) {
    if (pinned.find(name) != nullptr) continue;
    const auto found = cache.find(pinned.repo, pinned.commit, name);
    if (!found) return fail(found.error());
    if (found->presence != Presence::present) continue;
    const auto path = cache.snapshot(pinned.repo, pinned.commit) / name.text();
    return fail(Error(ErrorCode::integrity,
                      fmt::format("is there, though kimitok.lock {} for {}",
                                  pinned.is_absent(name) ? "says it is absent" : "does not name it",
                                  pinned.name))
                    .in(path.native()));
  }
  return {};
}

}  // namespace

Result<void> check_pinned_files(const PinnedArtifact& pinned, const ArtifactCache& cache) {
  std::vector<std::string> missing;
  for (const PinnedFile& file : pinned.files) {
    const auto digests = cache.digests(pinned.repo, pinned.commit, file.name);
    if (!digests) return fail(digests.error());
    if (!*digests) {
      missing.push_back(file.name.text());
    } else if ((*digests)->sha256 != file.sha256.text()) {
      return differs(pinned, file.name,
                     fmt::format("has SHA-256 {}, not {} as kimitok.lock says", (*digests)->sha256,
                                 file.sha256.text()),
                     cache);
    }
  }
  if (!missing.empty()) {
    return fail(Error(ErrorCode::model_not_found,
                      fmt::format("the cache lacks {} of {} at {}", fmt::join(missing, ", "),
                                  pinned.repo.text(), pinned.commit.text()))
                    .in(pinned.name)
                    .with_remedy(fmt::format("run `kimitok fetch {}`", pinned.name)));
  }
  return check_no_others(pinned, cache);
}

}  // namespace kimitok::app
