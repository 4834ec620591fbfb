// kimitok verify: compares the tokenizer with golden records.
#include <fmt/format.h>

#include <algorithm>

#include "command.hpp"
#include "exit.hpp"
#include "kimitok/digest.hpp"
#include "kimitok/file.hpp"
#include "output.hpp"
#include "tokenizer_source.hpp"
#include "verify/golden_file.hpp"
#include "verify/golden_report.hpp"

namespace kimitok::app {
namespace {

constexpr std::size_t kMaxModelBytes = std::size_t{1} << 30;

// The vocabulary file among the files that were read; nullptr for a tokenizer.json.
const std::filesystem::path* tiktoken_model(const LoadedTokenizer& loaded) {
  if (loaded.kind == ModelKind::tokenizer_json) return nullptr;
  for (const auto& file : loaded.files) {
    if (file.extension() != ".json") return &file;
  }
  return nullptr;
}

// The name of the directory the tokenizer's names are from, which a record's "profile" is compared
// with: the configuration's, as vocabulary files are shared.
std::string profile_of(const LoadedTokenizer& loaded) {
  if (loaded.files.empty()) return {};
  const auto is_json = [](const std::filesystem::path& file) {
    return file.extension() == ".json";
  };
  const auto json = std::ranges::find_if(loaded.files, is_json);
  std::error_code error;
  const auto file =
      std::filesystem::absolute(json != loaded.files.end() ? *json : loaded.files.front(), error);
  return file.lexically_normal().parent_path().filename().string();
}

class Verification {
 public:
  Verification(const cli::Args& args, const LoadedTokenizer& loaded, unsigned threads,
               const Messages& messages, Outcome& outcome)
      : args_(args),
        loaded_(loaded),
        profile_(profile_of(loaded)),
        checker_(loaded, threads),
        messages_(messages),
        outcome_(outcome) {}

  // A file, or the files of a directory.
  void verify(const std::string& path) {
    const auto files = golden_files(path);
    if (!files) return answer_no(files.error());
    for (const std::string& file : *files) {
      if (is_enough()) return;
      verify_file(file);
    }
  }

  void report() {
    if (tally_.passed + tally_.failed == 0 && tally_.other_profile != 0) {
      answer_no(Error(ErrorCode::malformed_input,
                      fmt::format("no record was checked: none is for {}", profile_)));
    }
    messages_.note(summary(tally_));
    if (is_enough()) messages_.note("stopped there, as --max-failures asks");
    if (!args_.verify.json) return;
    if (auto written = write_json(); !written) outcome_.failed(written.error());
  }

 private:
  bool is_enough() const { return tally_.failed >= args_.verify.max_failures.value_or(UINT64_MAX); }

  void answer_no(const Error& error) {
    messages_.error(error);
    outcome_.answered_no();
  }

  void verify_file(const std::string& file) {
    auto input = Input::open({InputName::Kind::file, file});
    if (!input) return outcome_.failed(input.error());
    std::uint64_t records = 0;
    const GoldenVisitor visitor{[this](const GoldenHeader& header) { return check_header(header); },
                                [&](const GoldenRecord& record, std::uint64_t line) {
                                  ++records;
                                  return check_record(record, file, line);
                                }};
    if (auto read = read_golden(*input, visitor); !read) return outcome_.failed(read.error());
    if (records != 0) return;
    answer_no(Error(ErrorCode::malformed_input, "the golden file holds no record").in(file));
  }

  Result<void> check_header(const GoldenHeader& header) {
    if (!header.tiktoken_model_sha256) return {};
    const std::filesystem::path* path = tiktoken_model(loaded_);
    if (path == nullptr) {
      return fail(ErrorCode::model_mismatch,
                  "made with a tiktoken.model, which this model does not have");
    }
    if (model_sha256_.empty()) {
      const auto bytes = read_file(*path, kMaxModelBytes);
      if (!bytes) return fail(bytes.error());
      model_sha256_ = sha256_hex(*bytes);
    }
    if (model_sha256_ == *header.tiktoken_model_sha256) return {};
    return fail(ErrorCode::model_mismatch,
                fmt::format("made with a tiktoken.model of SHA-256 {}, not {} as {}",
                            *header.tiktoken_model_sha256, model_sha256_, path->string()));
  }

  Result<bool> check_record(const GoldenRecord& record, const std::string& file,
                            std::uint64_t line) {
    if (record.profile && *record.profile != profile_) {
      ++tally_.other_profile;
      return true;
    }
    auto found = checker_.check(record);
    if (!found) return fail(std::move(found).error());
    if (!*found) {
      ++tally_.passed;
      return true;
    }
    ++tally_.failed;
    outcome_.answered_no();
    const GoldenExpectation& expectation = record.expectations[(*found)->expectation];
    tell({file, line, record.name, expectation.key, **std::move(found),
          reproducing_command(record, expectation, file, line, loaded_.chunking,
                              model_flags(args_.global))});
    return !is_enough();
  }

  void tell(GoldenFailure failure) {
    const GoldenMismatch& mismatch = failure.mismatch;
    const std::string name = failure.name.empty() ? std::string() : failure.name + ": ";
    const std::string place =
        mismatch.byte ? fmt::format(", at byte {} of the text", *mismatch.byte) : std::string();
    messages_.error(Error(ErrorCode::malformed_input,
                          fmt::format("{}{}: {}{}", name, failure.check, mismatch.sentence, place))
                        .in(failure.file)
                        .at_line(failure.line));
    for (const std::string& line : explanation(failure)) messages_.note(line);
    if (args_.verify.json) failures_.push_back(std::move(failure));
  }

  Result<void> write_json() const {
    auto output = Output::open("");
    if (!output) return fail(std::move(output).error());
    if (auto written = output->write(json_report(tally_, failures_)); !written) return written;
    return output->commit();
  }

  const cli::Args& args_;
  const LoadedTokenizer& loaded_;
  std::string profile_;
  GoldenChecker checker_;
  const Messages& messages_;
  Outcome& outcome_;
  std::string model_sha256_;  // computed when first asked for
  GoldenTally tally_;
  std::vector<GoldenFailure> failures_;
};

}  // namespace

int run_verify(const cli::Args& args) {
  const Messages messages(args.global);
  Outcome outcome(messages);
  const auto stop = [&outcome](const Error& error) {
    outcome.failed(error);
    return outcome.status();
  };

  if (args.verify.golden.empty()) {
    return stop(Error(ErrorCode::usage, "nothing to compare with")
                    .with_remedy("name golden files with --golden"));
  }
  const auto loaded = open_tokenizer(args.global, messages);
  if (!loaded) return stop(loaded.error());
  const auto threads = thread_count(args.global);
  if (!threads) return stop(threads.error());

  Verification verification(args, *loaded, *threads, messages, outcome);
  for (const std::string& path : args.verify.golden) verification.verify(path);
  verification.report();
  return outcome.status();
}

}  // namespace kimitok::app
