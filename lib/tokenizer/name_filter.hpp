// Tells by three bytes where in a text one of some names could begin.
//
// The names are put into eight groups by how they begin. For each of the first three bytes a table
// says which groups have such a byte there, a bit for each group; a place is a candidate if some
// group has all three. That is a handful of instructions for 64 places at once ("Teddy", from
// Intel's Hyperscan), and where few names share a group almost only true beginnings pass.
#ifndef KIMITOK_TOKENIZER_NAME_FILTER_HPP_
#define KIMITOK_TOKENIZER_NAME_FILTER_HPP_

#include <cstddef>
#include <span>
#include <string_view>

#include "base/byte_table.hpp"
#include "base/cpu_tier.hpp"

namespace kimitok {

struct NameFilter {
  static constexpr std::size_t kBytes = 3;

  // Requires: the names are sorted bytewise and none is empty.
  explicit NameFilter(std::span<const std::string_view> names) noexcept;

  ByteTable groups[kBytes];  // that have a byte as their first, second or third
};

// The first candidate at `from` or behind it; `size` if there is none. Every name in the text
// begins at a candidate; a name that begins there but goes on behind the text need not. Requires:
// from is at most size.
using FindCandidate = std::size_t (*)(const NameFilter& filter, const char* text, std::size_t size,
                                      std::size_t from) noexcept;

FindCandidate find_candidate(CpuTier tier) noexcept;

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_NAME_FILTER_HPP_
