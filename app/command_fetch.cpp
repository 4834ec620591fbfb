// kimitok fetch: brings a tokenizer's files from the Hub into the cache.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

#include "command.hpp"
#include "exit.hpp"
#include "fetch/fetch_plan.hpp"
#include "fetch/fetch_target.hpp"
#include "fetch/fetching.hpp"
#include "fetch/model_list.hpp"
#include "fetch/print_result.hpp"
#include "fetch/snapshot_report.hpp"
#include "fetch/sound_tokenizer.hpp"
#include "kimitok/export.hpp"
#include "pins_file.hpp"

namespace kimitok::app {
namespace {

Result<std::string> list(const cli::Args& args) {
  auto root = hub_cache_directory(process_environment(), args.global.cache_dir);
  if (!root) return fail(std::move(root).error());
  const auto models = list_models(ArtifactCache(*std::move(root)));
  if (!models) return fail(models.error());
  return args.fetch.json ? json(*models) : human(*models);
}

// A mirror need not have the commit that is known.
Error advised(Error error, const FetchTarget& target) {
  const bool chosen_here = !target.pins && target.revision != target.requested;
  if (error.code() != ErrorCode::not_on_hub || !chosen_here) return error;
  return std::move(error).with_remedy(
      fmt::format("that is the commit known to be right; `kimitok fetch {}@{}` takes what is there",
                  target.repo.text(), target.requested.text()));
}

// Carries out one command line.
class FetchCommand {
 public:
  FetchCommand(const cli::Args& args, HubSession& session, const Messages& messages)
      : args_(args), messages_(messages), fetching_(args.global, session, messages) {}

  // What goes to stdout.
  Result<std::string> run();

 private:
  Result<void> read_project();
  Result<std::string> plan(const std::vector<FetchTarget>& targets);
  Result<FetchReport> fetch(const FetchTarget& target);
  Result<void> save(const FetchTarget& target, const FetchedSnapshot& snapshot);
  void tell_that_it_moves(const FetchTarget& target, const FetchedSnapshot& snapshot) const;

  const cli::Args& args_;
  const Messages& messages_;
  Fetching fetching_;
  std::optional<PinsFile> project_;
};

Result<std::string> FetchCommand::run() {
  const cli::FetchArgs& args = args_.fetch;
  if (auto read = read_project(); !read) return fail(std::move(read).error());
  const auto targets = fetch_targets(args, project_);
  if (!targets) return fail(targets.error());
  if (args.dry_run) return plan(*targets);
  std::vector<FetchReport> reports;
  std::string directories;
  for (const FetchTarget& target : *targets) {
    auto report = fetch(target);
    if (!report) return fail(std::move(report).error());
    directories += report->directory.native() + '\n';
    reports.push_back(*std::move(report));
  }
  if (!args.json) return directories;
  return args.reference.empty() ? json(reports) : json(reports.front());
}

// A broken kimitok.lock is in nobody's way who asks for something else.
Result<void> FetchCommand::read_project() {
  const cli::FetchArgs& args = args_.fetch;
  // What is written again must not lose what was not understood.
  const bool strict = args.locked || args.frozen || !args.save.empty();
  if (!strict && !args.reference.empty() && !is_pin_name(args.reference)) return {};
  auto project =
      read_pins(kPinsFileName, strict ? Pins::UnknownKeys::refuse : Pins::UnknownKeys::ignore);
  if (!project) return fail(std::move(project).error());
  project_ = *std::move(project);
  if (project_ && !project_->warning.empty()) messages_.warning(project_->warning);
  return {};
}

Result<std::string> FetchCommand::plan(const std::vector<FetchTarget>& targets) {
  std::string text;
  std::vector<std::string> objects;
  for (const FetchTarget& target : targets) {
    const auto planned = plan_fetch(fetching_, target);
    if (!planned) return fail(planned.error());
    messages_.note(summary(*planned));
    text += human(*planned);
    objects.push_back(json_object(*planned));
  }
  if (!args_.fetch.json) return text;
  return fmt::format("{{\"schema\":1,\"plans\":[{}]}}\n", fmt::join(objects, ","));
}

Result<FetchReport> FetchCommand::fetch(const FetchTarget& target) {
  auto snapshot = fetching_.fetch(target, args_.fetch.force);
  if (!snapshot) return fail(advised(std::move(snapshot).error(), target));
  FetchReport report{*std::move(snapshot), target.pins ? target.pins->name : args_.fetch.save, {}};
  report.directory = report.snapshot.directory;
  if (!args_.fetch.to.empty()) {
    report.directory = args_.fetch.to;
    auto exported = export_snapshot(report.snapshot, args_.fetch.to, args_.fetch.force);
    if (!exported) return fail(std::move(exported).error());
  }
  if (!args_.fetch.save.empty()) {
    if (auto saved = save(target, report.snapshot); !saved) return fail(std::move(saved).error());
  }
  tell_that_it_moves(target, report.snapshot);
  return report;
}

Result<void> FetchCommand::save(const FetchTarget& target, const FetchedSnapshot& snapshot) {
  // What is known of a model holds no more once the user has said otherwise.
  const bool as_known = !args_.fetch.allow_other_vocabulary &&
                        (args_.fetch.sha256.empty() || args_.fetch.sha256 == kKimiModelSha256);
  auto checked = check_tokenizer(snapshot.directory, as_known ? target.known : nullptr);
  if (!checked) return checked;
  PinnedArtifact pinned = snapshot.pinned(args_.fetch.save);
  pinned.requested = target.requested;
  Pins pins = project_ ? project_->pins : Pins();
  pins.put(std::move(pinned));
  return write_pins(kPinsFileName, pins, project_ ? project_->bytes : std::string());
}

void FetchCommand::tell_that_it_moves(const FetchTarget& target,
                                      const FetchedSnapshot& snapshot) const {
  if (target.pins || target.revision.commit() || !args_.fetch.save.empty()) return;
  if (snapshot.resolved_from_cache || fetching_.is_offline()) return;
  messages_.note(fmt::format(
      "{0} of {1} is commit {2} today and may be another one tomorrow; `kimitok fetch {1}@{2}` "
      "gets "
      "this one again, --save NAME pins it in {3}",
      target.revision.text(), target.repo.text(), snapshot.commit.text(), kPinsFileName));
}

Result<std::string> fetch(const cli::Args& args, const Messages& messages) {
  if (args.fetch.list) return list(args);
  cli::HubArgs hub = args.hub;
  hub.offline = hub.offline || args.fetch.frozen;
  auto session = HubSession::open(args.global, hub, messages);
  if (!session) return fail(std::move(session).error());
  return FetchCommand(args, *session, messages).run();
}

}  // namespace

int run_fetch(const cli::Args& args) {
  const Messages messages(args.global);
  Outcome outcome(messages);
  return print_result(fetch(args, messages), args.fetch.json, outcome);
}

}  // namespace kimitok::app
