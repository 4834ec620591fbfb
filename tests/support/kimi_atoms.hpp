// Characters and short strings that touch all that Kimi's pattern tells apart.
#ifndef KIMITOK_TESTS_SUPPORT_KIMI_ATOMS_HPP_
#define KIMITOK_TESTS_SUPPORT_KIMI_ATOMS_HPP_

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace kimitok::test {

// One character for each way the classes of the pattern combine, and all that contractions, line
// ends and the scanners' short cuts tell apart.
inline constexpr std::string_view kKimiAtoms[] = {
    "a",          "s",          "t",          "l",          "A",         "S",  "'", "'s", "'LL",
    "'re",        "'\u017F",    " ",          "\t",         "\n",        "\r", "1", "!",
    "\u0301",                                            // a mark
    "\u4E2D",                                            // Han
    "\u3007",                                            // Han and a number
    "\u2E80",                                            // Han and punctuation
    "\u3042",                                            // a letter without case
    "\uD55C",                                            // Hangul
    "\uD7A4",                                            // nothing, next to Hangul
    "\u4DC0",                                            // a symbol, next to Han
    "\uA000",     "\uA640",                              // a letter and a capital, next to both
    "\u0410",     "\u0430",     "\u01C5",     "\u02B0",  // Cyrillic; title case; a modifier
    "\u0661",                                            // a number of two bytes
    "\u3000",     "\u0085",     "\u2028",                // space
    "\u3002",                                            // punctuation
    "\u3099",                                            // a mark of three bytes
    "\U0001F600", "\U00020000", "\U00010400", "\U00010428", "\U0001D7CE"};
inline constexpr std::size_t kKimiAtomCount = std::size(kKimiAtoms);

// One of each kind of character that the pattern tells apart, those outside Han that are letters or
// marks first, and `more`.
inline std::vector<std::string> kinds_of_characters(const std::string& more) {
  return {
      "A",           // Lu
      "a",           // Ll
      "\u01C5",      // Lt
      "\u02B0",      // Lm
      "\u05D0",      // Lo
      "\u0301",      // M
      "\u4E2D",      // Lo, Han
      "\u3005",      // Lm, Han
      "\u3007",      // N, Han
      "\u2E80",      // So, Han
      "\U00016FF0",  // M, Han
      "1",           // N
      " ",
      "\t",  // space that is no blank
      "\n",         "\r", "'", "!", "s",
      "\u017F",  // a form of s
      more,
  };
}

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_KIMI_ATOMS_HPP_
