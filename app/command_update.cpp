// kimitok update: moves the pins of kimitok.lock to newer commits.
#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "command.hpp"
#include "exit.hpp"
#include "fetch/artifact_change.hpp"
#include "fetch/fetch_target.hpp"
#include "fetch/fetching.hpp"
#include "fetch/print_result.hpp"
#include "fetch/sound_tokenizer.hpp"
#include "pins_file.hpp"

namespace kimitok::app {
namespace {

Result<PinsFile> read_project() {
  auto project = read_pins(kPinsFileName, Pins::UnknownKeys::refuse);
  if (!project) return fail(std::move(project).error());
  if (*project) return **std::move(project);
  return fail(Error(ErrorCode::pins_invalid, "there is none here")
                  .in(kPinsFileName)
                  .with_remedy("make one with `kimitok fetch REPO --save NAME`"));
}

// The artifacts named, or all.
Result<std::vector<PinnedArtifact>> chosen(const cli::UpdateArgs& args, const Pins& pins) {
  if (args.names.empty()) return pins.artifacts();
  std::vector<PinnedArtifact> artifacts;
  for (const std::string& name : args.names) {
    const PinnedArtifact* artifact = pins.find(name);
    if (artifact == nullptr) {
      return fail(
          Error(ErrorCode::pins_invalid, fmt::format("does not hold {}", name)).in(kPinsFileName));
    }
    artifacts.push_back(*artifact);
  }
  return artifacts;
}

// What is known of an artifact's repository; nullptr also where another vocabulary than the known
// one was accepted when it was pinned.
const KnownModel* known_model(const PinnedArtifact& artifact) {
  const PinnedFile* vocabulary = artifact.find(*ArtifactName::parse("tiktoken.model"));
  if (vocabulary != nullptr && vocabulary->sha256.text() != kKimiModelSha256) return nullptr;
  return find_known_model(artifact.repo);
}

// Carries out one command line.
class UpdateCommand {
 public:
  UpdateCommand(const cli::Args& args, HubSession& session, const Messages& messages)
      : args_(args), fetching_(args.global, session, messages) {}

  // What goes to stdout.
  Result<std::string> run();
  // Whether --check found something newer.
  bool found_newer() const { return found_newer_; }

 private:
  Result<ArtifactChange> resolve(PinnedArtifact artifact);
  Result<PinnedArtifact> fetch(const ArtifactChange& change);
  std::string report(const std::vector<ArtifactChange>& changes, bool written) const;

  const cli::Args& args_;
  Fetching fetching_;
  bool found_newer_ = false;
};

Result<std::string> UpdateCommand::run() {
  auto project = read_project();
  if (!project) return fail(std::move(project).error());
  auto artifacts = chosen(args_.update, project->pins);
  if (!artifacts) return fail(std::move(artifacts).error());
  if (!args_.update.to.empty() && artifacts->size() > 1) {
    return fail(Error(ErrorCode::usage, "--to needs the name of one tokenizer")
                    .with_remedy("kimitok.lock holds several"));
  }
  std::vector<ArtifactChange> changes;
  for (PinnedArtifact& artifact : *artifacts) {
    auto change = resolve(std::move(artifact));
    if (!change) return fail(std::move(change).error());
    found_newer_ = found_newer_ || change->is_newer();
    changes.push_back(*std::move(change));
  }
  if (args_.update.check) return report(changes, false);
  Pins pins = project->pins;
  for (ArtifactChange& change : changes) {
    auto after = fetch(change);
    if (!after) return fail(std::move(after).error());
    pins.put(*after);
    change.after = *std::move(after);
  }
  auto written = write_pins(kPinsFileName, pins, project->bytes);
  if (!written) return fail(std::move(written).error());
  return report(changes, pins.json() != project->bytes);
}

Result<ArtifactChange> UpdateCommand::resolve(PinnedArtifact artifact) {
  Revision requested = artifact.requested;
  if (!args_.update.to.empty()) {
    auto given = Revision::parse(args_.update.to);
    if (!given) return fail(std::move(given).error().in("--to"));
    requested = *std::move(given);
  }
  if (const auto commit = requested.commit()) {
    return ArtifactChange{std::move(artifact), std::move(requested), *commit, std::nullopt};
  }
  const auto client = fetching_.client();
  if (!client) return fail(client.error());
  if (*client == nullptr) {
    return fail(Error(ErrorCode::model_not_found,
                      fmt::format("offline, so nobody can say where {} of {} leads",
                                  requested.text(), artifact.repo.text()))
                    .in(artifact.name));
  }
  auto commit = (*client)->resolve(artifact.repo, requested);
  if (!commit) return fail(std::move(commit).error());
  return ArtifactChange{std::move(artifact), std::move(requested), *std::move(commit),
                        std::nullopt};
}

// The artifact as it is to be pinned.
Result<PinnedArtifact> UpdateCommand::fetch(const ArtifactChange& change) {
  PinnedArtifact after = change.before;
  after.requested = change.requested;
  if (!change.is_newer()) return after;

  const KnownModel* known = known_model(change.before);
  FetchTarget target{change.before.repo, *Revision::parse(change.commit.text()),
                     change.requested,   known,
                     std::nullopt,       {}};
  if (known != nullptr) target.expected = known_hashes(*known, target.revision);
  const auto snapshot = fetching_.fetch(target, false);
  if (!snapshot) return fail(snapshot.error());
  if (auto checked = check_tokenizer(snapshot->directory, known); !checked) {
    return fail(std::move(checked).error());
  }
  after = snapshot->pinned(change.before.name);
  after.requested = change.requested;
  return after;
}

std::string UpdateCommand::report(const std::vector<ArtifactChange>& changes, bool written) const {
  if (args_.update.json) return json(changes, written);
  std::string text;
  for (const ArtifactChange& change : changes) text += human(change);
  return text;
}

}  // namespace

int run_update(const cli::Args& args) {
  const Messages messages(args.global);
  Outcome outcome(messages);
  auto session = HubSession::open(args.global, args.hub, messages);
  if (!session) return print_result(fail(session.error()), args.update.json, outcome);
  UpdateCommand command(args, *session, messages);
  const auto text = command.run();
  if (text && args.update.check && command.found_newer()) outcome.answered_no();
  return print_result(text, args.update.json, outcome);
}

}  // namespace kimitok::app
