#include "special_matcher.hpp"

#include <algorithm>
#include <utility>

namespace kimitok {
namespace {

unsigned char at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

}  // namespace

SpecialMatcher::SpecialMatcher(std::vector<const SpecialToken*> tokens)
    : tokens_(std::move(tokens)) {
  std::ranges::sort(tokens_, {},
                    [](const SpecialToken* token) { return std::string_view(token->name); });
  for (const SpecialToken* token : tokens_) {
    begins_[at(token->name, 0)] = true;
    max_name_bytes_ = std::max(max_name_bytes_, token->name.size());
  }
}

std::optional<SpecialMatcher::Match> SpecialMatcher::find(std::string_view text,
                                                          std::size_t from) const noexcept {
  if (tokens_.empty()) return std::nullopt;
  for (std::size_t i = from; i < text.size(); ++i) {
    if (!begins_[at(text, i)]) continue;
    if (const SpecialToken* token = longest_at(text.substr(i)))
      return Match{i, i + token->name.size(), token};
  }
  return std::nullopt;
}

std::size_t SpecialMatcher::undecided(std::string_view text, std::size_t from) const noexcept {
  const std::size_t tail = text.size() - std::min(text.size(), max_name_bytes_);
  for (std::size_t i = std::max(from, tail); i < text.size(); ++i) {
    if (begins_[at(text, i)] && is_proper_prefix(text.substr(i))) return i;
  }
  return text.size();
}

// Narrows the sorted names one byte at a time: those that share text's first n bytes are
// neighbours.
const SpecialToken* SpecialMatcher::longest_at(std::string_view text) const noexcept {
  const SpecialToken* longest = nullptr;
  auto begin = tokens_.begin();
  auto end = tokens_.end();
  for (std::size_t n = 0; begin != end; ++n) {
    if ((*begin)->name.size() == n) longest = *begin++;
    if (n == text.size()) break;
    const auto byte = [n](const SpecialToken* token) { return at(token->name, n); };
    begin = std::ranges::lower_bound(begin, end, at(text, n), {}, byte);
    end = std::ranges::upper_bound(begin, end, at(text, n), {}, byte);
  }
  return longest;
}

bool SpecialMatcher::is_proper_prefix(std::string_view text) const noexcept {
  const auto name = [](const SpecialToken* token) { return std::string_view(token->name); };
  const auto next = std::ranges::upper_bound(tokens_, text, {}, name);
  return next != tokens_.end() && name(*next).starts_with(text);
}

}  // namespace kimitok
