#include "reference/naive_bpe.hpp"

#include <algorithm>
#include <cstddef>

namespace kimitok::reference {

std::vector<TokenId> merge(std::string_view piece, const TokenIds& ids) {
  std::vector<std::size_t> ends;  // part i ends at ends[i]
  for (std::size_t i = 1; i <= piece.size(); ++i) ends.push_back(i);
  const auto begin_of = [&](std::size_t part) { return part == 0 ? 0 : ends[part - 1]; };
  const auto id_of = [&](std::size_t begin, std::size_t end) {
    const auto found = ids.find(std::string(piece.substr(begin, end - begin)));
    return found == ids.end() ? kNoToken : found->second;
  };

  std::vector<TokenId> joined;  // what parts i and i + 1 are together
  const auto join = [&](std::size_t part) { return id_of(begin_of(part), ends[part + 1]); };
  for (std::size_t i = 0; i + 1 < ends.size(); ++i) joined.push_back(join(i));
  while (!joined.empty()) {
    const auto lowest = std::ranges::min_element(joined);
    if (*lowest == kNoToken) break;
    const auto at = static_cast<std::size_t>(lowest - joined.begin());
    ends.erase(ends.begin() + static_cast<std::ptrdiff_t>(at));
    joined.erase(lowest);
    if (at < joined.size()) joined[at] = join(at);
    if (at > 0) joined[at - 1] = join(at - 1);
  }

  std::vector<TokenId> result;
  for (std::size_t i = 0; i < ends.size(); ++i) result.push_back(id_of(begin_of(i), ends[i]));
  return result;
}

std::vector<TokenId> merge(std::string_view piece, const TokenIds& ids,
                           std::span<const PairMerge> merges) {
  std::vector<TokenId> parts;
  for (const char c : piece) parts.push_back(ids.at(std::string(1, c)));
  bool merged = true;
  while (merged) {
    merged = false;
    for (const PairMerge& rule : merges) {
      for (std::size_t i = 0; i + 1 < parts.size() && !merged; ++i) {
        if (parts[i] != rule.left || parts[i + 1] != rule.right) continue;
        parts[i] = rule.merged;
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        merged = true;
      }
      if (merged) break;
    }
  }
  return parts;
}

}  // namespace kimitok::reference
