// The tiers that this processor can be tested with.
#ifndef KIMITOK_TESTS_SUPPORT_CPU_TIERS_HPP_
#define KIMITOK_TESTS_SUPPORT_CPU_TIERS_HPP_

#include <vector>

#include "base/cpu_tier.hpp"

namespace kimitok::test {

inline std::vector<CpuTier> cpu_tiers() {
  std::vector<CpuTier> tiers;
  for (const CpuTier tier : {CpuTier::portable, CpuTier::avx2, CpuTier::avx512}) {
    if (tier <= cpu_tier()) tiers.push_back(tier);
  }
  return tiers;
}

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_CPU_TIERS_HPP_
