#include "records.hpp"

#include <memory>
#include <span>

#include "record_json.hpp"

namespace kimitok::app {
namespace {

constexpr std::size_t kBlockBytes = 1u << 20;

// Reads blocks and gives each to `take`, until the end or a failure, or while `more()`. What `take`
// does ends up in `sink`.
template <typename Take, typename More>
Result<void> for_each_block(Input& input, RecordSink& sink, Progress* progress, Take take,
                            More more) {
  // Not filled with zeros: short input leaves most of it alone, and memory costs when first
  // touched.
  const auto storage = std::make_unique_for_overwrite<char[]>(kBlockBytes);
  const std::span<char> block(storage.get(), kBlockBytes);
  while (true) {
    if (!more()) return {};
    if (input.may_wait()) {
      if (auto ready = sink.before_wait(); !ready) return ready;
    }
    const auto count = input.read(block);
    if (!count) return fail(count.error());
    if (*count == 0) return {};
    if (auto taken = take(std::string_view(block.data(), *count)); !taken) return taken;
    if (progress != nullptr) progress->advance(*count);
  }
}

Result<void> read_whole(Input& input, RecordInfo info, const cli::InputArgs& args, RecordSink& sink,
                        Progress* progress) {
  if (auto begun = sink.begin(info); !begun) return begun;
  bool newline_held = false;  // --chomp: a newline that may be the last byte
  const auto take = [&](std::string_view block) -> Result<void> {
    if (newline_held) {
      if (auto taken = sink.text("\n"); !taken) return taken;
    }
    newline_held = args.chomp && block.ends_with('\n');
    if (newline_held) block.remove_suffix(1);
    return sink.text(block);
  };
  auto read = for_each_block(input, sink, progress, take, [&sink] { return !sink.satisfied(); });
  if (!read) return read;
  return sink.end();
}

// Records that end with a terminator; the last one's may be missing.
class TerminatedRecords {
 public:
  TerminatedRecords(std::string_view source, char terminator, std::uint64_t& index,
                    RecordSink& sink)
      : source_(source), terminator_(terminator), index_(index), sink_(sink) {}

  Result<void> take(std::string_view block) {
    while (!block.empty()) {
      const std::size_t end = block.find(terminator_);
      if (auto begun = begin(); !begun) return begun;
      if (auto taken = sink_.text(block.substr(0, end)); !taken) return taken;
      if (end == std::string_view::npos) return {};
      if (auto ended = finish(); !ended) return ended;
      block.remove_prefix(end + 1);
    }
    return {};
  }

  Result<void> finish() {
    if (!open_) return {};
    open_ = false;
    ++index_;
    return sink_.end();
  }

  std::uint64_t line() const { return line_; }

 private:
  Result<void> begin() {
    if (open_) return {};
    open_ = true;
    ++line_;
    return sink_.begin({source_, index_, terminator_ == '\n' ? line_ : 0, {}});
  }

  std::string_view source_;
  char terminator_;
  std::uint64_t& index_;
  RecordSink& sink_;
  bool open_ = false;
  std::uint64_t line_ = 0;
};

Result<void> read_terminated(Input& input, char terminator, std::uint64_t& index, RecordSink& sink,
                             Progress* progress) {
  TerminatedRecords records(input.name(), terminator, index, sink);
  auto read = for_each_block(
      input, sink, progress, [&](std::string_view block) { return records.take(block); },
      [] { return true; });
  if (read) read = records.finish();
  if (read) return read;
  return fail(
      placed(std::move(read).error(), input.name(), terminator == '\n' ? records.line() : 0));
}

// Collects each line and turns it into a record of another sink.
class JsonLines : public RecordSink {
 public:
  JsonLines(const cli::InputArgs& args, RecordSink& sink) : args_(args), sink_(sink) {}

  Result<void> begin(const RecordInfo& info) override {
    info_ = info;
    line_.clear();
    return {};
  }
  Result<void> text(std::string_view bytes) override {
    line_ += bytes;
    return {};
  }
  Result<void> segment(std::string_view, bool) override { return {}; }
  Result<void> end() override {
    return args_.records == cli::RecordForm::segments ? segments() : text_record();
  }
  Result<void> before_wait() override { return sink_.before_wait(); }

 private:
  Result<void> text_record() {
    const auto record = json_.text(line_, args_.jsonl_field, args_.keep);
    if (!record) return fail(record.error());
    info_.kept = record->kept;
    if (auto begun = sink_.begin(info_); !begun) return begun;
    if (auto taken = sink_.text(record->text); !taken) return taken;
    return sink_.end();
  }

  Result<void> segments() {
    const auto segments = json_.segments(line_);
    if (!segments) return fail(segments.error());
    if (auto begun = sink_.begin(info_); !begun) return begun;
    for (const SegmentRecord& segment : *segments) {
      if (auto taken = sink_.segment(segment.text, segment.special); !taken) return taken;
    }
    return sink_.end();
  }

  const cli::InputArgs& args_;
  RecordSink& sink_;
  RecordJson json_;
  RecordInfo info_;
  std::string line_;
};

}  // namespace

Error placed(Error error, std::string_view source, std::uint64_t line) {
  if (line != 0 && error.code() != ErrorCode::io) error = std::move(error).at_line(line);
  return std::move(error).in(source);
}

bool counts_failed_record(const cli::InputArgs& args, bool ending) {
  const bool is_terminated =
      args.records == cli::RecordForm::lines || args.records == cli::RecordForm::nul;
  return ending || !is_terminated;
}

Result<void> read_records(Input& input, const cli::InputArgs& args, std::uint64_t& index,
                          RecordSink& sink, Progress* progress) {
  Result<void> read;
  switch (args.records) {
    case cli::RecordForm::whole:
      read = read_whole(input, {input.name(), index, 0, {}}, args, sink, progress);
      ++index;
      break;
    case cli::RecordForm::lines:
      read = read_terminated(input, '\n', index, sink, progress);
      break;
    case cli::RecordForm::nul:
      read = read_terminated(input, '\0', index, sink, progress);
      break;
    case cli::RecordForm::jsonl:
    case cli::RecordForm::segments: {
      JsonLines lines(args, sink);
      read = read_terminated(input, '\n', index, lines, progress);
      break;
    }
  }
  if (read) return read;
  return fail(std::move(read).error().in(input.name()));
}

}  // namespace kimitok::app
