#include "fetch/found_file.hpp"

#include <fmt/core.h>

#include <string>
#include <utility>

#include "base/printable.hpp"

namespace kimitok {
namespace {

FoundFile wrong(Error problem) { return {std::nullopt, std::move(problem)}; }

BlobId blob_of(const CachedArtifact& found, const Expectation& expectation,
               const Digests& digests) {
  if (found.blob) return *found.blob;
  if (expectation.pinned() != nullptr) return expectation.pinned()->hub;
  return BlobId::parse(digests.git_sha1).value();
}

FoundFile check(const CachedArtifact& found, const Expectation& expectation,
                const Digests& digests) {
  auto differing = expectation.mismatch(digests);
  if (!differing && found.blob) {
    differing = blob_mismatch(digests, *found.blob, "its name in the cache");
  }
  if (differing) {
    return wrong(
        Error(ErrorCode::integrity, *std::move(differing)).in(printable(found.path.native())));
  }
  FetchedFile file{.name = expectation.name(),
                   .source = FetchedFile::Source::cache,
                   .size = digests.size,
                   .sha256 = digests.sha256,
                   .blob = blob_of(found, expectation, digests),
                   .path = found.path};
  return {std::move(file), std::nullopt};
}

}  // namespace

FetchedFile absent_file(const ArtifactName& name) {
  return {.name = name, .source = FetchedFile::Source::absent};
}

Result<FoundFile> look_up(const ArtifactCache& cache, const RepoId& repo, const Commit& commit,
                          const Expectation& expectation) {
  const auto found = cache.find(repo, commit, expectation.name());
  if (!found) return fail(found.error());
  const FoundFile absent{absent_file(expectation.name()), std::nullopt};
  if (expectation.is_pinned_absent()) {
    if (const auto who = expectation.required_by()) {
      return fail(
          Error(ErrorCode::integrity,
                fmt::format("kimitok.lock says that commit {} has no such file, but {} says that "
                            "it has",
                            commit.text(), *who))
              .in(expectation.name().text()));
    }
    if (found->presence != Presence::present) return absent;
    return fail(Error(ErrorCode::integrity,
                      "is in the cache, but kimitok.lock says that the commit has no such file")
                    .in(printable(found->path.native())));
  }
  // A marker does not outweigh a pin: the Hub is asked.
  if (found->presence == Presence::absent && !expectation.required_by()) return absent;
  if (found->presence != Presence::present) return FoundFile{};
  const auto digests = cache.digests(repo, commit, expectation.name());
  if (!digests) return wrong(digests.error());
  if (!*digests) return FoundFile{};
  return check(*found, expectation, **digests);
}

}  // namespace kimitok
