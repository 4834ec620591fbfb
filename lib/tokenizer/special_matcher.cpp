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

}  // namespace

SpecialMatcher::SpecialMatcher(std::vector<const SpecialToken*> tokens, CpuTier tier)
    : tokens_(sorted(std::move(tokens))),
      names_(names_of(tokens_)),
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

// Narrows the sorted names one byte at a time: those that share text's first n bytes are
// neighbours.
const SpecialToken* SpecialMatcher::longest_at(std::string_view text) const noexcept {
  const SpecialToken* longest = nullptr;
  auto begin = names_.begin();
  auto end = names_.end();
  for (std::size_t n = 0; begin != end; ++n) {
    if (begin->size() == n) longest = tokens_[static_cast<std::size_t>(begin++ - names_.begin())];
    if (n == text.size()) break;
    const auto byte = [n](std::string_view name) { return static_cast<unsigned char>(name[n]); };
    const auto wanted = static_cast<unsigned char>(text[n]);
    begin = std::ranges::lower_bound(begin, end, wanted, {}, byte);
    end = std::ranges::upper_bound(begin, end, wanted, {}, byte);
  }
  return longest;
}

bool SpecialMatcher::is_proper_prefix(std::string_view text) const noexcept {
  const auto next = std::ranges::upper_bound(names_, text);
  return next != names_.end() && next->starts_with(text);
}

}  // namespace kimitok
