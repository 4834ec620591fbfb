// Sets of code points that text can hold: U+0000 to U+10FFFF without the surrogates.
#ifndef KIMITOK_UNICODE_CODE_POINT_SET_HPP_
#define KIMITOK_UNICODE_CODE_POINT_SET_HPP_

#include <vector>

namespace kimitok::unicode {

struct CodePointRange {
  char32_t first, last;
  friend bool operator==(const CodePointRange&, const CodePointRange&) = default;
};

class CodePointSet {
 public:
  CodePointSet() = default;
  explicit CodePointSet(CodePointRange range) : CodePointSet(std::vector{range}) {}
  // Takes ranges in any order, overlapping or not; surrogates are left out.
  explicit CodePointSet(std::vector<CodePointRange> ranges);

  static CodePointSet all();

  CodePointSet complement() const;
  CodePointSet united_with(const CodePointSet& other) const;
  CodePointSet intersected_with(const CodePointSet& other) const;
  CodePointSet without(const CodePointSet& other) const;

  bool contains(char32_t code_point) const noexcept;
  bool is_empty() const noexcept { return ranges_.empty(); }

  // Sorted, neither overlapping nor touching; no range begins or ends at a surrogate.
  const std::vector<CodePointRange>& ranges() const noexcept { return ranges_; }

  friend bool operator==(const CodePointSet&, const CodePointSet&) = default;

 private:
  std::vector<CodePointRange> ranges_;
};

}  // namespace kimitok::unicode

#endif  // KIMITOK_UNICODE_CODE_POINT_SET_HPP_
