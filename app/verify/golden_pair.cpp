#include "verify/golden_pair.hpp"

#include <fmt/core.h>

#include <charconv>

namespace kimitok::app {
namespace {

std::vector<std::string_view> texts_of(std::string_view bytes) {
  std::vector<std::string_view> texts;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find(kGoldenPairSeparator);
    texts.push_back(bytes.substr(0, end));
    if (end == std::string_view::npos) break;
    bytes.remove_prefix(end + kGoldenPairSeparator.size());
  }
  return texts;
}

std::vector<std::string_view> lines_of(std::string_view bytes) {
  std::vector<std::string_view> lines;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    lines.push_back(bytes.substr(0, end));
    if (end == std::string_view::npos) break;
    bytes.remove_prefix(end + 1);
  }
  return lines;
}

Result<std::vector<TokenId>> ids_of(std::string_view line) {
  if (line.starts_with(' ')) line.remove_prefix(1);
  if (line.ends_with(' ')) line.remove_suffix(1);
  std::vector<TokenId> ids;
  while (!line.empty()) {
    TokenId id = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), id);
    const auto size = static_cast<std::size_t>(end - line.data());
    const bool is_last = size == line.size();
    if (error != std::errc() || (!is_last && (*end != ' ' || size + 1 == line.size()))) {
      return fail(ErrorCode::malformed_input, "not ids with a blank between");
    }
    ids.push_back(id);
    line.remove_prefix(is_last ? size : size + 1);
  }
  return ids;
}

}  // namespace

Result<std::vector<GoldenRecord>> parse_golden_pair(std::string_view texts, std::string_view ids) {
  const std::vector<std::string_view> all_texts = texts_of(texts);
  const std::vector<std::string_view> lines = lines_of(ids);
  if (all_texts.size() != lines.size()) {
    return fail(ErrorCode::malformed_input, fmt::format("there are {} lines of ids for {} texts",
                                                        lines.size(), all_texts.size()));
  }
  std::vector<GoldenRecord> records;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto expected = ids_of(lines[i]);
    if (!expected) return fail(std::move(expected).error().at_line(i + 1));
    GoldenExpectation expectation;
    expectation.key = "ids";
    expectation.special = SpecialMode::none;
    expectation.value = *std::move(expected);
    GoldenRecord record;
    // No line of the file is a text that `encode --jsonl` could read.
    record.form = GoldenRecord::Form::base64;
    if (!all_texts[i].empty()) record.parts.push_back({std::string(all_texts[i]), 1});
    record.expectations.push_back(std::move(expectation));
    records.push_back(std::move(record));
  }
  return records;
}

std::string golden_pair_line(const std::vector<TokenId>& ids) {
  std::string line;
  for (const TokenId id : ids) line += fmt::format(" {}", id);
  return line + '\n';
}

}  // namespace kimitok::app
