#include <arm_neon.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

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

// 64 bytes of text in four registers.
class Bytes {
 public:
  explicit Bytes(const Byte* at) : text_(vld1q_u8_x4(at)) {}

  // Bit `n` of each byte.
  Mask bit_mask(int n) const {
    const uint8x16_t bit = vdupq_n_u8(static_cast<Byte>(1 << n));
    return where([&](uint8x16_t bytes) { return vtstq_u8(bytes, bit); });
  }

  Mask equal(unsigned value) const {
    const uint8x16_t all = vdupq_n_u8(static_cast<Byte>(value));
    return where([&](uint8x16_t bytes) { return vceqq_u8(bytes, all); });
  }

  // first <= byte <= last
  Mask between(unsigned first, unsigned last) const {
    const uint8x16_t from = vdupq_n_u8(static_cast<Byte>(first));
    const uint8x16_t reach = vdupq_n_u8(static_cast<Byte>(last - first));
    return where([&](uint8x16_t bytes) { return vcleq_u8(vsubq_u8(bytes, from), reach); });
  }

 private:
  // A bit for each byte of which `test` makes all ones: each byte keeps the bit of its place among
  // eight, and three times neighbours are added.
  template <typename Test>
  Mask where(Test test) const {
    const uint8x16_t place = vreinterpretq_u8_u64(vdupq_n_u64(0x8040201008040201u));
    const auto part = [&](int i) { return vandq_u8(test(text_.val[i]), place); };
    const uint8x16_t low = vpaddq_u8(part(0), part(1));
    const uint8x16_t high = vpaddq_u8(part(2), part(3));
    const uint8x16_t both = vpaddq_u8(low, high);
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(both, both)), 0);
  }

  uint8x16x4_t text_;
};

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
