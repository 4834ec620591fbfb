// Matching without regard to case, by simple case folding (CaseFolding.txt of Unicode 16.0, status
// C and S).
#ifndef KIMITOK_UNICODE_CASE_FOLD_HPP_
#define KIMITOK_UNICODE_CASE_FOLD_HPP_

#include "unicode/code_point_set.hpp"

namespace kimitok::unicode {

// `set` and every code point that folds to the same as one of its members.
CodePointSet case_closure(const CodePointSet& set);

}  // namespace kimitok::unicode

#endif  // KIMITOK_UNICODE_CASE_FOLD_HPP_
