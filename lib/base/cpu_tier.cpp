#include "base/cpu_tier.hpp"

#include <string>

#include "kimitok/cpu_tier.hpp"

namespace kimitok {
namespace {

constexpr CpuTier kAll[] = {CpuTier::portable, CpuTier::neon, CpuTier::avx2, CpuTier::avx512};

bool has_avx2() noexcept {
#ifdef __x86_64__
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2");
#else
  return false;
#endif
}

bool has_avx512() noexcept {
#ifdef __x86_64__
  return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi") &&
         __builtin_cpu_supports("avx512vbmi2");
#else
  return false;
#endif
}

constexpr bool has_neon() noexcept {
#ifdef __aarch64__
  return true;
#else
  return false;
#endif
}

bool has(CpuTier tier) noexcept {
  switch (tier) {
    case CpuTier::avx512:
      return has_avx512();
    case CpuTier::avx2:
      return has_avx2();
    case CpuTier::neon:
      return has_neon();
    case CpuTier::portable:
      break;
  }
  return true;
}

CpuTier best() noexcept {
  CpuTier tier = CpuTier::portable;
  for (const CpuTier each : kAll) tier = has(each) ? each : tier;
  return tier;
}

CpuTier& in_use() noexcept {
  static CpuTier tier = best();
  return tier;
}

}  // namespace

std::vector<CpuTier> cpu_tiers() {
  std::vector<CpuTier> tiers;
  for (const CpuTier tier : kAll) {
    if (has(tier)) tiers.push_back(tier);
  }
  return tiers;
}

CpuTier cpu_tier() noexcept { return in_use(); }

std::string_view name_of(CpuTier tier) {
  switch (tier) {
    case CpuTier::avx512:
      return "avx512";
    case CpuTier::avx2:
      return "avx2";
    case CpuTier::neon:
      return "neon";
    case CpuTier::portable:
      break;
  }
  return "portable";
}

Result<void> use_cpu_tier(std::string_view name) {
  for (const CpuTier tier : kAll) {
    if (name_of(tier) != name) continue;
    if (has(tier)) {
      in_use() = tier;
      return {};
    }
    return fail(ErrorCode::usage, "this processor does not have " + std::string(name));
  }
  return fail(Error(ErrorCode::usage, "unknown processor tier '" + std::string(name) + "'")
                  .with_remedy("one of portable, neon, avx2, avx512"));
}

}  // namespace kimitok
