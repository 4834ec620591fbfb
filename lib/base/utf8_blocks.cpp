#include "base/utf8_blocks.hpp"

#include <algorithm>

#include "base/utf8_blocks_tiers.hpp"

namespace kimitok {
namespace {

#ifndef __aarch64__
std::size_t certain_of_none(const char*, std::size_t) noexcept { return 0; }

std::size_t count_code_points(const char* text, std::size_t size) noexcept {
  std::size_t count = 0;
  for (std::size_t i = 0; i < size; ++i)
    count += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
  return count;
}

std::size_t count_line_feeds(const char* text, std::size_t size) noexcept {
  return static_cast<std::size_t>(std::count(text, text + size, '\n'));
}

constexpr Utf8Blocks kOneByOne = {certain_of_none, count_code_points, count_line_feeds};
#endif

}  // namespace

const Utf8Blocks& utf8_blocks(CpuTier tier) noexcept {
  switch (tier) {
#ifdef __x86_64__
    case CpuTier::avx512:
      return kUtf8BlocksAvx512;
    case CpuTier::avx2:
      return kUtf8BlocksAvx2;
#endif
    default:
#ifdef __aarch64__
      return kUtf8BlocksNeon;
#else
      return kOneByOne;
#endif
  }
}

}  // namespace kimitok
