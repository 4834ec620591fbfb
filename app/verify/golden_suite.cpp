#include "verify/golden_suite.hpp"

#include <fmt/core.h>

#include "verify/golden_command.hpp"
#include "verify/golden_file.hpp"
#include "verify/loaded_files.hpp"
#include "verify/shell_word.hpp"

namespace kimitok::app {
namespace {

constexpr const char* kSuite = "golden";

CheckResult nothing_checked(std::string file, std::string sentence) {
  CheckResult result = CheckResult::failed(kSuite, "", std::move(sentence));
  result.file = std::move(file);
  return result;
}

}  // namespace

GoldenSuite::GoldenSuite(const cli::Args& args, const LoadedTokenizer& loaded, unsigned threads,
                         CheckLog& log, std::vector<VerifiedText>* texts)
    : args_(args),
      loaded_(loaded),
      profile_(profile_directory_of(loaded)),
      checker_(loaded, threads),
      log_(log),
      texts_(texts) {}

void GoldenSuite::run() {
  for (const std::string& path : args_.verify.golden) check_path(path);
  if (checked_ == 0 && of_other_profile_ != 0) {
    log_.add(nothing_checked("", fmt::format("no record was checked: none is for {}", profile_)));
  }
}

void GoldenSuite::check_path(const std::string& path) {
  const auto files = golden_files(path);
  if (!files) return log_.add(nothing_checked(path, files.error().sentence()));
  for (const std::string& file : *files) {
    if (log_.is_enough()) return;
    check_file(file);
  }
}

void GoldenSuite::check_file(const std::string& file) {
  std::uint64_t records = 0;
  const GoldenVisitor visitor{[this](const GoldenHeader& header) { return check_header(header); },
                              [&](const GoldenRecord& record, std::uint64_t line) {
                                ++records;
                                return check_record(record, golden_ids_file(file), line);
                              }};
  if (auto read = read_golden(file, visitor); !read) return log_.add_broken(kSuite, read.error());
  if (records == 0) log_.add(nothing_checked(file, "the golden file holds no record"));
}

Result<void> GoldenSuite::check_header(const GoldenHeader& header) {
  if (!header.tiktoken_model_sha256) return {};
  const std::filesystem::path* path = tiktoken_model_of(loaded_);
  if (path == nullptr) {
    return fail(ErrorCode::model_mismatch,
                "made with a tiktoken.model, which this model does not have");
  }
  if (model_sha256_.empty()) {
    auto sha256 = tiktoken_model_sha256(loaded_);
    if (!sha256) return fail(std::move(sha256).error());
    model_sha256_ = *std::move(sha256);
  }
  if (model_sha256_ == *header.tiktoken_model_sha256) return {};
  return fail(ErrorCode::model_mismatch,
              fmt::format("made with a tiktoken.model of SHA-256 {}, not {} as {}",
                          *header.tiktoken_model_sha256, model_sha256_, path->string()));
}

Result<bool> GoldenSuite::check_record(const GoldenRecord& record, const std::string& file,
                                       std::uint64_t line) {
  CheckResult result = CheckResult::passed(kSuite, record.name);
  result.file = file;
  result.line = line;
  if (record.profile && *record.profile != profile_) {
    ++of_other_profile_;
    result.status = CheckResult::Status::skipped;
    result.difference.sentence = "of another profile";
    log_.add(std::move(result));
    return true;
  }
  auto found = checker_.check(record);
  if (!found) return fail(std::move(found).error());
  ++checked_;
  if (texts_ != nullptr && record.form != GoldenRecord::Form::piece) {
    texts_->push_back({kSuite, record.name, file, line, record.text()});
  }
  log_.add(*found ? failure(record, **std::move(found), file, line) : std::move(result));
  return !log_.is_enough();
}

CheckResult GoldenSuite::failure(const GoldenRecord& record, GoldenMismatch mismatch,
                                 const std::string& file, std::uint64_t line) const {
  const GoldenExpectation& expectation = record.expectations[mismatch.expectation];
  CheckResult result = CheckResult::failed(kSuite, record.name, "");
  result.file = file;
  result.line = line;
  result.check = expectation.key;
  result.difference = std::move(mismatch.difference);
  result.command = reproducing_command(record, expectation, file, line, loaded_.chunking,
                                       model_flags(args_.global));
  return result;
}

}  // namespace kimitok::app
