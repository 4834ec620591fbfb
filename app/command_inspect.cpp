// kimitok inspect: how text is cut, and what the tokenizer is.
#include <unistd.h>

#include <utility>

#include "colour.hpp"
#include "command.hpp"
#include "each_input.hpp"
#include "escaped.hpp"
#include "inspect/display_width.hpp"
#include "inspect/look_up.hpp"
#include "inspect/model_summary.hpp"
#include "inspect/regex.hpp"
#include "inspect/self_encoding.hpp"
#include "inspect/text_report.hpp"
#include "inspect/vocabulary_list.hpp"
#include "records.hpp"
#include "tokenizer_source.hpp"

namespace kimitok::app {
namespace {

using cli::Args;
using cli::DumpForm;
using cli::InspectArgs;
using cli::SpecialsShown;

bool asks_for_views(const InspectArgs& args) {
  return args.pieces || args.table || args.pretokens || args.merges;
}

bool has_input(const cli::InputArgs& args) {
  return !args.files.empty() || !args.texts.empty() || args.files_from || args.files0_from;
}

bool asks_for_look_up(const InspectArgs& args) {
  return !args.ids.empty() || !args.tokens.empty() || !args.bytes.empty() ||
         !args.special_names.empty();
}

bool is_standard_output(const cli::OutputArgs& args) {
  return args.path.empty() || args.path == "-";
}

ListForm list_form(const InspectArgs& args) {
  if (args.json) return ListForm::json;
  return args.dump == DumpForm::jsonl ? ListForm::jsonl : ListForm::tsv;
}

// Carries out one command line on an open tokenizer.
class Inspection {
 public:
  Inspection(const Args& args, const OpenedTokenizer& opened, const Messages& messages,
             Output& output, Outcome& outcome)
      : args_(args),
        opened_(opened),
        loaded_(opened.loaded),
        vocabulary_(loaded_.tokenizer.vocabulary()),
        messages_(messages),
        output_(output),
        outcome_(outcome) {}

  Result<void> run();

 private:
  Result<void> show_model();
  Result<void> show_texts();
  Result<TextReportSetup> report_setup() const;
  Result<void> look_up();
  Result<void> search();
  Result<void> list_all();
  Result<void> list_unreachable();
  template <typename Wanted>
  Result<std::uint64_t> list_tokens(Wanted wanted);

