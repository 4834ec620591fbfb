#include "base/bytes64_avx2.hpp"
#include "last_run_loop.hpp"
#include "python_space_tiers.hpp"

namespace kimitok {

LastRun find_last_run_avx2(const char* text, std::size_t size) noexcept {
  return find_last_run_in_blocks<Bytes64>(text, size);
}

}  // namespace kimitok
