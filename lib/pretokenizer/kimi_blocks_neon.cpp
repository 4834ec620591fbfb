#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/bytes64_neon.hpp"
#include "pretokenizer/bit_compaction.hpp"
#include "pretokenizer/kimi_blocks.hpp"
#include "pretokenizer/kimi_blocks_tiers.hpp"
#include "pretokenizer/kimi_masks.hpp"
#include "pretokenizer/kimi_scanner.hpp"
#include "unicode/kimi_classes.hpp"
#include "unicode/wide_character.hpp"

namespace kimitok {
namespace {

using Byte = unsigned char;
using masks::Mask;
using Compaction = BitCompaction;

}  // namespace
}  // namespace kimitok

#include "pretokenizer/mask_block.inc"

#include "pretokenizer/block_scan.inc"

namespace kimitok {

std::size_t kimi_blocks_neon(const char* segment, std::size_t size, std::uint32_t* ends,
                             std::size_t capacity) noexcept {
  return scan_blocks(segment, size, ends, capacity);
}

}  // namespace kimitok
