#include "pair_merges.hpp"

#include <fmt/core.h>

#include <bit>

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
  pairs.merges_.assign(merges.begin(), merges.end());
  pairs.slots_.resize(std::bit_ceil(2 * merges.size() + 1));
  for (Rank rank = 0; rank < pairs.end_rank(); ++rank) {
    const PairMerge& merge = merges[rank];
    if (!joins(merge, ranks)) {
      return fail(ErrorCode::model_malformed,
                  fmt::format("merge {} does not join tokens {} and {} into token {}", rank,
                              merge.left, merge.right, merge.merged));
    }
    std::size_t at = mix(merge.left, merge.right) & pairs.mask();
    for (; pairs.slots_[at].rank != kNoRank; at = (at + 1) & pairs.mask()) {
      if (pairs.slots_[at].left != merge.left || pairs.slots_[at].right != merge.right) continue;
      return fail(
          ErrorCode::model_malformed,
          fmt::format("merge {}, of tokens {} and {}, comes twice", rank, merge.left, merge.right));
    }
    pairs.slots_[at] = {merge.left, merge.right, rank};
  }
  return pairs;
}

}  // namespace kimitok
