#include "reference/naive_pairs.hpp"

#include <string_view>
#include <unordered_map>

namespace kimitok::test {

std::vector<TokenPair> naive_pairs(const MergeableRanks& ranks) {
  std::unordered_map<std::string_view, TokenId> ids;
  for (TokenId id = 0; id < ranks.end_id(); ++id) {
    if (ranks.contains(id)) ids.emplace(ranks.bytes_of(id), id);
  }
  std::vector<TokenPair> pairs;
  for (TokenId merged = 0; merged < ranks.end_id(); ++merged) {
    const std::string_view bytes = ranks.bytes_of(merged);
    for (std::size_t middle = 1; middle < bytes.size(); ++middle) {
      const auto left = ids.find(bytes.substr(0, middle)), right = ids.find(bytes.substr(middle));
      if (left == ids.end() || right == ids.end()) continue;
      pairs.push_back({left->second, right->second, merged});
    }
  }
  return pairs;
}

}  // namespace kimitok::test
