// Keeps the library from using all that the processor has, so that each of its forms can be tested
// on one machine.
#ifndef KIMITOK_CPU_TIER_HPP_
#define KIMITOK_CPU_TIER_HPP_

#include <string_view>

#include "kimitok/error.hpp"

namespace kimitok {

// From now on nothing better than the tier of this name is used: "portable", "neon", "avx2" or
// "avx512". No result ever depends on it. Fails with `usage`, and changes nothing, if there is no
// such tier or this processor does not have it. Requires: nothing else of the library has been used
// yet, and there is one thread.
Result<void> use_cpu_tier(std::string_view name);

}  // namespace kimitok

#endif  // KIMITOK_CPU_TIER_HPP_
