#include "pretokenizer/kimi_blocks.hpp"

#include "pretokenizer/kimi_blocks_tiers.hpp"
#include "pretokenizer/kimi_scanner.hpp"

namespace kimitok {
namespace {

std::size_t one_by_one(const char* segment, std::size_t size, std::uint32_t* ends,
                       std::size_t capacity) noexcept {
  std::size_t count = 0;
  for (std::size_t at = 0; at < size && count < capacity; ++count) {
    at = kimi_piece_end({segment, size}, at);
    ends[count] = static_cast<std::uint32_t>(at);
  }
  return count;
}

}  // namespace

KimiBlocks kimi_blocks(CpuTier tier) noexcept {
  switch (tier) {
#ifdef __x86_64__
    case CpuTier::avx512:
      return kimi_blocks_avx512;
    case CpuTier::avx2:
      return kimi_blocks_avx2;
#endif
#ifdef __aarch64__
    case CpuTier::neon:
      return kimi_blocks_neon;
#endif
    default:
      return one_by_one;
  }
}

}  // namespace kimitok