  const Args& args_;
  const OpenedTokenizer& opened_;
  const LoadedTokenizer& loaded_;
  const Vocabulary& vocabulary_;
  const Messages& messages_;
  Output& output_;
  Outcome& outcome_;
};

Result<void> Inspection::run() {
  const InspectArgs& args = args_.inspect;
  if (asks_for_look_up(args)) return look_up();
  if (!args.search.empty() || !args.substring.empty()) return search();
  if (args.specials != SpecialsShown::off) {
    return write_specials(vocabulary_.specials(), args.specials, args.json, output_);
  }
  if (args.list) return list_all();
  if (args.unreachable) return list_unreachable();
  return asks_for_views(args) || has_input(args_.input) ? show_texts() : show_model();
}

Result<void> Inspection::show_model() {
  const auto summary = summarize(opened_);
  if (!summary) return fail(summary.error());
  return output_.write(args_.inspect.json ? json(*summary) : human(*summary));
}

Result<TextReportSetup> Inspection::report_setup() const {
  const InspectArgs& args = args_.inspect;
  const int fd = is_standard_output(args_.output) ? STDOUT_FILENO : -1;
  TextReportSetup setup;
  setup.pieces = args.pieces || !asks_for_views(args);
  setup.table = args.table || !asks_for_views(args);
  setup.pretokens = args.pretokens;
  setup.merges = args.merges;
  setup.json = args.json;
  setup.colour = colour_wanted(args_.global.color, fd);
  setup.width = terminal_columns(fd);

  auto added = added_ids(args_.tokenize, loaded_);
  if (!added) return fail(std::move(added).error());
  setup.added = *std::move(added);
  return setup;
}

Result<void> Inspection::show_texts() {
  const auto options = encode_options(args_.tokenize, loaded_);
  if (!options) return fail(options.error());
  auto setup = report_setup();
  if (!setup) return fail(std::move(setup).error());
  const auto names = input_names(args_.input);
  if (!names) return fail(names.error());
  setup->titles = names->size() > 1 || args_.input.records != cli::RecordForm::whole;

  TextReport report(loaded_, *options, *std::move(setup), output_);
  if (auto started = report.start(); !started) return started;
  std::uint64_t index = 0;
  for_each_input(
      *names, args_.input.fail_fast, messages_, outcome_,
      [&](const InputName&, Input& input) -> Result<void> {
        if (auto distinct = check_distinct(input, output_); !distinct) return distinct;
        return read_records(input, args_.input, index, report);
      },
      [] { return true; });
  return report.finish();
}

// What is found is written, what is not is reported, whatever comes first.
Result<void> Inspection::look_up() {
  VocabularyList list(loaded_, list_form(args_.inspect), std::nullopt, output_);
  if (auto started = list.start(); !started) return started;
  const auto add = [&](const Result<TokenId>& found) -> Result<void> {
    if (found) return list.add(*found);
    if (found.error().code() != ErrorCode::unknown_token) return fail(found.error());
    messages_.error(found.error());
    outcome_.answered_no();
    return {};
  };
  const auto add_all = [&](const std::vector<std::string>& values, auto find) -> Result<void> {
    for (const std::string& value : values) {
      if (auto added = add(find(value, vocabulary_)); !added) return added;
    }
    return {};
  };
  if (auto done = add_all(args_.inspect.ids, find_id); !done) return done;
  if (auto done = add_all(args_.inspect.tokens, find_token); !done) return done;
  if (auto done = add_all(args_.inspect.bytes, find_bytes); !done) return done;
  if (auto done = add_all(args_.inspect.special_names, find_special_name); !done) return done;
  return list.finish();
}

// Gives how many there were.
template <typename Wanted>
Result<std::uint64_t> Inspection::list_tokens(Wanted wanted) {
  VocabularyList list(loaded_, list_form(args_.inspect), args_.inspect.limit, output_);
  if (auto started = list.start(); !started) return fail(std::move(started).error());
  if (auto added = add_tokens(vocabulary_, list, wanted); !added) {
    return fail(std::move(added).error());
  }
  if (auto finished = list.finish(); !finished) return fail(std::move(finished).error());
  return list.size();
}

Result<void> Inspection::search() {
  const InspectArgs& args = args_.inspect;
  std::optional<Regex> regex;
  if (!args.search.empty()) {
    auto created = Regex::create(args.search);
    if (!created) return fail(std::move(created).error().in("--search"));
    regex = *std::move(created);
  }
  const auto found = list_tokens([&](TokenId, std::string_view bytes) -> Result<bool> {
    if (regex) {
      auto found_in = regex->found_in(escaped(bytes));
      if (!found_in) return fail(std::move(found_in).error().in("--search"));
      return found_in;
    }
    return bytes.find(args.substring) != std::string_view::npos;
  });
  if (!found) return fail(found.error());
  if (*found == 0 && args.limit != 0) outcome_.answered_no();
  return {};
}

Result<void> Inspection::list_all() {
  if (args_.inspect.dump == DumpForm::token_bytes) {
    if (output_.is_terminal()) {
      return fail(Error(ErrorCode::usage, "a binary array is not written to a terminal")
                      .with_remedy("redirect it or name a file with -o"));
    }
    return write_token_bytes(vocabulary_, output_);
  }
  const auto listed = list_tokens([](TokenId, std::string_view) -> Result<bool> { return true; });
  return listed ? Result<void>() : fail(listed.error());
}

Result<void> Inspection::list_unreachable() {
  SelfEncoding self_encoding(loaded_.tokenizer);
  const auto listed = list_tokens([&self_encoding](TokenId id, std::string_view) -> Result<bool> {
    return self_encoding.fails_for(id);
  });
  return listed ? Result<void>() : fail(listed.error());
}

}  // namespace

int run_inspect(const Args& args) {
  const Messages messages(args.global);
  Outcome outcome(messages);
  const auto stop = [&outcome](const Error& error) {
    outcome.failed(error);
    return outcome.status();
  };

  const auto opened = open_located_tokenizer(args.global, messages);
  if (!opened) return stop(opened.error());
  auto output = Output::open(args.output.path);
  if (!output) return stop(output.error());
  if (auto done = Inspection(args, *opened, messages, *output, outcome).run(); !done) {
    return stop(done.error());
  }
  // A named file appears only when everything went well.
  if (outcome.pipe_is_broken() || (!outcome.ok() && !is_standard_output(args.output))) {
    return outcome.status();
  }
  if (auto committed = output->commit(); !committed) return stop(committed.error());
  return outcome.status();
}

}  // namespace kimitok::app
