// The pattern's branches, tried in order as the regex does, with what backtracking would find
// computed while the run is read once:
//
//   1  [\p{Han}]+
//   2  P? U* L+ (contraction)?      P [^\r\n\p{L}\p{N}], U upper, L lower class, neither with Han;
//   3  P? U+ L* (contraction)?      modifier and other letters and marks are in both U and L
//   4  \p{N}{1,3}
//   5   ?[^\s\p{L}\p{N}]+[\r\n]*
//   6  \s*[\r\n]+     7  \s+(?!\S)     8  \s+
//
// Branch 2 after a run of U: if a letter of L follows, L+ goes on from there. Otherwise U* gives
// back characters until one of them is in L: the last of the run that is in both classes; what
// follows it is in U alone, so L+ ends with it. If the run has none, branch 3 takes the run.
//
// Why a whole segment takes linear time: no branch reads a run more than once, and what a piece
// leaves of a run it has read is read at most twice more. Behind the last character of both classes
// stands a run of U alone, which the next piece takes whole. Behind a run's last newline stands
// space without a newline, of which the next piece takes all but at most one character.
#include "pretokenizer/kimi_scanner.hpp"

#include "unicode/kimi_classes.hpp"
#include "unicode/wide_character.hpp"

namespace kimitok {
namespace {

using unicode::kHan;
using unicode::kLower;
using unicode::kNewline;
using unicode::kNumber;
using unicode::kPrefix;
using unicode::kPunctuation;
using unicode::kSpace;
using unicode::kUpper;

using Byte = unsigned char;

struct Character {
  unsigned classes;  // 0 only at the end of the text
  unsigned size;
};

class Scanner {
 public:
  explicit Scanner(const Byte* end) noexcept : end_(end) {}

  const Byte* piece_end(const Byte* start) const noexcept {
    const Character first = character_at(start);
    const Byte* const second = start + first.size;
    if ((first.classes & kHan) != 0) return skip(second, kHan);

    const bool is_letter_or_mark = (first.classes & (kUpper | kLower)) != 0;
    if ((first.classes & kPrefix) != 0) {
      const CaseRun run = case_run(second);
      // A mark could be the prefix, or the whole of branch 2, which is tried before branch 3.
      const Byte* const end = is_letter_or_mark && !run.ends_in_lower ? second : run.end;
      if (is_letter_or_mark || end != second) return contraction_end(end);
    } else if (is_letter_or_mark) {
      return contraction_end(case_run(start).end);
    }

    if ((first.classes & kNumber) != 0) return number_end(second);
    if ((first.classes & kPunctuation) != 0) return skip(skip(second, kPunctuation), kNewline);
    if (*start == ' ' && (character_at(second).classes & kPunctuation) != 0) {
      return skip(skip(second, kPunctuation), kNewline);
    }
    return space_end(start);
  }

 private:
  struct CaseRun {
    const Byte* end;     // where it started if there is no run
    bool ends_in_lower;  // branch 2 found it
  };

  Character character_at(const Byte* at) const noexcept {
    if (at == end_) return {0, 0};
    if (*at < 0x80) return {unicode::kimi_ascii_class(*at), 1};
    return {unicode::kimi_class(unicode::wide_character(at)), unicode::wide_size(*at)};
  }

  // The end of the characters from `at` on that are in one of `classes`.
  const Byte* skip(const Byte* at, unsigned classes) const noexcept {
    while (true) {
      const Character c = character_at(at);
      if ((c.classes & classes) == 0) return at;
      at += c.size;
    }
  }

  // Branches 2 and 3 from `start`, the prefix and the contraction apart.
  CaseRun case_run(const Byte* start) const noexcept {
    const Byte* at = start;
    const Byte* behind_last_lower = nullptr;
    Character c = character_at(at);
    while ((c.classes & kUpper) != 0) {
      at += c.size;
      if ((c.classes & kLower) != 0) behind_last_lower = at;
      c = character_at(at);
    }
    if ((c.classes & kLower) != 0) return {skip(at + c.size, kLower), true};
    if (behind_last_lower != nullptr) return {behind_last_lower, true};
    return {at, false};
  }

  // (?i:'s|'t|'re|'ve|'m|'ll|'d)? from `at` on.
  const Byte* contraction_end(const Byte* at) const noexcept {
    if (end_ - at < 2 || *at != '\'') return at;
    const auto letter = [at](int i) { return static_cast<Byte>(at[i] | 0x20); };
    const Byte first = letter(1);
    if (first == 's' || first == 't' || first == 'm' || first == 'd') return at + 2;
    if (end_ - at < 3) return at;
    if (at[1] == 0xC5 && at[2] == 0xBF) return at + 3;  // U+017F, a form of s
    const Byte second = letter(2);
    const bool two_letters = (first == 'r' && second == 'e') || (first == 'v' && second == 'e') ||
                             (first == 'l' && second == 'l');
    return two_letters ? at + 3 : at;
  }

  const Byte* number_end(const Byte* second) const noexcept {
    const Byte* at = second;
    for (int more = 0; more < 2; ++more) {
      const Character c = character_at(at);
      if ((c.classes & kNumber) == 0) break;
      at += c.size;
    }
    return at;
  }

  // Branches 6 to 8. Requires: a space is at `start`.
  const Byte* space_end(const Byte* start) const noexcept {
    const Byte* at = start;
    const Byte* last = start;  // the run's last character
    const Byte* behind_newline = nullptr;
    for (Character c = character_at(at); (c.classes & kSpace) != 0; c = character_at(at)) {
      last = at;
      at += c.size;
      if ((c.classes & kNewline) != 0) behind_newline = at;
    }
    if (behind_newline != nullptr) return behind_newline;
    if (at == end_ || last == start) return at;
    return last;
  }

  const Byte* end_;
};

}  // namespace

std::size_t kimi_piece_end(std::string_view segment, std::size_t from) noexcept {
  const auto* const text = reinterpret_cast<const Byte*>(segment.data());
  const Scanner scanner(text + segment.size());
  return static_cast<std::size_t>(scanner.piece_end(text + from) - text);
}

}  // namespace kimitok
