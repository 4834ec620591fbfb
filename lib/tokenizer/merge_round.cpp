#include "merge_round_loop.hpp"
#include "merge_round_tiers.hpp"

namespace kimitok {
namespace {

struct Numbers {
  static unsigned matches(const PairTable::Bucket& bucket, std::uint64_t pair) noexcept {
    for (unsigned i = 0; i < 8; ++i) {
      if (PairTable::is(bucket.slots[i], pair)) return 1u << i;
    }
    return 0;
  }

  static std::uint32_t lowest(const std::uint32_t* sixteen) noexcept {
    std::uint32_t lowest = sixteen[0];
    for (unsigned i = 1; i < 16; ++i) lowest = sixteen[i] < lowest ? sixteen[i] : lowest;
    return lowest;
  }
};

}  // namespace

MergeRound merge_round(CpuTier tier) noexcept {
  switch (tier) {
#ifdef __x86_64__
    case CpuTier::avx512:  // which has nothing that would be of more use
    case CpuTier::avx2:
      return merge_round_avx2;
#endif
    default:
      return merge_round_with<Numbers>;
  }
}

}  // namespace kimitok
