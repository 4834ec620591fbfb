// UTF-8 64 bytes at a time: what kimitok/utf8.hpp does for long texts.
#ifndef KIMITOK_BASE_UTF8_BLOCKS_HPP_
#define KIMITOK_BASE_UTF8_BLOCKS_HPP_

#include <cstddef>

#include "base/cpu_tier.hpp"

namespace kimitok {

struct Utf8Blocks {
  // How many of the first bytes are certain to be whole well-formed characters: at most
  // kUtf8BlockSlack fewer than are. The portable form is certain of none.
  std::size_t (*valid)(const char* text, std::size_t size) noexcept;

  // How many bytes are not 80 to BF.
  std::size_t (*code_points)(const char* text, std::size_t size) noexcept;

  // How many bytes are 0A.
  std::size_t (*line_feeds)(const char* text, std::size_t size) noexcept;
};

inline constexpr std::size_t kUtf8BlockSlack = 64 + 3;

const Utf8Blocks& utf8_blocks(CpuTier tier) noexcept;

}  // namespace kimitok

#endif  // KIMITOK_BASE_UTF8_BLOCKS_HPP_
