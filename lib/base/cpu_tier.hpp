// What the processor can do, as far as anything here asks.
#ifndef KIMITOK_BASE_CPU_TIER_HPP_
#define KIMITOK_BASE_CPU_TIER_HPP_

#include <string_view>
#include <vector>

namespace kimitok {

// Of those that one processor has, each can do what those before it can.
enum class CpuTier {
  portable,
  neon,    // every aarch64
  avx2,    // with BMI1 and 2
  avx512,  // with BW, VL, VBMI and VBMI2
};

// Those of this processor, in the order above; portable is always among them.
std::vector<CpuTier> cpu_tiers();

// The one to use: the best of this processor, or what use_cpu_tier() (kimitok/cpu_tier.hpp) has
// put in its place.
CpuTier cpu_tier() noexcept;

std::string_view name_of(CpuTier tier);

}  // namespace kimitok

#endif  // KIMITOK_BASE_CPU_TIER_HPP_
