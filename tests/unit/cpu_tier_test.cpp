#include "base/cpu_tier.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "kimitok/cpu_tier.hpp"

namespace kimitok {
namespace {

// Whatever a test chose is undone at its end.
struct Restored {
  CpuTier before = cpu_tier();
  ~Restored() { CHECK(use_cpu_tier(name_of(before)).has_value()); }
};

TEST_CASE("cpu tier: those of this processor are in order and begin with the portable one") {
  const std::vector<CpuTier> tiers = cpu_tiers();
  REQUIRE(!tiers.empty());
  CHECK(tiers.front() == CpuTier::portable);
  CHECK(std::ranges::is_sorted(tiers));
  CHECK(std::ranges::adjacent_find(tiers) == tiers.end());
#ifdef __aarch64__
  CHECK(tiers == std::vector<CpuTier>{CpuTier::portable, CpuTier::neon});
#else
  CHECK(std::ranges::count(tiers, CpuTier::neon) == 0);
#endif
}

TEST_CASE("cpu tier: each tier of this processor can be put in place of the best") {
  const Restored restored;
  for (const CpuTier tier : cpu_tiers()) {
    REQUIRE(use_cpu_tier(name_of(tier)).has_value());
    CHECK(cpu_tier() == tier);
  }
}

TEST_CASE("cpu tier: a tier that is not there is refused, and nothing changes") {
  const Restored restored;
  const std::vector<CpuTier> tiers = cpu_tiers();
  std::size_t refused = 0;
  for (const CpuTier tier : {CpuTier::neon, CpuTier::avx2, CpuTier::avx512}) {
    if (std::ranges::count(tiers, tier) != 0) continue;
    const auto used = use_cpu_tier(name_of(tier));
    REQUIRE(!used.has_value());
    CHECK(used.error().code() == ErrorCode::usage);
    CHECK(used.error().sentence() == "this processor does not have " + std::string(name_of(tier)));
    CHECK(cpu_tier() == restored.before);
    ++refused;
  }
  CHECK(refused > 0);  // no processor has all
}

TEST_CASE("cpu tier: an unknown name is refused, and nothing changes") {
  const Restored restored;
  for (const char* name : {"", "AVX2", "avx", "avx512 ", "best", "\x1B"}) {
    CAPTURE(name);
    const auto used = use_cpu_tier(name);
    REQUIRE(!used.has_value());
    CHECK(used.error().code() == ErrorCode::usage);
    CHECK(used.error().remedy() == "one of portable, neon, avx2, avx512");
    CHECK(cpu_tier() == restored.before);
  }
}

}  // namespace
}  // namespace kimitok
