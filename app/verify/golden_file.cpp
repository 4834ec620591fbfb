#include "verify/golden_file.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

#include "input.hpp"
#include "kimitok/file.hpp"
#include "verify/golden_pair.hpp"

namespace kimitok::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxLineBytes = std::size_t{1} << 30;

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

// Cuts blocks into lines and gives them to the visitor.
class Lines {
 public:
  explicit Lines(const GoldenVisitor& visitor) : visitor_(visitor) {}

  Result<void> write(std::string_view bytes) {
    while (!stopped_ && !bytes.empty()) {
      const std::size_t end = bytes.find('\n');
      const bool whole = end != std::string_view::npos;
      held_ += bytes.substr(0, end);
      bytes.remove_prefix(whole ? end + 1 : bytes.size());
      if (held_.size() > kMaxLineBytes) {
        return fail(Error(ErrorCode::malformed_input, "the line is too long").at_line(line_));
      }
      if (!whole) return {};
      if (auto taken = end_line(); !taken) return taken;
    }
    return {};
  }

  Result<void> end_line() {
    if (!is_blank(held_)) {
      if (auto taken = take(); !taken) return fail(std::move(taken).error().at_line(line_));
    }
    held_.clear();
    ++line_;
    return {};
  }

  bool stopped() const { return stopped_; }

 private:
  Result<void> take() {
    auto parsed = parser_.parse(held_);
    if (!parsed) return fail(parsed.error());
    if (const auto* header = std::get_if<GoldenHeader>(&*parsed)) {
      if (line_ != 1) return fail(ErrorCode::malformed_input, "a header stands on the first line");
      chunking_ = header->chunking;
      return visitor_.header(*header);
    }
    auto& record = std::get<GoldenRecord>(*parsed);
    for (GoldenExpectation& expectation : record.expectations) {
      if (!expectation.chunking) expectation.chunking = chunking_;
    }
    const auto goes_on = visitor_.record(record, line_);
    if (!goes_on) return fail(goes_on.error());
    stopped_ = !*goes_on;
    return {};
  }

  const GoldenVisitor& visitor_;
  GoldenParser parser_;
  std::string held_;                  // the line so far
  std::optional<Chunking> chunking_;  // the header's
  std::uint64_t line_ = 1;
  bool stopped_ = false;
};

Result<void> read_lines(Input& input, const GoldenVisitor& visitor) {
  std::array<char, 65536> buffer;
  Lines lines(visitor);
  while (!lines.stopped()) {
    const auto count = input.read(buffer);
    if (!count) return fail(count.error());
    auto taken = *count == 0 ? lines.end_line() : lines.write({buffer.data(), *count});
    if (!taken) return fail(std::move(taken).error().in(input.name()));
    if (*count == 0) return {};
  }
  return {};
}

Result<void> read_pair(const std::string& file, const GoldenVisitor& visitor) {
  const auto texts = read_file(file, GoldenRecord::kMaxTextBytes);
  if (!texts) return fail(texts.error());
  const std::string ids_file = golden_ids_file(file);
  const auto ids = read_file(ids_file, GoldenRecord::kMaxTextBytes);
  if (!ids) return fail(ids.error());
  const auto records = parse_golden_pair(*texts, *ids);
  if (!records) return fail(Error(records.error()).in(ids_file));
  std::uint64_t line = 0;
  for (const GoldenRecord& record : *records) {
    const auto goes_on = visitor.record(record, ++line);
    if (!goes_on) return fail(Error(goes_on.error()).at_line(line).in(ids_file));
    if (!*goes_on) return {};
  }
  return {};
}

bool is_golden(const fs::path& file) {
  return file.extension() == ".jsonl" || file.extension() == ".inp";
}

}  // namespace

Result<std::vector<std::string>> golden_files(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return fail(Error(ErrorCode::io, "there is no such golden file or directory").in(path));
  }
  if (!fs::is_directory(status)) return std::vector<std::string>{path};
  std::vector<std::string> files;
  for (fs::recursive_directory_iterator entry(path, error), end; !error && entry != end;
       entry.increment(error)) {
    if (is_golden(entry->path()) && entry->is_regular_file(error)) {
      files.push_back(entry->path().string());
    }
  }
  if (error) return fail(Error(ErrorCode::io, "cannot read: " + error.message()).in(path));
  if (files.empty()) {
    return fail(
        Error(ErrorCode::io, "the directory holds no golden file (*.jsonl, *.inp)").in(path));
  }
  std::ranges::sort(files);
  return files;
}

bool is_golden_pair(const std::string& file) { return fs::path(file).extension() == ".inp"; }

std::string golden_ids_file(const std::string& file) {
  return is_golden_pair(file) ? fs::path(file).replace_extension(".out").string() : file;
}

Result<void> read_golden(const std::string& file, const GoldenVisitor& visitor) {
  if (is_golden_pair(file)) return read_pair(file, visitor);
  auto input = Input::open({InputName::Kind::file, file});
  if (!input) return fail(std::move(input).error());
  return read_lines(*input, visitor);
}

}  // namespace kimitok::app
