// Where a text may be cut without changing the pieces of Kimi's split pattern.
#ifndef KIMITOK_PRETOKENIZER_KIMI_CUTS_HPP_
#define KIMITOK_PRETOKENIZER_KIMI_CUTS_HPP_

#include <cstddef>
#include <string_view>

namespace kimitok {

// The bytes a cut is judged by: [begin, end) of the text, with the cut inside.
struct KimiCut {
  std::size_t begin = 0, end = 0;
  explicit operator bool() const noexcept { return end > 0; }
};

// Whether splitting text[..at) and text[at..) each on its own gives the pieces of the whole,
// whatever else the text holds; nothing where that is not certain. Two characters before `at` and
// one behind it decide: the text around [begin, end) may be ill-formed or missing, and the answer
// is no where a character that has to be looked at is. Requires: `at` is at most text.size().
KimiCut kimi_cut(std::string_view text, std::size_t at) noexcept;

}  // namespace kimitok

#endif  // KIMITOK_PRETOKENIZER_KIMI_CUTS_HPP_
