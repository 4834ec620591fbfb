// Reads what stands for one code point in a split pattern: escapes and classes, as sets of code
// points.
#ifndef KIMITOK_PRETOKENIZER_REGEX_CLASS_HPP_
#define KIMITOK_PRETOKENIZER_REGEX_CLASS_HPP_

#include <optional>
#include <string>

#include "kimitok/error.hpp"
#include "pretokenizer/regex_cursor.hpp"
#include "unicode/code_point_set.hpp"

namespace kimitok {

enum class CaseMode { sensitive, insensitive };

struct RegexAtom {
  unicode::CodePointSet set;
  std::optional<char32_t> literal;  // one character, which may begin or end a range
};

// Each reads one construct at the cursor and goes past it; under CaseMode::insensitive the set is
// closed under simple case folding where Rust's regex closes it (before a negation). Fails with
// `model_unsupported`.
Result<RegexAtom> read_escape(RegexCursor& cursor, CaseMode mode);  // at a backslash
Result<unicode::CodePointSet> read_bracketed_class(RegexCursor& cursor, CaseMode mode);  // at a [

// The set as a class in PCRE2's syntax, which quantifiers may follow. Requires: `set` is not empty.
std::string to_pcre2_class(const unicode::CodePointSet& set);

}  // namespace kimitok

#endif  // KIMITOK_PRETOKENIZER_REGEX_CLASS_HPP_
