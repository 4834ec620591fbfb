#include "fetch/fetch_run.hpp"

#include <fmt/core.h>

#include <optional>
#include <utility>

#include "base/printable.hpp"

namespace kimitok {
namespace {

// "a", "a and b", "a, b and c".
std::string enumeration(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

}  // namespace

std::string fetch_remedy(const RepoId& repo, std::string_view revision) {
  return fmt::format("run `kimitok fetch {}@{}` where the Hub can be reached", repo.text(),
                     revision);
}

FetchRun::FetchRun(ArtifactCache& cache, HubClient* hub, const FetchEvents& events,
                   const FetchRequest& request, const Commit& commit)
    : cache_(cache), hub_(hub), events_(events), request_(request), commit_(commit) {}

Result<std::vector<FetchedFile>> FetchRun::files() {
  std::vector<FetchedFile> files;
  std::vector<std::string> missing_names;
  for (const ArtifactName& name : request_.names) {
    auto found = file(Expectation(request_, name));
    if (!found) return fail(std::move(found).error());
    if (*found) {
      files.push_back(**std::move(found));
    } else {
      missing_names.push_back(name.text());
    }
  }
  if (!missing_names.empty()) return missing(missing_names);
  return files;
}

Result<std::optional<FetchedFile>> FetchRun::file(const Expectation& expectation) {
  auto found = look_up(cache_, request_.repo, commit_, expectation);
  if (!found) return fail(std::move(found).error());
  const bool again = request_.force && hub_ != nullptr && !expectation.is_pinned_absent();
  if (found->file && !again) return std::move(found->file);

  if (expectation.pinned() != nullptr && !again) {
    auto linked = link_pinned(expectation, *found);
    if (!linked || *linked) return linked;
  }
  if (hub_ == nullptr) {
    if (!found->problem) return std::optional<FetchedFile>();
    return fail(Error(*found->problem).with_remedy(fetch_remedy(request_.repo, commit_.text())));
  }
  if (found->problem) warn(found->problem->message() + "; it is fetched again");
  auto fetched = fetch(expectation, *found);
  if (!fetched) return fail(std::move(fetched).error());
  return std::optional<FetchedFile>(*std::move(fetched));
}

// A pin names the blob, so no request is needed to find it.
Result<std::optional<FetchedFile>> FetchRun::link_pinned(const Expectation& expectation,
                                                         const FoundFile& found) {
  const BlobId& blob = expectation.pinned()->hub;
  const auto digests = cache_.blob_digests(request_.repo, blob);
  if (!digests || !*digests || expectation.mismatch(**digests)) {
    return std::optional<FetchedFile>();
  }
  auto linked = link(expectation, {blob, **digests, FetchedFile::Source::cache}, found);
  if (!linked) return fail(std::move(linked).error());
  return std::optional<FetchedFile>(*std::move(linked));
}

Result<FetchedFile> FetchRun::fetch(const Expectation& expectation, const FoundFile& found) {
  auto fetched = download(expectation, found, /*afresh=*/false);
  if (fetched || fetched.error().code() != ErrorCode::integrity) return fetched;
  // What does not fit may come from a proxy's memory.
  warn(fetched.error().message() + "; it is fetched once more");
  return download(expectation, found, /*afresh=*/true);
}

Result<FetchedFile> FetchRun::download(const Expectation& expectation, const FoundFile& found,
                                       bool afresh) {
  ArtifactDownload sink(cache_, events_, {request_.repo, commit_, expectation, request_.force});
  const auto outcome = hub_->download(request_.repo, commit_, expectation.name(), sink, afresh);
  if (!outcome) return fail(outcome.error());
  if (*outcome == Download::absent) return absent(expectation);
  auto stored = sink.store();
  if (!stored) return fail(std::move(stored).error());
  return link(expectation, *stored, found);
}

Result<FetchedFile> FetchRun::absent(const Expectation& expectation) {
  const ArtifactName& name = expectation.name();
  if (const auto who = expectation.required_by()) {
    return fail(Error(ErrorCode::not_on_hub,
                      fmt::format("is not at commit {} of {}, but {} says that it is",
                                  commit_.text(), request_.repo.text(), *who))
                    .in(name.text()));
  }
  const auto found = cache_.find(request_.repo, commit_, name);
  if (!found) return fail(found.error());
  if (found->presence == Presence::present) {
    return fail(Error(ErrorCode::integrity,
                      "is in the cache, but the Hub says that the commit has no such file")
                    .in(printable(found->path.native()))
                    .with_remedy("remove it"));
  }
  auto recorded = cache_.record_absent(request_.repo, commit_, name);
  if (!recorded) return fail(std::move(recorded).error());
  has_written_ = true;
  return absent_file(name);
}

Result<FetchedFile> FetchRun::link(const Expectation& expectation, const StoredBlob& stored,
                                   const FoundFile& found) {
  const ArtifactName& name = expectation.name();
  auto linked = cache_.link(request_.repo, commit_, name, stored.blob);
  if (!linked) return fail(std::move(linked).error());
  has_written_ = true;
  return FetchedFile{.name = name,
                     .source = found.problem ? FetchedFile::Source::repaired : stored.source,
                     .size = stored.digests.size,
                     .sha256 = stored.digests.sha256,
                     .blob = stored.blob,
                     .path = cache_.snapshot(request_.repo, commit_) / name.text()};
}

Failure FetchRun::missing(const std::vector<std::string>& names) const {
  return fail(
      Error(ErrorCode::model_not_found,
            fmt::format("{} of commit {} {} not in the cache {}, and no request may be made",
                        enumeration(names), commit_.text(), names.size() == 1 ? "is" : "are",
                        printable(cache_.root().native())))
          .in(request_.repo.text())
          .with_remedy(fetch_remedy(request_.repo, commit_.text())));
}

void FetchRun::warn(const std::string& sentence) const {
  if (events_.warning) events_.warning(sentence);
}

}  // namespace kimitok
