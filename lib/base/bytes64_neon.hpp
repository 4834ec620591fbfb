// 64 bytes at once, for AArch64: see bytes64_avx512.hpp. All such processors have NEON, so that
// this is what the portable tier is made of there.
#ifndef KIMITOK_BASE_BYTES64_NEON_HPP_
#define KIMITOK_BASE_BYTES64_NEON_HPP_

#include <arm_neon.h>

#include <cstdint>

#include "base/byte_table.hpp"

namespace kimitok {
namespace {

class Bytes64 {
 public:
  using Mask = std::uint64_t;

  explicit Bytes64(const char* at) {
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(at);
    for (int i = 0; i < 4; ++i) quarters_[i] = vld1q_u8(bytes + 16 * i);
  }

  Mask high() const { return at_least(0x80); }  // 80 to FF
  Mask continuation() const { return between(0x80, 0xBF); }
  Mask equal(unsigned value) const {
    const uint8x16_t values = all(value);
    return mask([=](uint8x16_t bytes) { return vceqq_u8(bytes, values); });
  }
  Mask at_least(unsigned value) const {
    const uint8x16_t values = all(value);
    return mask([=](uint8x16_t bytes) { return vcgeq_u8(bytes, values); });
  }
  Mask between(unsigned first, unsigned last) const {
    const uint8x16_t from = all(first), reach = all(last - first);
    return mask([=](uint8x16_t bytes) { return vcleq_u8(vsubq_u8(bytes, from), reach); });
  }
  Mask any_of(unsigned bits) const {
    const uint8x16_t some = all(bits);
    return mask([=](uint8x16_t bytes) { return vtstq_u8(bytes, some); });
  }

  // high[byte / 16] for each byte.
  Bytes64 upper_half(const std::uint8_t* high) const {
    const uint8x16_t entries = vld1q_u8(high);
    Bytes64 found;
    for (int i = 0; i < 4; ++i) {
      found.quarters_[i] = vqtbl1q_u8(entries, vshrq_n_u8(quarters_[i], 4));
    }
    return found;
  }

  // low[byte % 16] & high[byte / 16] for each byte; both have 16 entries.
  Bytes64 halves(const std::uint8_t* low, const std::uint8_t* high) const {
    const uint8x16_t entries = vld1q_u8(low);
    Bytes64 found;
    for (int i = 0; i < 4; ++i) {
      found.quarters_[i] = vqtbl1q_u8(entries, vandq_u8(quarters_[i], all(0x0F)));
    }
    return found & upper_half(high);
  }

  Bytes64 look_up(const ByteTable& table) const {
    return halves(table.by_lower_half, table.by_upper_half);
  }

  Bytes64 operator&(Bytes64 other) const {
    for (int i = 0; i < 4; ++i) other.quarters_[i] = vandq_u8(quarters_[i], other.quarters_[i]);
    return other;
  }
  Bytes64 operator|(Bytes64 other) const {
    for (int i = 0; i < 4; ++i) other.quarters_[i] = vorrq_u8(quarters_[i], other.quarters_[i]);
    return other;
  }

 private:
  Bytes64() = default;
  static uint8x16_t all(unsigned value) { return vdupq_n_u8(static_cast<std::uint8_t>(value)); }

  // One bit of each byte of `test`'s results, which are 0 or FF: adding neighbours three times
  // brings those of eight bytes into one.
  template <typename Test>
  Mask mask(Test test) const {
    const uint8x16_t bit = vreinterpretq_u8_u64(vdupq_n_u64(0x8040201008040201u));
    uint8x16_t bits[4];
    for (int i = 0; i < 4; ++i) bits[i] = vandq_u8(test(quarters_[i]), bit);
    const uint8x16_t low = vpaddq_u8(bits[0], bits[1]), high = vpaddq_u8(bits[2], bits[3]);
    const uint8x16_t sum = vpaddq_u8(low, high);
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sum, sum)), 0);
  }

  uint8x16_t quarters_[4];
};

}  // namespace
}  // namespace kimitok

#endif  // KIMITOK_BASE_BYTES64_NEON_HPP_
