#include "base/bytes64_avx512.hpp"
#include "last_run_loop.hpp"
#include "python_space_tiers.hpp"

namespace kimitok {

LastRun find_last_run_avx512(const char* text, std::size_t size) noexcept {
  return find_last_run_in_blocks<Bytes64>(text, size);
}

}  // namespace kimitok
