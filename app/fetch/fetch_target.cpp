#include "fetch/fetch_target.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "model_reference.hpp"

namespace kimitok::app {
namespace {

constexpr std::string_view kVocabulary = "tiktoken.model";

FetchRequest::Expected expected(std::string_view name, std::string_view sha256,
                                std::string said_by) {
  return {*ArtifactName::parse(name), *Sha256Hex::parse(sha256), std::move(said_by)};
}

Revision main_branch() { return *Revision::parse("main"); }

// Requires: `sha256` has been checked when the command line was parsed.
void expect_given(const cli::FetchArgs& args, FetchTarget& target) {
  if (args.sha256.empty() && !args.allow_other_vocabulary) return;
  std::erase_if(target.expected, [](const FetchRequest::Expected& candidate) {
    return candidate.name.text() == kVocabulary;
  });
  if (args.sha256.empty()) return;
  target.expected.push_back(expected(kVocabulary, args.sha256, "--sha256"));
  target.expected.back().required = true;
}

FetchTarget named_target(NamedModel named) {
  const auto known_commit = named.known_commit();
  const Revision requested = named.revision.value_or(main_branch());
  Revision revision = requested;
  if (!named.revision && known_commit) revision = *Revision::parse(known_commit->text());
  FetchTarget target{std::move(named.repo), std::move(revision), requested, named.known, {}, {}};
  if (target.known != nullptr) target.expected = known_hashes(*target.known, target.revision);
  return target;
}

Failure not_pinned(const std::string& reference) {
  return fail(Error(ErrorCode::pins_invalid, fmt::format("does not hold {}", reference))
                  .in(kPinsFileName)
                  .with_remedy(fmt::format("run `kimitok fetch {} --save NAME`", reference)));
}

// The artifact of kimitok.lock that REPO, REPO@REVISION or an alias asks for.
const PinnedArtifact* find_pinned(const Pins& pins, const NamedModel& named) {
  for (const PinnedArtifact& artifact : pins.artifacts()) {
    if (artifact.repo != named.repo) continue;
    if (!named.revision || *named.revision == artifact.requested ||
        named.revision->text() == artifact.commit.text()) {
      return &artifact;
    }
  }
  return nullptr;
}

Result<FetchTarget> referenced_target(const cli::FetchArgs& args,
                                      const std::optional<PinsFile>& project) {
  if (project && args.save.empty()) {
    if (const PinnedArtifact* pinned = project->pins.find(args.reference)) {
      return pinned_target(*pinned);
    }
  }
  auto named = NamedModel::parse(args.reference);
  if (!named) return fail(std::move(named).error());
  if (!args.locked && !args.frozen) return named_target(*std::move(named));
  const PinnedArtifact* pinned = find_pinned(project->pins, *named);
  if (pinned == nullptr) return not_pinned(args.reference);
  return pinned_target(*pinned);
}

}  // namespace

std::vector<ArtifactName> FetchTarget::names() const {
  std::vector<ArtifactName> names = tokenizer_artifacts();
  if (!pins) return names;
  for (const PinnedFile& file : pins->files) {
    if (std::ranges::find(names, file.name) == names.end()) names.push_back(file.name);
  }
  return names;
}

FetchRequest FetchTarget::request(bool force) const {
  FetchRequest request{repo, revision, names(), nullptr, expected, force};
  if (pins) request.pins = &*pins;
  return request;
}

FetchTarget pinned_target(const PinnedArtifact& pinned) {
  return {pinned.repo,      *Revision::parse(pinned.commit.text()),
          pinned.requested, find_known_model(pinned.repo),
          pinned,           {}};
}

std::vector<FetchRequest::Expected> known_hashes(const KnownModel& known,
                                                 const Revision& revision) {
  const std::string said_by = fmt::format("known as {}", known.repo);
  std::vector<FetchRequest::Expected> hashes = {expected(kVocabulary, kKimiModelSha256, said_by)};
  if (known.commit.empty() || revision.text() != known.commit) return hashes;
  const auto is_fetched = [](std::string_view name) {
    return std::ranges::find(tokenizer_files(), name) != tokenizer_files().end();
  };
  for (const KnownFile& file : known.files) {
    if (file.name != kVocabulary && is_fetched(file.name)) {
      hashes.push_back(expected(file.name, file.sha256, said_by));
    }
  }
  return hashes;
}

Result<std::vector<FetchTarget>> fetch_targets(const cli::FetchArgs& args,
                                               const std::optional<PinsFile>& project) {
  const bool locked = args.locked || args.frozen;
  if (locked && !project) {
    return fail(Error(ErrorCode::pins_invalid, "there is none here")
                    .in(kPinsFileName)
                    .with_remedy("make one with `kimitok fetch REPO --save NAME`"));
  }
  std::vector<FetchTarget> targets;
  if (!args.reference.empty()) {
    auto target = referenced_target(args, project);
    if (!target) return fail(std::move(target).error());
    expect_given(args, *target);
    targets.push_back(*std::move(target));
    return targets;
  }
  if (!project) {
    return fail(Error(ErrorCode::usage, "no repository named, and no kimitok.lock here")
                    .with_remedy("see `kimitok fetch --list` for names"));
  }
  for (const PinnedArtifact& pinned : project->pins.artifacts()) {
    targets.push_back(pinned_target(pinned));
  }
  return targets;
}

}  // namespace kimitok::app
