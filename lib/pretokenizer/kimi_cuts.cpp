// A piece depends on nothing before it, so a cut is certain where a piece of the whole ends at it
// and where the pieces before it would not end otherwise if the text ended there. What the second
// asks for is that no branch of the pattern (kimi_scanner.cpp) that has come to the cut would go on
// over it, nor have come by backtracking or lookahead from behind it. With a before the cut, b
// behind it and z before a:
//
//   a is Han             A run of Han ends at any other character, but a may be the last character
//                        of another branch's run: a number, which another number continues, or
//                        punctuation or mark, which what is neither space, letter nor number does,
//                        and newlines do.
//   a is a letter        Letters and marks continue it, and an apostrophe may be a contraction's.
//   a is a number        Another number continues it.
//   a is punctuation     It ends before a number, before space that is no newline, and before Han
//                        letters. Other letters it may be the prefix of. A mark may be a letter's.
//   a is a newline       It ends before all but space.
//   a is other space,    The last character of a run of space is a prefix's, or given back by the
//   z is none            lookahead, if something else follows. Alone it is a piece before what it
//                        is not the prefix of: letters and marks, and punctuation if it is a blank.
#include "pretokenizer/kimi_cuts.hpp"

#include <optional>

#include "kimitok/utf8.hpp"
#include "unicode/kimi_classes.hpp"

namespace kimitok {
namespace {

using unicode::kHan;
using unicode::kLower;
using unicode::kNewline;
using unicode::kNumber;
using unicode::kPunctuation;
using unicode::kSpace;
using unicode::kUpper;

struct Character {
  std::size_t begin, end;
  char32_t code_point;
  unsigned classes;

  bool is(unsigned any) const { return (classes & any) != 0; }
  bool is_letter() const { return !is(kNumber | kSpace | kPunctuation); }
  bool is_inner_space() const { return is(kSpace) && !is(kNewline); }
};

std::optional<Character> character_at(std::string_view text, std::size_t at) noexcept {
  if (at >= text.size()) return std::nullopt;
  const utf8::Unit unit = utf8::next(text.substr(at));
  if (unit.kind != utf8::Unit::Kind::valid) return std::nullopt;
  return Character{at, at + unit.size, unit.code_point, unicode::kimi_class(unit.code_point)};
}

std::optional<Character> character_before(std::string_view text, std::size_t end) noexcept {
  constexpr std::size_t kMaxBytes = 4;
  std::size_t begin = end;
  while (begin > 0 && end - begin < kMaxBytes) {
    if ((static_cast<unsigned char>(text[--begin]) & 0xC0) != 0x80) break;
  }
  const auto character = character_at(text, begin);
  if (!character || character->end != end) return std::nullopt;
  return character;
}

bool ends_han(const Character& a, const Character& b) noexcept {
  if (b.is(kHan)) return false;
  if (a.is_letter()) return true;
  if (a.is(kNumber)) return !b.is(kNumber);
  return b.is(kNumber) || b.is_inner_space();
}

bool ends_punctuation(const Character& a, const Character& b) noexcept {
  const bool is_mark = a.is(kUpper | kLower);
  return !is_mark && (b.is(kNumber) || b.is_inner_space() || (b.is(kHan) && b.is_letter()));
}

bool ends_lone_space(const Character& a, const Character& b) noexcept {
  if (b.is(kSpace | kUpper | kLower)) return false;
  return a.code_point != U' ' || !b.is(kPunctuation);
}

bool ends(const Character& a, const Character& b) noexcept {
  if (a.is(kHan)) return ends_han(a, b);
  if (a.is(kNewline)) return !b.is(kSpace);
  if (a.is(kNumber)) return !b.is(kNumber);
  if (a.is(kPunctuation)) return ends_punctuation(a, b);
  return !b.is(kUpper | kLower) && b.code_point != U'\'';
}

}  // namespace

KimiCut kimi_cut(std::string_view text, std::size_t at) noexcept {
  const auto b = character_at(text, at);
  if (!b) return {};
  const auto a = character_before(text, at);
  if (!a) return {};
  if (!a->is_inner_space()) return ends(*a, *b) ? KimiCut{a->begin, b->end} : KimiCut{};
  if (!ends_lone_space(*a, *b)) return {};
  const auto z = character_before(text, a->begin);
  if (!z || z->is(kSpace)) return {};
  return {z->begin, b->end};
}

}  // namespace kimitok
