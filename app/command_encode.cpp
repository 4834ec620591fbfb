// kimitok encode: text to ids.
#include <fmt/core.h>

#include "command.hpp"
#include "each_input.hpp"
#include "encode/encode_work.hpp"
#include "record_pipeline.hpp"
#include "tokenizer_source.hpp"

namespace kimitok::app {
namespace {

using cli::Args;
using cli::EncodeForm;
using cli::RecordForm;

// What stands after each record of a text form. A file's text is written as it is; ids end with a
// line.
std::optional<char> terminator(const Args& args) {
  if (args.input.records == RecordForm::nul) return '\0';
  if (args.encode.form == EncodeForm::text && args.input.records == RecordForm::whole)
    return std::nullopt;
  return '\n';
}

bool has_one_record(const Args& args, std::size_t inputs) {
  return args.input.records == RecordForm::whole && inputs == 1 && !args.encode.chunk;
}

Result<void> check_added(const cli::EncodeArgs& args, const AddedIds& added) {
  if (!args.max_tokens || *args.max_tokens >= added.before.size() + added.after.size()) return {};
  return fail(Error(ErrorCode::usage, "the prepended and appended ids alone are more than that")
                  .in("--max-tokens"));
}

struct Encoding {
  LoadedTokenizer loaded;
  EncodeOptions options;
  AddedIds added;
  unsigned threads;
};

Result<Encoding> prepare(const Args& args, const Messages& messages) {
  auto loaded = open_tokenizer(args.global, messages);
  if (!loaded) return fail(std::move(loaded).error());
  auto options = encode_options(args.tokenize, *loaded);
  if (!options) return fail(std::move(options).error());
  auto added = added_ids(args.tokenize, *loaded);
  if (!added) return fail(std::move(added).error());
  if (auto fits = check_added(args.encode, *added); !fits) return fail(std::move(fits).error());
  const auto threads = thread_count(args.global);
  if (!threads) return fail(threads.error());
  return Encoding{*std::move(loaded), *std::move(options), *std::move(added), *threads};
}

Result<RecordTarget> open_target(const Args& args, const Encoding& encoding, std::size_t inputs) {
  auto target =
      RecordTarget::open({args.encode.form, args.encode.fields, terminator(args),
                          has_one_record(args, inputs), encoding.loaded.tokenizer.vocabulary()},
                         args.output, args.encode);
  if (target && is_binary(args.encode.form) && target->is_terminal()) {
    return fail(Error(ErrorCode::usage, "binary ids are not written to a terminal")
                    .with_remedy("redirect them or name a file with -o"));
  }
  return target;
}

// Publishes what was written, unless something went wrong that a named file must not hide.
void finish(RecordTarget& target, const RecordWriter& written, const Messages& messages,
            Outcome& outcome) {
  if (target.is_broken()) return;
  if (written.wrote_part_of_record()) {
    messages.warning("the output ends within a record");
  } else if (auto finished = target.finish(); !finished) {
    outcome.failed(finished.error());
  }
  if (target.is_broken() || (!outcome.ok() && target.has_name())) return;
  if (auto published = target.publish(); !published) outcome.failed(published.error());
}

void report_truncation(const cli::EncodeArgs& args, const RecordWriter& written,
                       const Messages& messages, Outcome& outcome) {
  if (written.truncated_records() == 0) return;
  messages.note(fmt::format("{} record{} cut to {} tokens", written.truncated_records(),
                            written.truncated_records() == 1 ? " was" : "s were",
                            *args.max_tokens));
  if (args.fail_if_truncated) outcome.answered_no();
}

}  // namespace

int run_encode(const Args& args) {
  const Messages messages(args.global);
  Outcome outcome(messages);
  const auto stop = [&outcome](const Error& error) {
    outcome.failed(error);
    return outcome.status();
  };

  const auto names = input_names(args.input);
  if (!names) return stop(names.error());
  const auto encoding = prepare(args, messages);
  if (!encoding) return stop(encoding.error());
  auto target = open_target(args, *encoding, names->size());
  if (!target) return stop(target.error());

  EncodeWork work(encoding->loaded.tokenizer, encoding->options, encoding->threads, args.encode,
                  encoding->added, *target);
  Progress progress(args.global, target->is_terminal(), total_size(*names));
  RecordPipeline(args.input, encoding->threads, work, messages, outcome, progress).read(*names);

  finish(*target, work.writer(), messages, outcome);
  report_truncation(args.encode, work.writer(), messages, outcome);
  return outcome.status();
}

}  // namespace kimitok::app
