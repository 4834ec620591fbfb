#include "kimitok/tiktoken_model.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "json/quote.hpp"
#include "kimitok/base64.hpp"
#include "load/usual_lines.hpp"

namespace kimitok {
namespace {

using Entries = std::vector<MergeableRanks::Entry>;  // one for each line, in the order of lines

Error malformed(std::string sentence) { return {ErrorCode::model_malformed, std::move(sentence)}; }

Error base64_error(std::string_view token, const Base64Decoded& decoded) {
  switch (decoded.fault) {
    case Base64Fault::length:
      return malformed(fmt::format(
          "the token's base64 has {} characters, which is not a multiple of 4", token.size()));
    case Base64Fault::character:
      return malformed(
          fmt::format("{} is not a character of base64", quote(token.substr(decoded.offset, 1))));
    case Base64Fault::trailing_bits:
    case Base64Fault::none:
      break;
  }
  return malformed("the token's base64 is not canonical: its unused last bits are not zero");
}

// Reads lines into entries, their bytes into one arena, without allocating for a line.
class LineReader {
 public:
  explicit LineReader(std::string_view bytes) : rest_(bytes) {
    arena_.resize(bytes.size() / 4 * 3);
    entries_.reserve(bytes.size() / 16);  // of published files, a little more than there are lines
  }

  Result<void> read_all() {
    while (!rest_.empty()) {
      const std::size_t end = std::min(rest_.find('\n'), rest_.size());
      std::string_view line = rest_.substr(0, end);
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (auto read = read_line(line); !read) return read;
    }
    return {};
  }

  const Entries& entries() const { return entries_; }

 private:
  Result<void> read_line(std::string_view line) {
    if (line.empty()) return refuse(malformed("the line is empty"), 0);
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos) {
      return refuse(malformed("the line has no space between a token and its rank"), 0);
    }
    const std::string_view token = line.substr(0, space);
    if (token.empty()) return refuse(malformed("the token is empty"), 1);
    char* const out = arena_.data() + arena_used_;
    const Base64Decoded decoded = decode_base64(token, out);
    if (decoded.fault != Base64Fault::none) {
      return refuse(base64_error(token, decoded), decoded.offset + 1);
    }
    arena_used_ += decoded.size;
    const auto rank = read_rank(line.substr(space + 1), space + 2);
    if (!rank) return fail(rank.error());
    entries_.push_back({{out, decoded.size}, *rank});
    return {};
  }

  Result<TokenId> read_rank(std::string_view digits, std::size_t column) const {
    if (digits.empty()) return refuse(malformed("the rank is missing"), column);
    std::uint64_t rank = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
      if (digits[i] < '0' || digits[i] > '9') {
        return refuse(malformed(fmt::format("the rank {} is not a decimal number", quote(digits))),
                      column + i);
      }
      rank = std::min<std::uint64_t>(rank * 10 + static_cast<std::uint64_t>(digits[i] - '0'),
                                     std::uint64_t{MergeableRanks::kMaxId} + 1);
    }
    if (digits[0] == '0' && digits.size() > 1) {
      return refuse(malformed(fmt::format("the rank {} has a leading zero", digits)), column);
    }
    if (rank > MergeableRanks::kMaxId) {
      return refuse(malformed(fmt::format("the rank {} is above the highest supported one, {}",
                                          quote(digits), MergeableRanks::kMaxId)),
                    column);
    }
    return static_cast<TokenId>(rank);
  }

  Failure refuse(Error error, std::size_t column) const {
    return fail(std::move(error).at_line(entries_.size() + 1, column));
  }

  std::string_view rest_;
  std::string arena_;
  std::size_t arena_used_ = 0;
  Entries entries_;
};

// The error for the first line that repeats an earlier one's rank or token. MergeableRanks::create
// knows nothing of lines, so this looks again, which only a broken file has to wait for.
std::optional<Error> repetition(const Entries& entries) {
  std::unordered_map<TokenId, std::size_t> line_of_rank;
  std::unordered_map<std::string_view, std::size_t> line_of_token;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto [rank, new_rank] = line_of_rank.try_emplace(entries[i].id, i + 1);
    if (!new_rank) {
      return malformed(fmt::format("the rank {} has been given to a token on line {}",
                                   entries[i].id, rank->second))
          .at_line(i + 1);
    }
    const auto [token, new_token] = line_of_token.try_emplace(entries[i].bytes, i + 1);
    if (!new_token) {
      return malformed(fmt::format("the token {} has been given a rank on line {}",
                                   quote(entries[i].bytes), token->second))
          .at_line(i + 1);
    }
  }
  return std::nullopt;
}

// Requires: a rank below the highest one is missing.
Error gap(const MergeableRanks& ranks, const Entries& entries) {
  TokenId missing = 0;
  while (ranks.contains(missing)) ++missing;
  TokenId next = missing;
  while (!ranks.contains(next)) ++next;
  const auto line = std::find_if(entries.begin(), entries.end(),
                                 [next](const auto& entry) { return entry.id == next; });
  return malformed(fmt::format("the rank {} is missing: the one after it is {}", missing, next))
      .at_line(static_cast<std::uint64_t>(line - entries.begin()) + 1);
}

}  // namespace

Result<MergeableRanks> parse_tiktoken_model(std::string_view bytes, RankGaps gaps) {
  if (bytes.empty()) return fail(malformed("the vocabulary is empty"));
  if (bytes.size() > kMaxTiktokenModelBytes) {
    return fail(malformed(fmt::format("the vocabulary has {} bytes, more than the supported {}",
                                      bytes.size(), kMaxTiktokenModelBytes)));
  }
  if (auto tokens = read_usual_lines(bytes)) {
    auto ranks = MergeableRanks::create(*std::move(tokens));
    if (ranks) return ranks;
  }
  // Line by line, as any file may be, and to say where it breaks the format.
  LineReader lines(bytes);
  if (auto read = lines.read_all(); !read) return fail(std::move(read).error());
  auto ranks = MergeableRanks::create(lines.entries());
  if (!ranks) {
    auto repeated = repetition(lines.entries());
    return fail(repeated ? *std::move(repeated) : std::move(ranks).error());
  }
  if (gaps == RankGaps::refuse && !ranks->is_dense()) return fail(gap(*ranks, lines.entries()));
  return ranks;
}

}  // namespace kimitok
