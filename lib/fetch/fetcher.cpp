#include "kimitok/fetcher.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/printable.hpp"
#include "fetch/fetch_run.hpp"

namespace kimitok {
namespace {

// Vocabularies first: without one, nothing else matters.
constexpr std::array<std::string_view, 2> kVocabularies = {"tiktoken.model", "tokenizer.json"};
constexpr std::array<std::string_view, 7> kTokenizerFiles = {
    kVocabularies[0], kVocabularies[1],         "tokenizer_config.json", "special_tokens_map.json",
    "config.json",    "generation_config.json", "chat_template.jinja"};

struct ResolvedCommit {
  Commit commit;
  enum class From { request, hub, cached_ref } from;
  bool stands_in = false;  // the ref, for a Hub that could not be reached
};

Result<ResolvedCommit> commit_without_hub(const ArtifactCache& cache, const FetchRequest& request) {
  const auto ref = cache.read_ref(request.repo, request.revision);
  if (!ref) return fail(ref.error());
  if (*ref) return ResolvedCommit{**ref, ResolvedCommit::From::cached_ref};
  return fail(
      Error(ErrorCode::model_not_found,
            fmt::format("which commit {} is, is not in the cache {}, and no request may be made",
                        request.revision.text(), printable(cache.root().native())))
          .in(request.repo.text())
          .with_remedy(fetch_remedy(request.repo, request.revision.text())));
}

Result<ResolvedCommit> commit_of(const ArtifactCache& cache, HubClient* hub,
                                 const FetchEvents& events, const FetchRequest& request) {
  if (request.pins != nullptr) {
    return ResolvedCommit{request.pins->commit, ResolvedCommit::From::request};
  }
  if (const auto commit = request.revision.commit()) {
    return ResolvedCommit{*commit, ResolvedCommit::From::request};
  }
  if (hub == nullptr) return commit_without_hub(cache, request);
  auto resolved = hub->resolve(request.repo, request.revision);
  if (resolved) return ResolvedCommit{*std::move(resolved), ResolvedCommit::From::hub};
  // Only what may pass by itself: a Hub that refuses has something to say.
  if (resolved.error().code() != ErrorCode::network) return fail(std::move(resolved).error());
  auto cached = commit_without_hub(cache, request);
  if (!cached) return fail(std::move(resolved).error());
  if (events.warning) {
    events.warning(fmt::format("{}; using commit {}, which {} of {} was when last fetched",
                               resolved.error().message(), cached->commit.text(),
                               request.revision.text(), request.repo.text()));
  }
  cached->stands_in = true;
  return cached;
}

bool is_vocabulary(const FetchedFile& file) {
  return std::find(kVocabularies.begin(), kVocabularies.end(), file.name.text()) !=
         kVocabularies.end();
}

bool is_present(const FetchedFile& file) { return file.source != FetchedFile::Source::absent; }

// Whether vocabularies were asked for and none is there.
bool lacks_vocabulary(const std::vector<FetchedFile>& files) {
  bool asked = false;
  for (const FetchedFile& file : files) {
    if (!is_vocabulary(file)) continue;
    if (is_present(file)) return false;
    asked = true;
  }
  return asked;
}

// A ref that cannot be written is fatal only where the cache could be written to before: who reads
// from a read-only cache has all files.
Result<void> record_ref(ArtifactCache& cache, const FetchEvents& events,
                        const FetchRequest& request, const Commit& commit, bool has_written) {
  auto written = cache.write_ref(request.repo, request.revision, commit);
  if (written || has_written) return written;
  if (events.warning) events.warning(written.error().message());
  return {};
}

}  // namespace

std::span<const std::string_view> tokenizer_files() { return kTokenizerFiles; }
std::span<const std::string_view> vocabulary_files() { return kVocabularies; }

std::vector<ArtifactName> tokenizer_artifacts() {
  std::vector<ArtifactName> names;
  for (const std::string_view file : kTokenizerFiles) names.push_back(*ArtifactName::parse(file));
  return names;
}

PinnedArtifact FetchedSnapshot::pinned(std::string name) const {
  PinnedArtifact artifact{.name = std::move(name),
                          .repo = repo,
                          .requested = requested,
                          .commit = commit,
                          .files = {},
                          .absent = {}};
  for (const FetchedFile& file : files) {
    if (is_present(file)) {
      artifact.files.push_back(
          {file.name, file.size, Sha256Hex::parse(file.sha256).value(), file.blob.value()});
    } else {
      artifact.absent.push_back(file.name);
    }
  }
  std::sort(artifact.files.begin(), artifact.files.end(),
            [](const PinnedFile& a, const PinnedFile& b) { return a.name < b.name; });
  std::sort(artifact.absent.begin(), artifact.absent.end());
  return artifact;
}

Fetcher::Fetcher(ArtifactCache& cache, HubClient* hub, FetchEvents events)
    : cache_(cache), hub_(hub), events_(std::move(events)) {}

Result<FetchedSnapshot> Fetcher::fetch(const FetchRequest& request) {
  const std::uint64_t bytes_before = hub_ != nullptr ? hub_->bytes_received() : 0;
  const unsigned requests_before = hub_ != nullptr ? hub_->requests() : 0;
  const auto resolved = commit_of(cache_, hub_, events_, request);
  if (!resolved) return fail(resolved.error());
  const Commit& commit = resolved->commit;

  FetchRun run(cache_, hub_, events_, request, commit);
  auto files = run.files();
  if (!files) return fail(std::move(files).error());
  if (lacks_vocabulary(*files)) {
    return fail(Error(ErrorCode::not_on_hub,
                      fmt::format("commit {} holds neither tiktoken.model nor tokenizer.json",
                                  commit.text()))
                    .in(request.repo.text()));
  }
  const bool in_cache = std::any_of(files->begin(), files->end(), is_present);
  if (resolved->from == ResolvedCommit::From::hub && in_cache) {
    auto recorded = record_ref(cache_, events_, request, commit, run.has_written());
    if (!recorded) return fail(std::move(recorded).error());
  }
  if (run.has_written()) cache_.remove_leftovers(request.repo);
  return FetchedSnapshot{
      .repo = request.repo,
      .requested = request.revision,
      .commit = commit,
      .directory = cache_.snapshot(request.repo, commit),
      .files = *std::move(files),
      .bytes_received = hub_ != nullptr ? hub_->bytes_received() - bytes_before : 0,
      .requests = hub_ != nullptr ? hub_->requests() - requests_before : 0,
      .resolved_from_cache = resolved->stands_in};
}

}  // namespace kimitok
