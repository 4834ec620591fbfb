#include "base/cpu_tier.hpp"

namespace kimitok {
namespace {

CpuTier of_this_processor() noexcept {
#ifdef __x86_64__
  __builtin_cpu_init();
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                    __builtin_cpu_supports("bmi2");
  const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi") &&
                      __builtin_cpu_supports("avx512vbmi2");
  if (avx2) return avx512 ? CpuTier::avx512 : CpuTier::avx2;
#endif
  return CpuTier::portable;
}

}  // namespace

CpuTier cpu_tier() noexcept {
  static const CpuTier best = of_this_processor();
  return best;
}

std::string_view name_of(CpuTier tier) {
  switch (tier) {
    case CpuTier::avx512:
      return "avx512";
    case CpuTier::avx2:
      return "avx2";
    case CpuTier::portable:
      break;
  }
  return "portable";
}

}  // namespace kimitok
