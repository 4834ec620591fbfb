// Writes a split pattern in PCRE2's syntax.
#ifndef KIMITOK_PRETOKENIZER_REGEX_TRANSLATION_HPP_
#define KIMITOK_PRETOKENIZER_REGEX_TRANSLATION_HPP_

#include <string>
#include <string_view>

#include "kimitok/error.hpp"

namespace kimitok {

// A pattern for pcre2_compile() with PCRE2_UTF that finds what `pat_str` finds under Rust's regex
// and fancy-regex crates. Every class is written as ranges of code points: PCRE2 has another
// version of Unicode, reads \p{Han} as Script_Extensions and has no set operations.
//
// Understood: literals and escapes, `.`, \d \D \s \S \w \W, \p{..} \P{..}, bracketed classes with
// nesting, negation, && and --, groups (all made non-capturing, (?>..) kept), |, the greedy, lazy
// and possessive quantifiers, lookahead and lookbehind, ^ $ \A \z, and the flag i. Fails with
// `model_unsupported`, naming the construct and its offset, on anything else, on the unlimited
// repetition of something that can be empty (engines differ there), and on a pattern that can match
// the empty string.
Result<std::string> to_pcre2(std::string_view pat_str);

}  // namespace kimitok

#endif  // KIMITOK_PRETOKENIZER_REGEX_TRANSLATION_HPP_
