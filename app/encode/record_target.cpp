#include "encode/record_target.hpp"

#include <fmt/core.h>

namespace kimitok::app {
namespace {

Result<std::unique_ptr<Output>> open_output(const std::string& path) {
  auto output = Output::open(path);
  if (!output) return fail(std::move(output).error());
  return std::make_unique<Output>(*std::move(output));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Result<OutPattern> OutPattern::parse(std::string_view pattern) {
  OutPattern parsed;
  bool numbered = false;
  const auto refuse = [] {
    return fail(Error(ErrorCode::usage, "the pattern needs exactly one %d or %0Nd")
                    .in("--out-pattern")
                    .with_remedy("for example part-%04d.txt; %% stands for a percent sign"));
  };
  while (!pattern.empty()) {
    std::string& text = numbered ? parsed.after_ : parsed.before_;
    if (pattern.front() != '%' || pattern.starts_with("%%")) {
      text += pattern.front();
      pattern.remove_prefix(pattern.front() == '%' ? 2 : 1);
      continue;
    }
    pattern.remove_prefix(1);
    if (pattern.size() > 2 && pattern[0] == '0' && is_digit(pattern[1]) && pattern[1] != '0') {
      parsed.width_ = pattern[1] - '0';
      pattern.remove_prefix(2);
    }
    if (numbered || !pattern.starts_with('d')) return refuse();
    pattern.remove_prefix(1);
    numbered = true;
  }
  if (!numbered) return refuse();
  return parsed;
}

std::string OutPattern::path(std::uint64_t number) const {
  return fmt::format("{}{:0{}}{}", before_, number, width_, after_);
}

Result<RecordTarget> RecordTarget::open(const WriterSetup& setup, const cli::OutputArgs& output,
                                        const cli::EncodeArgs& args) {
  RecordTarget target(setup);
  if (!args.out_pattern.empty()) {
    auto pattern = OutPattern::parse(args.out_pattern);
    if (!pattern) return fail(std::move(pattern).error());
    target.pattern_ = *std::move(pattern);
    return target;
  }
  auto opened = open_output(output.path);
  if (!opened) return fail(std::move(opened).error());
  target.output_ = *std::move(opened);
  target.named_ = !output.path.empty() && output.path != "-";
  if (!args.index.empty()) {
    auto index = open_output(args.index);
    if (!index) return fail(std::move(index).error());
    target.index_ = *std::move(index);
  }
  target.writer_ = make_id_writer(setup, *target.output_, target.index_.get());
  return target;
}

Result<void> RecordTarget::begin_record(const RecordInfo& info, const TokenSpans& at) {
  if (pattern_) {
    auto opened = open_output(pattern_->path(number_++));
    if (!opened) return fail(std::move(opened).error());
    output_ = *std::move(opened);
    writer_ = make_id_writer(setup_, *output_, nullptr);
  }
  return writer_->begin(info, at);
}

Result<void> RecordTarget::end_record() {
  if (auto ended = writer_->end(); !ended || !pattern_) return ended;
  if (auto finished = writer_->finish(); !finished) return finished;
  auto published = output_->commit();
  writer_.reset();
  output_.reset();
  return published;
}

Result<void> RecordTarget::noted(Result<void> written) {
  // An id that a form cannot hold fails too, but leaves the output as it was.
  broken_ |= !written && written.error().code() != ErrorCode::id_out_of_range;
  return written;
}

Result<void> RecordTarget::finish() { return pattern_ ? Result<void>() : writer_->finish(); }

// The index last: where it is, the ids it points into are.
Result<void> RecordTarget::publish() {
  if (pattern_) return {};
  if (auto published = output_->commit(); !published || !index_) return published;
  return index_->commit();
}

}  // namespace kimitok::app
