#include "load/rank_text.hpp"

#include <charconv>

namespace kimitok {

void RankText::write() noexcept {
  if (!fits()) return;
  char* const end = std::to_chars(text_.data(), text_.data() + kWord, value_).ptr;
  *end = '\n';
  size_ = static_cast<std::size_t>(end - text_.data()) + 1;
  std::memset(mask_.data(), 0xFF, size_);
}

}  // namespace kimitok
