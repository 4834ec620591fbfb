#include <immintrin.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/bytes64_avx2.hpp"
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

class Compaction {
 public:
  explicit constexpr Compaction(Mask keep) : keep_(keep) {}
  Mask gather(Mask mask) const { return _pext_u64(mask, keep_); }
  Mask scatter(Mask mask) const { return _pdep_u64(mask, keep_); }

 private:
  Mask keep_;
};

}  // namespace
}  // namespace kimitok

#include "pretokenizer/mask_block.inc"

#include "pretokenizer/block_scan.inc"

namespace kimitok {

std::size_t kimi_blocks_avx2(const char* segment, std::size_t size, std::uint32_t* ends,
                             std::size_t capacity) noexcept {
  return scan_blocks(segment, size, ends, capacity);
}

}  // namespace kimitok
