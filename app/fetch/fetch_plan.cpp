#include "fetch/fetch_plan.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "escaped.hpp"

namespace kimitok::app {
namespace {

using Action = PlannedFile::Action;

Result<Commit> commit_of(Fetching& fetching, const FetchTarget& target) {
  if (target.pins) return target.pins->commit;
  if (const auto commit = target.revision.commit()) return *commit;
  const auto client = fetching.client();
  if (!client) return fail(client.error());
  if (*client != nullptr) return (*client)->resolve(target.repo, target.revision);
  const auto ref = fetching.cache().read_ref(target.repo, target.revision);
  if (!ref) return fail(ref.error());
  if (*ref) return **ref;
  return fail(Error(ErrorCode::model_not_found,
                    fmt::format("offline, and the cache does not say which commit {} is",
                                target.revision.text()))
                  .in(target.repo.text()));
}

Result<PlannedFile> cached_file(Fetching& fetching, const FetchTarget& target, const Commit& commit,
                                const ArtifactName& name) {
  const auto found = fetching.cache().find(target.repo, commit, name);
  if (!found) return fail(found.error());
  PlannedFile file{name, Action::unknown, std::nullopt, found->blob};
  if (found->presence == Presence::absent) file.action = Action::absent;
  if (found->presence != Presence::present) return file;
  file.action = Action::none;
  std::error_code error;
  const auto size = std::filesystem::file_size(found->path, error);
  if (!error) file.size = size;
  return file;
}

void complete_from(const PinnedArtifact& pinned, PlannedFile& file) {
  if (const PinnedFile* known = pinned.find(file.name)) {
    const bool is_cached = file.action == Action::none && (!file.blob || *file.blob == known->hub);
    file = {file.name, is_cached ? Action::none : Action::fetch, known->size, known->hub};
  } else if (pinned.is_absent(file.name)) {
    file = {file.name, Action::absent, std::nullopt, std::nullopt};
  }
}

void complete_from(const std::vector<ListedArtifact>& listing, PlannedFile& file) {
  if (file.action == Action::none) return;
  const auto listed =
      std::ranges::find_if(listing, [&file](const auto& other) { return other.name == file.name; });
  file = listed == listing.end()
             ? PlannedFile{file.name, Action::absent, std::nullopt, std::nullopt}
             : PlannedFile{file.name, Action::fetch, listed->size, listed->blob};
}

bool is_unknown(const PlannedFile& file) { return file.action == Action::unknown; }

Result<void> ask_hub(Fetching& fetching, FetchPlan& plan) {
  const auto client = fetching.client();
  if (!client) return fail(client.error());
  if (*client == nullptr) return {};
  const auto listing = (*client)->list(plan.repo, plan.commit);
  if (!listing) return fail(listing.error());
  for (PlannedFile& file : plan.files) complete_from(*listing, file);
  return {};
}

std::string file_object(const PlannedFile& file) {
  return fmt::format(R"({{"name":{},"action":"{}","size":{},"hub":{}}})",
                     json_string_lossy(file.name.text()), name_of(file.action),
                     file.size ? fmt::to_string(*file.size) : "null",
                     file.blob ? json_string_lossy(file.blob->tagged()) : "null");
}

}  // namespace

std::string_view name_of(PlannedFile::Action action) {
  switch (action) {
    case Action::none:
      return "cached";
    case Action::fetch:
      return "fetch";
    case Action::absent:
      return "absent";
    case Action::unknown:
      return "unknown";
  }
  return "";
}

Result<FetchPlan> plan_fetch(Fetching& fetching, const FetchTarget& target) {
  const auto commit = commit_of(fetching, target);
  if (!commit) return fail(commit.error());
  FetchPlan plan{
      target.repo, target.revision, *commit, fetching.cache().snapshot(target.repo, *commit), {}};
  for (const ArtifactName& name : target.names()) {
    auto file = cached_file(fetching, target, *commit, name);
    if (!file) return fail(std::move(file).error());
    if (target.pins) complete_from(*target.pins, *file);
    plan.files.push_back(*std::move(file));
  }
  if (std::ranges::any_of(plan.files, is_unknown)) {
    if (auto asked = ask_hub(fetching, plan); !asked) return fail(std::move(asked).error());
  }
  return plan;
}

std::string human(const FetchPlan& plan) {
  std::string text;
  for (const PlannedFile& file : plan.files) {
    text += fmt::format("{:<7}  {:>10}  {}\n", name_of(file.action),
                        file.size ? fmt::to_string(*file.size) : "-", file.name.text());
  }
  return text;
}

std::string json_object(const FetchPlan& plan) {
  std::vector<std::string> files;
  for (const PlannedFile& file : plan.files) files.push_back(file_object(file));
  return fmt::format(R"({{"repo":{},"requested":{},"commit":"{}","directory":{},"files":[{}]}})",
                     json_string_lossy(plan.repo.text()), json_string_lossy(plan.requested.text()),
                     plan.commit.text(), json_string_lossy(plan.directory.native()),
                     fmt::join(files, ","));
}

std::string summary(const FetchPlan& plan) {
  std::uint64_t bytes = 0;
  std::size_t files = 0;
  for (const PlannedFile& file : plan.files) {
    if (file.action != Action::fetch) continue;
    ++files;
    bytes += file.size.value_or(0);
  }
  return fmt::format("{}@{}: {} files of {} bytes would be fetched", plan.repo.text(),
                     plan.commit.text(), files, bytes);
}

}  // namespace kimitok::app
