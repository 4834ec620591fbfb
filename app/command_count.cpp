// kimitok count: how many tokens.
#include <fmt/core.h>

#include "command.hpp"
#include "count/count_work.hpp"
#include "count/directory_files.hpp"
#include "count/tally.hpp"
#include "each_input.hpp"
#include "output.hpp"
#include "record_pipeline.hpp"
#include "tokenizer_source.hpp"

namespace kimitok::app {
namespace {

using cli::Args;

// What each record gains by --bos, --eos, --prepend and --append.
Result<std::uint64_t> added_per_record(const cli::TokenizeArgs& args,
                                       const LoadedTokenizer& loaded) {
  const auto added = added_ids(args, loaded);
  if (!added) return fail(added.error());
  return added->before.size() + added->after.size();
}

Result<std::vector<InputName>> inputs_of(const Args& args, const Messages& messages) {
  auto names = input_names(args.input);
  if (!names) return names;
  return with_directory_files(*std::move(names), args.input, messages);
}

// What has enough where depends on how much has been counted before, so that --fast-fail leaves
// nothing to do at the same time.
Result<unsigned> threads_for(const Args& args) {
  if (args.count.fast_fail && args.count.budget) return 1u;
  return thread_count(args.global);
}

struct Counting {
  LoadedTokenizer loaded;
  EncodeOptions options;
  std::uint64_t added;
  unsigned threads;
};

Result<Counting> prepare(const Args& args, const Messages& messages) {
  auto loaded = open_tokenizer(args.global, messages);
  if (!loaded) return fail(std::move(loaded).error());
  auto options = encode_options(args.tokenize, *loaded);
  if (!options) return fail(std::move(options).error());
  const auto added = added_per_record(args.tokenize, *loaded);
  if (!added) return fail(added.error());
  const auto threads = threads_for(args);
  if (!threads) return fail(threads.error());
  return Counting{*std::move(loaded), *std::move(options), *added, *threads};
}

void write_report(const std::string& report, Outcome& outcome) {
  auto output = Output::open("");
  Result<void> written = output ? output->write(report) : fail(std::move(output).error());
  if (written) written = output->commit();
  if (!written) outcome.failed(written.error());
}

}  // namespace

int run_count(const Args& args) {
  const Messages messages(args.global);
  Outcome outcome(messages);
  const auto names = inputs_of(args, messages);
  if (!names) {
    outcome.failed(names.error());
    return outcome.status();
  }
  const auto counting = prepare(args, messages);
  if (!counting) {
    outcome.failed(counting.error());
    return outcome.status();
  }

  Tally tally(args.count);
  CountWork work(counting->loaded.tokenizer, counting->options, counting->threads, counting->added,
                 tally);
  Progress progress(args.global, false, total_size(*names));
  RecordPipeline(args.input, counting->threads, work, messages, outcome, progress).read(*names);

  if (!tally.has_answer()) write_report(tally.report(), outcome);
  if (tally.over_budget()) {
    messages.note(fmt::format("{}{} tokens are over the budget of {}",
                              tally.has_answer() ? "at least " : "", tally.tokens(),
                              *args.count.budget));
    outcome.answered_no();
  }
  return outcome.status();
}

}  // namespace kimitok::app
