#include "base/bytes64_neon.hpp"
#include "last_run_loop.hpp"
#include "python_space_tiers.hpp"

namespace kimitok {

LastRun find_last_run_neon(const char* text, std::size_t size) noexcept {
  return find_last_run_in_blocks<Bytes64>(text, size);
}

}  // namespace kimitok
