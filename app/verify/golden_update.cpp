#include "verify/golden_update.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "escaped.hpp"
#include "kimitok/file.hpp"
#include "kimitok/utf8.hpp"
#include "output.hpp"
#include "verify/golden_file.hpp"
#include "verify/golden_pair.hpp"
#include "verify/json_members.hpp"
#include "verify/loaded_files.hpp"
#include "verify/pieces.hpp"

namespace kimitok::app {
namespace {

constexpr std::size_t kMaxFileBytes = GoldenRecord::kMaxTextBytes;

std::string json_ids(const std::vector<TokenId>& ids) {
  return fmt::format("[{}]", fmt::join(ids, ","));
}

std::string json_strings(const std::vector<std::string>& strings) {
  std::string json;
  for (const std::string& text : strings) json += (json.empty() ? "" : ",") + json_string(text);
  return '[' + json + ']';
}

std::string with_digest(std::string_view object, const GoldenDigest& digest) {
  const std::string counted = with_json_member(object, "tokens", std::to_string(digest.tokens));
  return with_json_member(counted, "ids_u32le_sha256", '"' + digest.sha256 + '"');
}

// `key` is "ids_u32le_sha256", for the record's own digest, or "modes." and a mode's name.
Result<std::string> with_digest_at(std::string_view line, std::string_view key,
                                   const GoldenDigest& digest) {
  if (!key.starts_with("modes.")) return with_digest(line, digest);
  const std::string_view mode = key.substr(key.find('.') + 1);
  const auto value_of = [](std::string_view object, std::string_view name) {
    const auto span = find_json_member(object, name);
    return span ? object.substr(span->begin, span->end - span->begin) : std::string_view();
  };
  const std::string_view modes = value_of(line, "modes");
  const std::string_view old = modes.empty() ? modes : value_of(modes, mode);
  if (old.empty()) return fail(ErrorCode::malformed_input, "a mode's name is spelled with escapes");
  return with_json_member(line, "modes", with_json_member(modes, mode, with_digest(old, digest)));
}

Result<void> write_file(const std::string& path, const std::string& content) {
  auto output = Output::open(path);
  if (!output) return fail(std::move(output).error());
  if (auto written = output->write(content); !written) return written;
  return output->commit();
}

}  // namespace

GoldenUpdate::GoldenUpdate(const LoadedTokenizer& loaded, unsigned threads,
                           const Messages& messages)
    : loaded_(loaded),
      profile_(profile_directory_of(loaded)),
      checker_(loaded, threads),
      messages_(messages) {}

Result<void> GoldenUpdate::update(const std::string& file) {
  changes_ = 0;
  chunking_.reset();
  const auto content = is_golden_pair(file) ? updated_pair(file) : updated_lines(file);
  if (!content) return fail(content.error());
  const std::string target = golden_ids_file(file);
  if (changes_ == 0) return {};
  if (auto written = write_file(target, *content); !written) return written;
  messages_.note(fmt::format("{}: {} changed", target,
                             changes_ == 1 ? "1 line" : fmt::format("{} lines", changes_)));
  return {};
}

void GoldenUpdate::changed(const std::string& place) {
  ++changes_;
  messages_.note(place + ": changed");
}

Result<std::string> GoldenUpdate::updated_lines(const std::string& file) {
  const auto old = read_file(file, kMaxFileBytes);
  if (!old) return fail(old.error());
  std::string content;
  std::uint64_t number = 0;
  for (std::size_t at = 0; at < old->size();) {
    const std::size_t end = std::min(old->find('\n', at), old->size());
    const std::string line = old->substr(at, end - at);
    ++number;
    auto updated = updated_line(line, fmt::format("{}: line {}", file, number));
    if (!updated) return fail(std::move(updated).error().at_line(number).in(file));
    content += *updated;
    if (end < old->size()) content += '\n';
    at = end + 1;
  }
  return content;
}

Result<std::string> GoldenUpdate::updated_line(const std::string& line, const std::string& place) {
  if (line.find_first_not_of(" \t\r") == std::string::npos) return line;
  auto parsed = parser_.parse(line);
  if (!parsed) return fail(std::move(parsed).error());
  Result<std::string> updated = line;
  if (const auto* header = std::get_if<GoldenHeader>(&*parsed)) {
    chunking_ = header->chunking;
    updated = updated_header(line);
  } else {
    auto& record = std::get<GoldenRecord>(*parsed);
    if (record.profile && *record.profile != profile_) return line;
    for (GoldenExpectation& expectation : record.expectations) {
      if (!expectation.chunking) expectation.chunking = chunking_;
    }
    updated = updated_record(line, record);
  }
  if (updated && *updated != line) changed(place);
  return updated;
}

Result<std::string> GoldenUpdate::updated_header(std::string line) const {
  const auto sha256 = tiktoken_model_sha256(loaded_);
  if (!sha256) return fail(sha256.error());
  if (!sha256->empty()) {
    line = with_json_member(line, "tiktoken_model_sha256", '"' + *sha256 + '"');
  }
  if (chunking_) return line;
  return with_json_member(line, "chunking", fmt::format("\"{}\"", name_of(loaded_.chunking)));
}

Result<std::string> GoldenUpdate::updated_record(std::string line,
                                                 const GoldenRecord& record) const {
  const std::string text = record.text();
  for (const GoldenExpectation& expectation : record.expectations) {
    auto updated = std::holds_alternative<std::vector<std::string>>(expectation.value)
                       ? with_pieces(line, text, expectation)
                       : with_ids(line, record, text, expectation);
    if (!updated) return updated;
    line = *std::move(updated);
  }
  return line;
}

Result<std::string> GoldenUpdate::with_pieces(const std::string& line, const std::string& text,
                                              const GoldenExpectation& expectation) const {
  if (!utf8::is_valid(text)) {
    return fail(ErrorCode::malformed_input, "text that is not UTF-8 has no pieces");
  }
  const auto pieces = pieces_of(loaded_.tokenizer.pretokenizer(), text);
  if (!pieces) return fail(pieces.error());
  if (*pieces == std::get<std::vector<std::string>>(expectation.value)) return line;
  return with_json_member(line, expectation.key, json_strings(*pieces));
}

Result<std::string> GoldenUpdate::with_ids(const std::string& line, const GoldenRecord& record,
                                           const std::string& text,
                                           const GoldenExpectation& expectation) const {
  const auto ids = checker_.ids_of(record, text, expectation);
  if (!ids) return fail(ids.error());
  if (const auto* old = std::get_if<std::vector<TokenId>>(&expectation.value)) {
    return *ids == *old ? line : with_json_member(line, expectation.key, json_ids(*ids));
  }
  const GoldenDigest digest = digest_of(*ids);
  if (digest == std::get<GoldenDigest>(expectation.value)) return line;
  return with_digest_at(line, expectation.key, digest);
}

Result<std::string> GoldenUpdate::updated_pair(const std::string& file) {
  std::string content;
  const auto update_record = [&](const GoldenRecord& record, std::uint64_t line) -> Result<bool> {
    const GoldenExpectation& expectation = record.expectations.front();
    const auto ids = checker_.ids_of(record, record.text(), expectation);
    if (!ids) return fail(ids.error());
    content += golden_pair_line(*ids);
    if (*ids != std::get<std::vector<TokenId>>(expectation.value)) {
      changed(fmt::format("{}: line {}", golden_ids_file(file), line));
    }
    return true;
  };
  const GoldenVisitor visitor{[](const GoldenHeader&) { return Result<void>(); }, update_record};
  if (auto read = read_golden(file, visitor); !read) return fail(std::move(read).error());
  return content;
}

}  // namespace kimitok::app
