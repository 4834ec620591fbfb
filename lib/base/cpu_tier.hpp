// What the processor can do, as far as anything here asks.
#ifndef KIMITOK_BASE_CPU_TIER_HPP_
#define KIMITOK_BASE_CPU_TIER_HPP_

#include <string_view>

namespace kimitok {

// Each can do what those before it can.
enum class CpuTier {
  portable,
  avx2,    // with BMI1 and 2
  avx512,  // with BW, VL, VBMI and VBMI2
};

// The best of this processor.
CpuTier cpu_tier() noexcept;

std::string_view name_of(CpuTier tier);

}  // namespace kimitok

#endif  // KIMITOK_BASE_CPU_TIER_HPP_
