// kimitok count: how many tokens.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "command.hpp"
#include "count/count_sink.hpp"
#include "count/count_table.hpp"
#include "count/directory_files.hpp"
#include "each_input.hpp"
#include "output.hpp"
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

Result<CountSink> open_sink(const Args& args, const Messages& messages) {
  auto loaded = open_tokenizer(args.global, messages);
  if (!loaded) return fail(std::move(loaded).error());
  auto options = encode_options(args.tokenize, *loaded);
  if (!options) return fail(std::move(options).error());
  const auto added = added_per_record(args.tokenize, *loaded);
  if (!added) return fail(added.error());
  const auto threads = thread_count(args.global);
  if (!threads) return fail(threads.error());
  return CountSink(loaded->tokenizer, *options, *threads, *added);
}

std::string row_name(const InputName& name) {
  return name.kind == InputName::Kind::file ? name.value : "";
}

// The rows, and whether the budget is kept.
class Tally {
 public:
  explicit Tally(const cli::CountArgs& args) : args_(args) {}

  void add(std::string name, const Counts& counts) {
    tokens_ += counts.tokens;
    rows_.push_back({std::move(name), counts});
  }

  // With --fast-fail, how many more tokens are worth counting.
  std::optional<std::uint64_t> worth_counting() const {
    if (!args_.fast_fail || !args_.budget) return std::nullopt;
    return *args_.budget - std::min(*args_.budget, tokens_);
  }
  bool over_budget() const { return args_.budget && tokens_ > *args_.budget; }
  bool has_answer() const { return args_.fast_fail && over_budget(); }
  std::uint64_t tokens() const { return tokens_; }
  std::string report() const { return count_report(rows_, args_); }

 private:
  const cli::CountArgs& args_;
  std::vector<CountRow> rows_;
  std::uint64_t tokens_ = 0;
};

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
  auto sink = open_sink(args, messages);
  if (!sink) {
    outcome.failed(sink.error());
    return outcome.status();
  }

  Tally tally(args.count);
  Progress progress(args.global, false, total_size(*names));
  std::uint64_t index = 0;
  for_each_input(
      *names, args.input.fail_fast, messages, outcome,
      [&](const InputName& name, Input& input) -> Result<void> {
        sink->start(tally.worth_counting());
        auto counted = read_records(input, args.input, index, *sink, &progress);
        if (counted) tally.add(row_name(name), sink->counts());
        return counted;
      },
      [&tally] { return !tally.has_answer(); });

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
