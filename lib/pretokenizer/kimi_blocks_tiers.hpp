// The forms of kimi_blocks() that are compiled for one kind of processor.
#ifndef KIMITOK_PRETOKENIZER_KIMI_BLOCKS_TIERS_HPP_
#define KIMITOK_PRETOKENIZER_KIMI_BLOCKS_TIERS_HPP_

#include <cstddef>
#include <cstdint>

namespace kimitok {

std::size_t kimi_blocks_neon(const char* segment, std::size_t size, std::uint32_t* ends,
                             std::size_t capacity) noexcept;
std::size_t kimi_blocks_avx2(const char* segment, std::size_t size, std::uint32_t* ends,
                             std::size_t capacity) noexcept;
std::size_t kimi_blocks_avx512(const char* segment, std::size_t size, std::uint32_t* ends,
                               std::size_t capacity) noexcept;

}  // namespace kimitok

#endif  // KIMITOK_PRETOKENIZER_KIMI_BLOCKS_TIERS_HPP_
