// What Python's str.isspace() holds for, and the runs of such characters and of others.
#ifndef KIMITOK_TOKENIZER_PYTHON_SPACE_HPP_
#define KIMITOK_TOKENIZER_PYTHON_SPACE_HPP_

#include <cstddef>

#include "base/cpu_tier.hpp"

namespace kimitok {

// 29 code points, 4 more than the regex \s.
bool is_python_space(char32_t code_point) noexcept;

// The stretch of characters at a text's end that agree on is_python_space.
struct LastRun {
  std::size_t begin;  // offset in the text
  bool space;
  bool operator==(const LastRun&) const = default;
};

// Requires: the text is valid UTF-8 and not empty.
using FindLastRun = LastRun (*)(const char* text, std::size_t size) noexcept;

FindLastRun find_last_run(CpuTier tier) noexcept;

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_PYTHON_SPACE_HPP_
