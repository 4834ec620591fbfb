// The forms of find_last_run() that are compiled for one kind of processor.
#ifndef KIMITOK_TOKENIZER_PYTHON_SPACE_TIERS_HPP_
#define KIMITOK_TOKENIZER_PYTHON_SPACE_TIERS_HPP_

#include <cstddef>

#include "python_space.hpp"

namespace kimitok {

LastRun find_last_run_avx2(const char* text, std::size_t size) noexcept;
LastRun find_last_run_avx512(const char* text, std::size_t size) noexcept;
LastRun find_last_run_neon(const char* text, std::size_t size) noexcept;

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_PYTHON_SPACE_TIERS_HPP_
