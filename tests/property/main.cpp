// Runs the tests with the processor tier that KIMITOK_CPU_TIER names; ends with 77 where this
// processor does not have it.
#include <doctest/doctest.h>

#include <cstdlib>
#include <iostream>

#include "kimitok/cpu_tier.hpp"

int main(int argc, char** argv) {
  constexpr int kSkipped = 77;
  if (const char* tier = std::getenv("KIMITOK_CPU_TIER"); tier != nullptr && *tier != '\0') {
    if (const auto used = kimitok::use_cpu_tier(tier); !used) {
      std::cout << "skipped: " << used.error().message() << '\n';
      return kSkipped;
    }
  }
  return doctest::Context(argc, argv).run();
}
