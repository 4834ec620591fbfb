// kimitok decode: ids to text.
#include <algorithm>
#include <vector>

#include "command.hpp"
#include "decode/id_reader.hpp"
#include "decode/text_writer.hpp"
#include "each_input.hpp"
#include "tokenizer_source.hpp"

namespace kimitok::app {
namespace {

using cli::Args;
using cli::RecordForm;

constexpr std::size_t kBlockBytes = 64u << 10;

Result<std::vector<TokenId>> skipped_ids(const cli::DecodeArgs& args,
                                         const LoadedTokenizer& loaded) {
  if (!args.skip_special) return std::vector<TokenId>();
  if (args.skip_names.empty()) return loaded.skip_special_ids();
  if (std::ranges::find(args.skip_names, "all") == args.skip_names.end()) {
    return ids_or_names(args.skip_names, loaded);
  }
  std::vector<TokenId> ids;
  for (const SpecialToken& token : loaded.tokenizer.vocabulary().specials().all()) {
    ids.push_back(token.id);
  }
  return ids;
}

Result<DecodeOptions> decode_options(const cli::DecodeArgs& args, const LoadedTokenizer& loaded) {
  DecodeOptions options;
  options.errors = args.errors;
  options.include_stop = args.include_stop;
  auto skip = skipped_ids(args, loaded);
  if (!skip) return fail(std::move(skip).error().in("--skip-special"));
  options.skip = *std::move(skip);
  auto stop = ids_or_names(args.stop_at, loaded);
  if (!stop) return fail(std::move(stop).error().in("--stop-at"));
  options.stop = *std::move(stop);
  if (args.eos) {
    const auto eos = eos_id(loaded);
    if (!eos) return fail(Error(eos.error()).in("--eos"));
    options.stop.push_back(*eos);
  }
  return options;
}

TextForm text_form(const Args& args) {
  TextForm form;
  form.json = args.decode.json;
  form.pieces = args.decode.pieces;
  if (args.input.records == RecordForm::lines) form.terminator = '\n';
  if (args.input.records == RecordForm::nul) form.terminator = '\0';
  return form;
}

// Hands the blocks of `input` to `reader`, and what they decode to to `output`, at once if asked.
Result<void> read_blocks(Input& input, IdReader& reader, TextWriter& writer, Output* at_once) {
  std::vector<char> buffer(kBlockBytes);
  while (true) {
    const auto count = input.read(buffer);
    if (!count) return fail(count.error());
    if (*count == 0) break;
    if (auto read = reader.write({buffer.data(), *count}); !read) return read;
    if (auto written = writer.flush(); !written) return written;
    if (at_once == nullptr) continue;
    if (auto flushed = at_once->flush(); !flushed) return flushed;
  }
  return reader.finish();
}

Result<void> decode_input(Input& input, const Args& args, TextWriter& writer, Output& output) {
  if (auto distinct = check_distinct(input, output); !distinct) return distinct;
  IdReader reader(args.decode.from, args.input.records, writer);
  auto read = read_blocks(input, reader, writer, args.decode.stream ? &output : nullptr);
  if (read) return read;
  Error error = std::move(read).error();
  if (auto abandoned = writer.abandon(); !abandoned && error.code() != abandoned.error().code()) {
    return abandoned;
  }
  return fail(std::move(error).in(input.name()));
}

// All together are one record.
Result<void> decode_given_ids(const cli::DecodeArgs& args, TextWriter& writer) {
  IdReader reader(cli::IdForm::ids, RecordForm::whole, writer);
  std::string text;
  for (const std::string& id : args.ids) text += id + '\n';
  auto read = reader.write(text);
  if (read) read = reader.finish();
  if (read) return read;
  // Its line is one of a text nobody typed.
  return fail(Error(read.error().code(), read.error().sentence()).in("--id"));
}

// A named file appears only if nothing went wrong.
void finish(Output& output, bool has_name, Outcome& outcome) {
  if (outcome.pipe_is_broken()) return;
  auto finished = outcome.ok() || !has_name ? output.commit() : output.flush();
  if (!finished) outcome.failed(finished.error());
}

}  // namespace

int run_decode(const Args& args) {
  const Messages messages(args.global);
  Outcome outcome(messages);
  const auto stop = [&outcome](const Error& error) {
    outcome.failed(error);
    return outcome.status();
  };

  if (args.decode.pieces && !args.decode.json) {
    return stop(Error(ErrorCode::usage, "--pieces needs --json"));
  }
  const auto names = input_names(args.input);
  if (!names) return stop(names.error());
  const auto loaded = open_tokenizer(args.global, messages);
  if (!loaded) return stop(loaded.error());
  const auto options = decode_options(args.decode, *loaded);
  if (!options) return stop(options.error());
  auto output = Output::open(args.output.path);
  if (!output) return stop(output.error());

  TextWriter writer(loaded->tokenizer, *options, text_form(args), *output);
  if (!args.decode.ids.empty()) {
    if (auto decoded = decode_given_ids(args.decode, writer); !decoded) {
      outcome.failed(decoded.error());
    }
  } else {
    for_each_input(
        *names, args.input.fail_fast, messages, outcome,
        [&](const InputName&, Input& input) { return decode_input(input, args, writer, *output); },
        [] { return true; });
  }
  finish(*output, !args.output.path.empty() && args.output.path != "-", outcome);
  return outcome.status();
}

}  // namespace kimitok::app
