#include "name_filter.hpp"

#include <algorithm>

#include "name_filter_tiers.hpp"

namespace kimitok {
namespace {

constexpr std::size_t kGroups = 8;

std::string_view beginning(std::string_view name) { return name.substr(0, NameFilter::kBytes); }

#ifndef __aarch64__
std::size_t one_by_one(const NameFilter& filter, const char* text, std::size_t size,
                       std::size_t from) noexcept {
  for (std::size_t at = from; at < size; ++at) {
    unsigned groups =
        filter.groups[0].by_lower_seven_bits[static_cast<unsigned char>(text[at]) % 128];
    for (std::size_t i = 1; i < NameFilter::kBytes && groups != 0; ++i) {
      const unsigned byte = at + i < size ? static_cast<unsigned char>(text[at + i]) : 0;
      groups &= filter.groups[i].by_lower_seven_bits[byte % 128];
    }
    if (groups != 0) return at;
  }
  return size;
}
#endif

}  // namespace

NameFilter::NameFilter(std::span<const std::string_view> names) noexcept {
  const auto differs = [](std::string_view a, std::string_view b) {
    return beginning(a) != beginning(b);
  };
  std::size_t beginnings = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    beginnings += i == 0 || differs(names[i - 1], names[i]);
  }
  std::size_t beginning_index = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) beginning_index += differs(names[i - 1], names[i]);
    // Neighbours share a group: they have most of their first bytes in common.
    const auto group = static_cast<std::uint8_t>(1u << beginning_index * kGroups / beginnings);
    for (std::size_t k = 0; k < kBytes; ++k) {
      if (k < names[i].size()) {
        groups[k].add(static_cast<unsigned char>(names[i][k]), group);
      } else {  // any byte may follow
        for (unsigned byte = 0; byte < 256; ++byte) {
          groups[k].add(static_cast<unsigned char>(byte), group);
        }
      }
    }
  }
}

FindCandidate find_candidate(CpuTier tier) noexcept {
  switch (tier) {
#ifdef __x86_64__
    case CpuTier::avx512:
      return find_candidate_avx512;
    case CpuTier::avx2:
      return find_candidate_avx2;
#endif
    default:
#ifdef __aarch64__
      return find_candidate_neon;
#else
      return one_by_one;
#endif
  }
}

}  // namespace kimitok
