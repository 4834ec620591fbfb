#include "verify/golden_file.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

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
    const auto parsed = parser_.parse(held_);
    if (!parsed) return fail(parsed.error());
    if (const auto* header = std::get_if<GoldenHeader>(&*parsed)) {
      if (line_ == 1) return visitor_.header(*header);
      return fail(ErrorCode::malformed_input, "a header stands on the first line");
    }
    const auto goes_on = visitor_.record(std::get<GoldenRecord>(*parsed), line_);
    if (!goes_on) return fail(goes_on.error());
    stopped_ = !*goes_on;
    return {};
  }

  const GoldenVisitor& visitor_;
  GoldenParser parser_;
  std::string held_;  // the line so far
  std::uint64_t line_ = 1;
  bool stopped_ = false;
};

}  // namespace

Result<std::vector<std::string>> golden_files(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return fail(Error(ErrorCode::io, "there is no such golden file or directory").in(path));
  }
  if (!fs::is_directory(status)) return std::vector<std::string>{path};
  std::vector<std::string> files;
  for (fs::directory_iterator entry(path, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".jsonl" && entry->is_regular_file(error)) {
      files.push_back(entry->path().string());
    }
  }
  if (error) return fail(Error(ErrorCode::io, "cannot read: " + error.message()).in(path));
  if (files.empty()) {
    return fail(Error(ErrorCode::io, "the directory holds no golden file (*.jsonl)").in(path));
  }
  std::ranges::sort(files);
  return files;
}

Result<void> read_golden(Input& input, const GoldenVisitor& visitor) {
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

}  // namespace kimitok::app
