#include "base/bytes64_avx2.hpp"
#include "name_filter_loop.hpp"
#include "name_filter_tiers.hpp"

namespace kimitok {

std::size_t find_candidate_avx2(const NameFilter& filter, const char* text, std::size_t size,
                                std::size_t from) noexcept {
  return find_candidate_in_blocks<Bytes64>(filter, text, size, from);
}

}  // namespace kimitok
