#include "pair_merges.hpp"

#include <fmt/format.h>

namespace kimitok {
namespace {

bool joins(const PairMerge& merge, const MergeableRanks& ranks) {
  const std::string_view left = ranks.bytes_of(merge.left);
  const std::string_view right = ranks.bytes_of(merge.right);
  const std::string_view merged = ranks.bytes_of(merge.merged);
  return !left.empty() && !right.empty() && merged.size() == left.size() + right.size() &&
         merged.starts_with(left) && merged.ends_with(right);
}

}  // namespace

Result<PairMerges> PairMerges::create(std::span<const PairMerge> merges,
                                      const MergeableRanks& ranks) {
  PairMerges pairs;
  pairs.candidates_.reserve(merges.size());
  Rank rank = 0;
  for (const PairMerge& merge : merges) {
    if (!joins(merge, ranks)) {
      return fail(ErrorCode::model_malformed,
                  fmt::format("merge {} does not join tokens {} and {} into token {}", rank,
                              merge.left, merge.right, merge.merged));
    }
    if (!pairs.candidates_.try_emplace(key(merge.left, merge.right), Candidate{rank, merge.merged})
             .second) {
      return fail(
          ErrorCode::model_malformed,
          fmt::format("merge {}, of tokens {} and {}, comes twice", rank, merge.left, merge.right));
    }
    ++rank;
  }
  return pairs;
}

Candidate PairMerges::find(TokenId left, TokenId right) const noexcept {
  const auto found = candidates_.find(key(left, right));
  return found == candidates_.end() ? Candidate{} : found->second;
}

}  // namespace kimitok
