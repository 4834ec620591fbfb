// Splits for tests, where a failure to split is a failure of the test.
#ifndef KIMITOK_TESTS_SUPPORT_PIECES_HPP_
#define KIMITOK_TESTS_SUPPORT_PIECES_HPP_

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/pretokenizer.hpp"

namespace kimitok::test {

inline Pretokenizer make_pretokenizer(std::string_view pat_str,
                                      Pretokenizer::Engine engine = Pretokenizer::Engine::automatic,
                                      Uncovered uncovered = Uncovered::reject) {
  auto made = Pretokenizer::create(pat_str, uncovered, engine);
  if (!made) throw std::runtime_error(made.error().message());
  return *std::move(made);
}

// The ends of all pieces, asked for `batch` at a time. `ends` is overwritten.
inline void split_all(const Pretokenizer& pretokenizer, Pretokenizer::Scratch& scratch,
                      std::string_view text, std::size_t batch, std::vector<std::size_t>& ends) {
  ends.clear();
  std::size_t from = 0;
  while (true) {
    const std::size_t before = ends.size();
    ends.resize(before + batch);
    const auto count = pretokenizer.split(text, from, std::span(ends).subspan(before), scratch);
    if (!count) throw std::runtime_error(count.error().message());
    ends.resize(before + *count);
    if (*count == 0) break;
    if (ends.back() <= from) throw std::runtime_error("an empty piece");
    from = ends.back();
  }
  if (from != text.size()) throw std::runtime_error("pieces end before the text does");
}

inline std::vector<std::string> pieces_of(const Pretokenizer& pretokenizer, std::string_view text,
                                          std::size_t batch = 64) {
  Pretokenizer::Scratch scratch(pretokenizer);
  std::vector<std::size_t> ends;
  split_all(pretokenizer, scratch, text, batch, ends);
  std::vector<std::string> pieces;
  std::size_t from = 0;
  for (const std::size_t end : ends) {
    pieces.emplace_back(text.substr(from, end - from));
    from = end;
  }
  return pieces;
}

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_PIECES_HPP_
