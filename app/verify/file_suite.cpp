#include "verify/file_suite.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "fetch/fetching.hpp"
#include "hub_session.hpp"
#include "pins_file.hpp"
#include "tokenizer_source.hpp"
#include "verify/file_checks.hpp"
#include "verify/self_check.hpp"

namespace kimitok::app {
namespace {

constexpr const char* kFiles = "files";
constexpr const char* kTokenizer = "tokenizer";

bool is_good(const std::vector<CheckResult>& results) {
  return std::ranges::all_of(results,
                             [](const auto& r) { return r.status == CheckResult::Status::passed; });
}

// What is known of the pinned repository, unless another vocabulary was pinned on purpose.
const KnownModel* known_of(const PinnedArtifact& pinned) {
  const auto is_vocabulary = [](const PinnedFile& file) {
    return file.name.text() == "tiktoken.model";
  };
  const auto vocabulary = std::ranges::find_if(pinned.files, is_vocabulary);
  const bool is_other =
      vocabulary != pinned.files.end() && vocabulary->sha256.text() != kKimiModelSha256;
  return is_other ? nullptr : find_known_model(pinned.repo);
}

VerifiedSnapshot snapshot_of(const PinnedArtifact& pinned) {
  return {pinned.name, pinned.repo, pinned.commit, pinned, known_of(pinned)};
}

FetchTarget repair_target(const VerifiedSnapshot& snapshot, const Revision& commit) {
  if (snapshot.pins) return pinned_target(*snapshot.pins);
  FetchTarget target{snapshot.repo, commit, commit, snapshot.known, std::nullopt, {}};
  if (snapshot.known != nullptr) target.expected = known_hashes(*snapshot.known, commit);
  return target;
}

class FileSuite {
 public:
  FileSuite(const cli::Args& args, HubSession& session, const Messages& messages, CheckLog& log)
      : args_(args), session_(session), messages_(messages), log_(log) {}

  Result<void> run() {
    const bool strict = args_.verify.locked;
    const auto project =
        read_pins(kPinsFileName, strict ? Pins::UnknownKeys::refuse : Pins::UnknownKeys::ignore);
    if (!project) return fail(project.error());
    if (wants_pins(*project)) return run_pinned(*project);
    return run_model();
  }

 private:
  bool wants_pins(const std::optional<PinsFile>& project) const {
    if (args_.verify.locked || !args_.verify.names.empty()) return true;
    const cli::GlobalArgs& global = args_.global;
    if (!project || !global.tiktoken_model.empty()) return false;
    if (global.model.empty()) return true;
    std::error_code error;
    return project->pins.find(global.model) != nullptr &&
           !std::filesystem::exists(global.model, error);
  }

  Result<void> run_pinned(const std::optional<PinsFile>& project) {
    if (!project) {
      return fail(Error(ErrorCode::pins_invalid, "there is no such file here")
                      .in(kPinsFileName)
                      .with_remedy("`kimitok fetch REPO --save NAME` makes one"));
    }
    if (!project->warning.empty()) messages_.warning(project->warning);
    if (args_.verify.locked) check_canonical(*project);
    const auto chosen = chosen_artifacts(project->pins);
    if (!chosen) return fail(chosen.error());
    if (chosen->empty()) {
      return fail(Error(ErrorCode::pins_invalid, "it names no tokenizer").in(kPinsFileName));
    }
    for (const PinnedArtifact* pinned : *chosen) check_snapshot(snapshot_of(*pinned));
    return {};
  }

  void check_canonical(const PinsFile& project) {
    CheckResult result = CheckResult::passed(kFiles, "written as kimitok writes it");
    result.file = kPinsFileName;
    if (!project.is_canonical()) {
      result.status = CheckResult::Status::failed;
      result.code = ErrorCode::pins_invalid;
      result.difference.sentence = "its order, blanks or line ends are not";
    }
    log_.add(std::move(result));
  }

  Result<std::vector<const PinnedArtifact*>> chosen_artifacts(const Pins& pins) const {
    std::vector<std::string> names = args_.verify.names;
    if (names.empty() && pins.find(args_.global.model) != nullptr) {
      names.push_back(args_.global.model);
    }
    std::vector<const PinnedArtifact*> chosen;
    for (const std::string& name : names) {
      chosen.push_back(pins.find(name));
      if (chosen.back() != nullptr) continue;
      return fail(Error(ErrorCode::pins_invalid, fmt::format("it does not name {}", name))
                      .in(kPinsFileName));
    }
    if (!names.empty()) return chosen;
    for (const PinnedArtifact& pinned : pins.artifacts()) chosen.push_back(&pinned);
    return chosen;
  }

