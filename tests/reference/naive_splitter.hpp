// Kimi's split pattern straight from its text: a backtracking matcher that tries what a regex
// tries.
#ifndef KIMITOK_TESTS_REFERENCE_NAIVE_SPLITTER_HPP_
#define KIMITOK_TESTS_REFERENCE_NAIVE_SPLITTER_HPP_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kimitok::reference {

class NaiveSplitter {
 public:
  // Reads the classes of the golden file.
  NaiveSplitter();

  // The end offsets of the pieces of `text`, which is valid UTF-8. Takes time that grows with the
  // square of a run's length.
  std::vector<std::size_t> split(std::string_view text) const;

  struct Element;  // of a branch of the pattern

 private:
  struct Text;

  std::vector<std::uint8_t> classes_;  // of each code point
};

}  // namespace kimitok::reference

#endif  // KIMITOK_TESTS_REFERENCE_NAIVE_SPLITTER_HPP_
