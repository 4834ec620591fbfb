#include "special_matcher.hpp"

#include <algorithm>
#include <utility>

namespace kimitok {
namespace {

std::vector<const SpecialToken*> sorted(std::vector<const SpecialToken*> tokens) {
  std::ranges::sort(tokens, {},
                    [](const SpecialToken* token) { return std::string_view(token->name); });
  return tokens;
}

std::vector<std::string_view> names_of(const std::vector<const SpecialToken*>& tokens) {
  std::vector<std::string_view> names;
  for (const SpecialToken* token : tokens) names.push_back(token->name);
  return names;
}

// For each name the longest other that it begins with, given by how many names there are up to
// that.
std::vector<std::size_t> up_to_shorter(const std::vector<std::string_view>& names) {
  std::vector<std::size_t> counts;
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::size_t count = i;
    while (count > 0 && !names[i].starts_with(names[count - 1])) count = counts[count - 1];
    counts.push_back(count);
  }
  return counts;
}

}  // namespace

SpecialMatcher::SpecialMatcher(std::vector<const SpecialToken*> tokens, CpuTier tier)
    : tokens_(sorted(std::move(tokens))),
      names_(names_of(tokens_)),
      up_to_shorter_(up_to_shorter(names_)),
      filter_(names_),
      find_candidate_(find_candidate(tier)) {
  for (const std::string_view name : names_) {
    begins_[static_cast<unsigned char>(name.front())] = true;
    max_name_bytes_ = std::max(max_name_bytes_, name.size());
  }
}

std::optional<SpecialMatcher::Match> SpecialMatcher::find(std::string_view text,
                                                          std::size_t from) const noexcept {
  if (tokens_.empty()) return std::nullopt;
  for (std::size_t i = from; i < text.size(); ++i) {
    i = find_candidate_(filter_, text.data(), text.size(), i);
    if (i == text.size()) break;
    if (const SpecialToken* token = longest_at(text.substr(i)))
      return Match{i, i + token->name.size(), token};
  }
  return std::nullopt;
}

std::size_t SpecialMatcher::undecided(std::string_view text, std::size_t from) const noexcept {
  const std::size_t tail = text.size() - std::min(text.size(), max_name_bytes_);
  for (std::size_t i = std::max(from, tail); i < text.size(); ++i) {
    const bool begins = begins_[static_cast<unsigned char>(text[i])];
    if (begins && is_proper_prefix(text.substr(i))) return i;
  }
  return text.size();
}

// All names from the one searched for up to `text` begin with it, so that it is the last of them or
// among the names that the last begins with.
const SpecialToken* SpecialMatcher::longest_at(std::string_view text) const noexcept {
  const auto after = std::ranges::upper_bound(names_, text);
  auto count = static_cast<std::size_t>(after - names_.begin());
  while (count > 0 && !text.starts_with(names_[count - 1])) count = up_to_shorter_[count - 1];
  return count == 0 ? nullptr : tokens_[count - 1];
}

bool SpecialMatcher::is_proper_prefix(std::string_view text) const noexcept {
  const auto next = std::ranges::upper_bound(names_, text);
  return next != names_.end() && next->starts_with(text);
}

}  // namespace kimitok
