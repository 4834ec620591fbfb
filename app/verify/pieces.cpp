#include "verify/pieces.hpp"

#include <array>

namespace kimitok::app {

Result<std::vector<std::string>> pieces_of(const Pretokenizer& pretokenizer,
                                           std::string_view text) {
  Pretokenizer::Scratch scratch(pretokenizer);
  std::vector<std::string> pieces;
  std::array<std::size_t, 64> ends;
  std::size_t from = 0;
  while (true) {
    const auto count = pretokenizer.split(text, from, ends, scratch);
    if (!count) return fail(count.error());
    if (*count == 0) return pieces;
    for (const std::size_t end : std::span(ends).first(*count)) {
      pieces.emplace_back(text.substr(from, end - from));
      from = end;
    }
  }
}

}  // namespace kimitok::app
