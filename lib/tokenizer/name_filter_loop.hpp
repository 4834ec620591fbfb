// find_candidate(), as a template of a tier's Bytes64 (see base/bytes64_avx512.hpp).
#ifndef KIMITOK_TOKENIZER_NAME_FILTER_LOOP_HPP_
#define KIMITOK_TOKENIZER_NAME_FILTER_LOOP_HPP_

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "name_filter.hpp"

namespace kimitok {

// Which of the 64 bytes at `at` are candidates; looks at the 2 behind them.
template <typename Bytes64>
std::uint64_t candidates(const NameFilter& filter, const char* at) noexcept {
  static_assert(NameFilter::kBytes == 3);
  return (Bytes64(at).look_up(filter.groups[0]) & Bytes64(at + 1).look_up(filter.groups[1]) &
          Bytes64(at + 2).look_up(filter.groups[2]))
      .any_of(0xFF);
}

template <typename Bytes64>
std::size_t find_candidate_in_blocks(const NameFilter& filter, const char* text, std::size_t size,
                                     std::size_t from) noexcept {
  constexpr std::size_t kReach = 64 + 2;
  std::size_t at = from;
  for (; at + kReach <= size; at += 64) {
    const std::uint64_t found = candidates<Bytes64>(filter, text + at);
    if (found != 0) return at + static_cast<unsigned>(__builtin_ctzll(found));
  }
  for (; at < size; at += 64) {
    char last[kReach] = {};
    std::memcpy(last, text + at, size - at);
    const std::uint64_t found = candidates<Bytes64>(filter, last);
    if (found == 0) continue;
    const std::size_t first = at + static_cast<unsigned>(__builtin_ctzll(found));
    return first < size ? first : size;
  }
  return size;
}

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_NAME_FILTER_LOOP_HPP_
