// Unicode 16.0 properties by name, as \p{...} of Rust's regex crate names them.
#ifndef KIMITOK_UNICODE_PROPERTIES_HPP_
#define KIMITOK_UNICODE_PROPERTIES_HPP_

#include <optional>
#include <string_view>

#include "unicode/code_point_set.hpp"

namespace kimitok::unicode {

// The code points of a general category ("Lu", "L", "Uppercase_Letter", "gc=Lu"), a script by its
// long name
// ("Han", "Script=Han", "sc=Han"), a binary property ("White_Space"), or "Any", "ASCII",
// "Assigned". Case, spaces, hyphens and underscores in a name do not matter. Nothing if there is no
// such property.
std::optional<CodePointSet> find_property(std::string_view name);

CodePointSet decimal_digits();   // \d
CodePointSet white_space();      // \s
CodePointSet word_characters();  // \w

}  // namespace kimitok::unicode

#endif  // KIMITOK_UNICODE_PROPERTIES_HPP_
