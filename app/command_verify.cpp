// kimitok verify: checks files, and ids against known ones.
#include <cstdlib>

#include "command.hpp"
#include "exit.hpp"
#include "tokenizer_source.hpp"
#include "verify/check_log.hpp"
#include "verify/file_suite.hpp"
#include "verify/golden_file.hpp"
#include "verify/golden_suite.hpp"
#include "verify/golden_update.hpp"
#include "verify/oracle_suite.hpp"
#include "verify/self_test.hpp"
#include "verify/text_suites.hpp"

namespace kimitok::app {
namespace {

bool needs_tokenizer(const cli::VerifyArgs& args) {
  return !args.golden.empty() || !args.roundtrip.empty() || args.random;
}

Result<void> may_update(const cli::VerifyArgs& args) {
  const char* ci = std::getenv("CI");
  if (args.force || ci == nullptr || *ci == '\0') return {};
  return fail(Error(ErrorCode::usage, "golden files are not updated where CI is set")
                  .in("--update")
                  .with_remedy("--force does it all the same"));
}

Result<void> update_goldens(const cli::Args& args, const LoadedTokenizer& loaded, unsigned threads,
                            const Messages& messages) {
  if (auto allowed = may_update(args.verify); !allowed) return allowed;
  GoldenUpdate update(loaded, threads, messages);
  for (const std::string& path : args.verify.golden) {
    const auto files = golden_files(path);
    if (!files) return fail(files.error());
    for (const std::string& file : *files) {
      if (auto updated = update.update(file); !updated) return updated;
    }
  }
  return {};
}

// The forms that work with the tokenizer of -m.
Result<void> check_texts(const cli::Args& args, const Messages& messages, CheckLog& log) {
  const auto loaded = open_tokenizer(args.global, messages, Images::ignore);
  if (!loaded) return fail(loaded.error());
  const auto threads = thread_count(args.global);
  if (!threads) return fail(threads.error());
  if (args.verify.update) {
    auto updated = update_goldens(args, *loaded, *threads, messages);
    if (!updated) return updated;
  }
  std::vector<VerifiedText> texts;
  std::vector<VerifiedText>* kept = args.verify.against.empty() ? nullptr : &texts;
  GoldenSuite(args, *loaded, *threads, log, kept).run();
  run_text_suites(args, *loaded, *threads, log, kept);
  if (kept != nullptr) run_oracle_suite(args, *loaded, texts, log);
  return {};
}

}  // namespace

int run_verify(const cli::Args& args) {
  const Messages messages(args.global);
  Outcome outcome(messages);
  CheckLog log(args.verify, messages, outcome);
  if (args.verify.self_test) run_self_test(log);
  if (asks_for_files(args.verify)) run_file_suite(args, messages, log);
  if (needs_tokenizer(args.verify)) {
    if (auto checked = check_texts(args, messages, log); !checked) {
      log.add_broken("tokenizer", checked.error());
    }
  }
  log.finish();
  return outcome.status();
}

}  // namespace kimitok::app
