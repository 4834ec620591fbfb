#include "unicode/code_point_set.hpp"

#include <algorithm>
#include <array>

namespace kimitok::unicode {
namespace {

// Every range is split here, so that the operations below need not know about surrogates.
constexpr std::array<CodePointRange, 2> kAll = {{{0, 0xD7FF}, {0xE000, 0x10FFFF}}};

std::vector<CodePointRange> without_surrogates(const std::vector<CodePointRange>& ranges) {
  std::vector<CodePointRange> kept;
  for (const CodePointRange range : ranges) {
    for (const CodePointRange stretch : kAll) {
      const CodePointRange part{std::max(range.first, stretch.first),
                                std::min(range.last, stretch.last)};
      if (part.first <= part.last) kept.push_back(part);
    }
  }
  return kept;
}

}  // namespace

CodePointSet::CodePointSet(std::vector<CodePointRange> ranges) {
  ranges = without_surrogates(ranges);
  std::sort(ranges.begin(), ranges.end(),
            [](CodePointRange a, CodePointRange b) { return a.first < b.first; });
  for (const CodePointRange range : ranges) {
    if (!ranges_.empty() && range.first <= ranges_.back().last + 1) {
      ranges_.back().last = std::max(ranges_.back().last, range.last);
    } else {
      ranges_.push_back(range);
    }
  }
}

CodePointSet CodePointSet::all() { return CodePointSet({kAll.begin(), kAll.end()}); }

CodePointSet CodePointSet::complement() const {
  std::vector<CodePointRange> gaps;
  char32_t next = 0;
  for (const CodePointRange range : ranges_) {
    if (range.first > next) gaps.push_back({next, range.first - 1});
    next = range.last + 1;
  }
  if (next <= 0x10FFFF) gaps.push_back({next, 0x10FFFF});
  return CodePointSet(std::move(gaps));
}

CodePointSet CodePointSet::united_with(const CodePointSet& other) const {
  std::vector<CodePointRange> ranges = ranges_;
  ranges.insert(ranges.end(), other.ranges_.begin(), other.ranges_.end());
  return CodePointSet(std::move(ranges));
}

CodePointSet CodePointSet::intersected_with(const CodePointSet& other) const {
  return complement().united_with(other.complement()).complement();
}

CodePointSet CodePointSet::without(const CodePointSet& other) const {
  return complement().united_with(other).complement();
}

bool CodePointSet::contains(char32_t code_point) const noexcept {
  const auto after =
      std::upper_bound(ranges_.begin(), ranges_.end(), code_point,
                       [](char32_t value, CodePointRange range) { return value < range.first; });
  return after != ranges_.begin() && code_point <= std::prev(after)->last;
}

}  // namespace kimitok::unicode
