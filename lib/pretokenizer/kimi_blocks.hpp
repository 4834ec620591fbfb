// Kimi's split pattern over many pieces at once: the fast form of kimi_scanner.hpp.
#ifndef KIMITOK_PRETOKENIZER_KIMI_BLOCKS_HPP_
#define KIMITOK_PRETOKENIZER_KIMI_BLOCKS_HPP_

#include <cstddef>
#include <cstdint>

#include "base/cpu_tier.hpp"

namespace kimitok {

// Writes to `ends` where the pieces of `segment` that begin at 0 end, at least one of them and at
// most `capacity`, which is above kKimiBlockEnds; returns how many. Those are the ends that
// kimi_piece_end() gives one after the other. Requires: the segment is valid UTF-8, not empty, and
// has fewer than 4 GiB.
using KimiBlocks = std::size_t (*)(const char* segment, std::size_t size, std::uint32_t* ends,
                                   std::size_t capacity) noexcept;

// Ends that one step may write.
inline constexpr std::size_t kKimiBlockEnds = 64;

// Requires: this processor has the tier.
KimiBlocks kimi_blocks(CpuTier tier) noexcept;

}  // namespace kimitok

#endif  // KIMITOK_PRETOKENIZER_KIMI_BLOCKS_HPP_