  // The tokenizer of -m or $KIMITOK_MODEL, wherever it lies.
  Result<void> run_model() {
    const auto opened = open_located_tokenizer(args_.global, messages_, Images::ignore);
    if (!opened) return fail(opened.error());
    const LocatedModel& located = opened->located;
    const bool in_cache = located.repo && located.commit;
    if (in_cache && args_.global.tiktoken_model.empty()) {
      check_snapshot(
          {located.repo->text(), *located.repo, *located.commit, located.pins, located.known});
      return {};
    }
    if (args_.verify.repair || args_.verify.remote) {
      return fail(ErrorCode::usage, "the tokenizer is not in the Hub's cache");
    }
    check_loaded(opened->loaded, located.known);
    return {};
  }

  void check_snapshot(const VerifiedSnapshot& snapshot) {
    std::vector<CheckResult> results = check_files(session_.cache(), snapshot);
    if (!is_good(results) && args_.verify.repair) {
      if (auto repaired = repair(snapshot); !repaired) log_.add_broken(kFiles, repaired.error());
      results = check_files(session_.cache(), snapshot);
    }
    const bool good = is_good(results);
    for (CheckResult& result : results) log_.add(std::move(result));
    if (args_.verify.remote) {
      if (auto compared = compare_with_hub(snapshot); !compared) {
        log_.add_broken("remote", compared.error());
      }
    }
    if (good) return load_and_check(snapshot);
    if (!args_.verify.repair) messages_.note("`kimitok verify --repair` fetches what is not right");
  }

  Result<void> repair(const VerifiedSnapshot& snapshot) {
    if (auto client = online(); !client) return fail(std::move(client).error());
    const auto commit = Revision::parse(snapshot.commit.text());
    if (!commit) return fail(commit.error());
    Fetching fetching(args_.global, session_, messages_);
    const auto fetched = fetching.fetch(repair_target(snapshot, *commit), false);
    if (!fetched) return fail(fetched.error());
    for (const FetchedFile& file : fetched->files) {
      if (file.source != FetchedFile::Source::network &&
          file.source != FetchedFile::Source::repaired) {
        continue;
      }
      messages_.note(fmt::format("{}: {}: fetched again", snapshot.name, file.name.text()));
    }
    return {};
  }

  Result<void> compare_with_hub(const VerifiedSnapshot& snapshot) {
    const auto client = online();
    if (!client) return fail(client.error());
    const auto listing = (*client)->list(snapshot.repo, snapshot.commit);
    if (!listing) return fail(listing.error());
    for (CheckResult& result : check_listing(session_.cache(), snapshot, *listing)) {
      log_.add(std::move(result));
    }
    return {};
  }

  Result<HubClient*> online() {
    auto client = session_.client();
    if (client && *client == nullptr) {
      return fail(Error(ErrorCode::model_not_found, "the Hub is needed, and this is offline")
                      .with_remedy("unset HF_HUB_OFFLINE and its kin, or leave --offline out"));
    }
    return client;
  }

  void load_and_check(const VerifiedSnapshot& snapshot) {
    LoadRequest request;
    request.model = session_.cache().snapshot(snapshot.repo, snapshot.commit);
    const auto loaded = load_tokenizer(request);
    if (!loaded) return log_.add_broken(kTokenizer, loaded.error());
    check_loaded(*loaded, snapshot.known);
  }

  void check_loaded(const LoadedTokenizer& loaded, const KnownModel* known) {
    for (SelfCheck& check : self_check(loaded, known)) {
      CheckResult result = CheckResult::passed(kTokenizer, std::move(check.name));
      if (!check.failure.empty()) {
        result.status = CheckResult::Status::failed;
        result.code = ErrorCode::model_mismatch;
        result.difference.sentence = std::move(check.failure);
      }
      log_.add(std::move(result));
    }
  }

  const cli::Args& args_;
  HubSession& session_;
  const Messages& messages_;
  CheckLog& log_;
};

}  // namespace

bool asks_for_files(const cli::VerifyArgs& args) {
  if (args.locked || args.repair || args.remote || !args.names.empty()) return true;
  return args.golden.empty() && args.roundtrip.empty() && !args.random && !args.self_test;
}

void run_file_suite(const cli::Args& args, const Messages& messages, CheckLog& log) {
  auto session = HubSession::open(args.global, args.hub, messages);
  if (!session) return log.add_broken(kFiles, session.error());
  auto done = FileSuite(args, *session, messages, log).run();
  if (!done) log.add_broken(kFiles, done.error());
}

}  // namespace kimitok::app
