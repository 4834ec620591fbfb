// The forms of find_candidate() that are compiled for one kind of processor.
#ifndef KIMITOK_TOKENIZER_NAME_FILTER_TIERS_HPP_
#define KIMITOK_TOKENIZER_NAME_FILTER_TIERS_HPP_

#include <cstddef>

#include "name_filter.hpp"

namespace kimitok {

std::size_t find_candidate_avx2(const NameFilter& filter, const char* text, std::size_t size,
                                std::size_t from) noexcept;
std::size_t find_candidate_avx512(const NameFilter& filter, const char* text, std::size_t size,
                                  std::size_t from) noexcept;
std::size_t find_candidate_neon(const NameFilter& filter, const char* text, std::size_t size,
                                std::size_t from) noexcept;

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_NAME_FILTER_TIERS_HPP_
