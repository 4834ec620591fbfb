#include "pretokenizer/regex_class.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "unicode/case_fold.hpp"
#include "unicode/properties.hpp"

namespace kimitok {
namespace {

using unicode::CodePointRange;
using unicode::CodePointSet;

constexpr int kMaxNesting = 50;

CodePointSet folded(CodePointSet set, CaseMode mode) {
  return mode == CaseMode::insensitive ? unicode::case_closure(set) : std::move(set);
}

RegexAtom literal_atom(char32_t c, CaseMode mode) {
  return {folded(CodePointSet({c, c}), mode), c};
}

Result<RegexAtom> hexadecimal(RegexCursor& cursor, std::size_t digits, CaseMode mode,
                              std::size_t start) {
  std::string_view text = cursor.rest().substr(0, digits);
  if (cursor.take("{")) {
    auto braced = cursor.take_until("}", "an escape without its closing brace");
    if (!braced) return fail(std::move(braced).error());
    text = *braced;
    digits = text.size();
  } else {
    cursor.take(text);
  }
  char32_t value = 0;
  const bool is_hex = std::all_of(text.begin(), text.end(), [&value](char c) {
    const std::size_t digit =
        std::string_view("0123456789abcdef").find(static_cast<char>(c | 0x20));
    value = value * 16 + static_cast<char32_t>(digit);
    return digit != std::string_view::npos && value <= 0x10FFFF;
  });
  if (!is_hex || text.empty() || text.size() != digits || (value >= 0xD800 && value <= 0xDFFF)) {
    return RegexCursor::unsupported("an escape that is not a code point's number", start);
  }
  return literal_atom(value, mode);
}

Result<RegexAtom> property(RegexCursor& cursor, bool negated, CaseMode mode, std::size_t start) {
  std::string_view name = cursor.rest().substr(0, 1);
  if (cursor.take("{")) {
    auto braced = cursor.take_until("}", "a property without its closing brace");
    if (!braced) return fail(std::move(braced).error());
    name = *braced;
  } else {
    cursor.take(name);
  }
  auto set = unicode::find_property(name);
  if (!set) return RegexCursor::unsupported(fmt::format("the property \"{}\"", name), start);
  set = folded(*std::move(set), mode);
  return RegexAtom{negated ? set->complement() : *std::move(set), std::nullopt};
}

std::optional<CodePointSet> perl_class(char32_t letter) {
  switch (letter) {
    case 'd':
      return unicode::decimal_digits();
    case 'D':
      return unicode::decimal_digits().complement();
    case 's':
      return unicode::white_space();
    case 'S':
      return unicode::white_space().complement();
    case 'w':
      return unicode::word_characters();
    case 'W':
      return unicode::word_characters().complement();
    default:
      return std::nullopt;
  }
}

std::optional<char32_t> control_escape(char32_t letter) {
  constexpr std::u32string_view kLetters = U"aftnrv";
  constexpr std::u32string_view kControls = U"\a\f\t\n\r\v";
  const std::size_t at = kLetters.find(letter);
  if (at == std::u32string_view::npos) return std::nullopt;
  return kControls[at];
}

// is_escapeable_character() of regex-syntax: ASCII but letters, digits and the angle brackets.
bool may_be_escaped(char32_t c) {
  const bool is_alphanumeric =
      (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return c < 0x80 && !is_alphanumeric && c != '<' && c != '>';
}

// Reads one bracketed class. && and -- have the same precedence, a sequence of items binds tighter,
// and operators associate to the left, as in regex-syntax.
class BracketedClass {
 public:
  BracketedClass(RegexCursor& cursor, CaseMode mode, int nesting)
      : cursor_(cursor), mode_(mode), nesting_(nesting), start_(cursor.offset()) {}

  Result<CodePointSet> read() {
    if (nesting_ > kMaxNesting) return RegexCursor::unsupported("so deeply nested a class", start_);
    cursor_.take("[");
    const bool negated = cursor_.take("^");
    bool may_be_literal = true;  // a hyphen or ] that begins the class is itself
    while (may_be_literal || !cursor_.at("]")) {
      if (cursor_.at_end()) return RegexCursor::unsupported("a class without its end", start_);
      auto done = read_item(may_be_literal);
      if (!done) return fail(std::move(done).error());
      may_be_literal = false;
    }
    cursor_.take("]");
    if (auto done = apply_pending(); !done) return fail(std::move(done).error());
    CodePointSet set = folded(std::move(left_), mode_);
    return negated ? set.complement() : set;
  }

 private:
  enum class Operation { none, intersection, difference };

  Result<void> read_item(bool is_first) {
    const std::size_t offset = cursor_.offset();
    if (cursor_.at("~~")) return RegexCursor::unsupported("a symmetric difference", offset);
    if (cursor_.at("[:")) return RegexCursor::unsupported("a POSIX class", offset);
    if (cursor_.at("[")) {
      auto nested = BracketedClass(cursor_, mode_, nesting_ + 1).read();
      if (!nested) return fail(std::move(nested).error());
      add(*nested);
      return {};
    }
    if (!is_first && (cursor_.at("&&") || cursor_.at("--"))) {
      if (auto done = apply_pending(); !done) return done;
      pending_ = cursor_.at("&&") ? Operation::intersection : Operation::difference;
      operator_offset_ = offset;
      cursor_.take(cursor_.rest().substr(0, 2));
      return {};
    }
    if (cursor_.at("&&") || cursor_.at("--") || (is_first && cursor_.at("]-"))) {
      return RegexCursor::unsupported("an operator without a left side", offset);
    }
    return read_range();
  }

  Result<void> read_range() {
    const std::size_t offset = cursor_.offset();
    auto first = read_primitive();
    if (!first) return fail(std::move(first).error());
    const std::string_view rest = cursor_.rest();
    const bool is_range =
        rest.starts_with('-') && !rest.starts_with("-]") && !rest.starts_with("--");
    if (!is_range) {
      add(first->set);
      return {};
    }
    cursor_.take("-");
    if (cursor_.at_end() || cursor_.at("[")) {
      return RegexCursor::unsupported("a range without an end", offset);
    }
    auto last = read_primitive();
    if (!last) return fail(std::move(last).error());
    if (!first->literal || !last->literal || *first->literal > *last->literal) {
      return RegexCursor::unsupported("a range that does not go up from one character to another",
                                      offset);
    }
    add(CodePointSet({*first->literal, *last->literal}));
    return {};
  }

  Result<RegexAtom> read_primitive() {
    if (cursor_.at("\\")) return read_escape(cursor_, mode_);
    return literal_atom(cursor_.take_code_point(), CaseMode::sensitive);
  }

  void add(const CodePointSet& set) {
    items_ = items_.united_with(set);
    has_items_ = true;
  }

  // Makes the items read since the last operator its right side.
  Result<void> apply_pending() {
    if (!has_items_)
      return RegexCursor::unsupported("an operator without a side", operator_offset_);
    if (pending_ == Operation::none) {
      left_ = std::move(items_);
    } else {
      // regex-syntax folds both sides before it combines them.
      left_ = folded(std::move(left_), mode_);
      items_ = folded(std::move(items_), mode_);
      left_ = pending_ == Operation::intersection ? left_.intersected_with(items_)
                                                  : left_.without(items_);
    }
    items_ = {};
    has_items_ = false;
    return {};
  }

  RegexCursor& cursor_;
  CaseMode mode_;
  int nesting_;
  std::size_t start_;
  CodePointSet left_, items_;
  bool has_items_ = false;
  Operation pending_ = Operation::none;
  std::size_t operator_offset_ = 0;
};

// U+10FFFF and its like are unassigned, so the form without it is the one whose ranges are letters.
bool is_better_negated(const CodePointSet& set) {
  return set.contains(0x10FFFF) && !set.complement().is_empty();
}

}  // namespace

Result<RegexAtom> read_escape(RegexCursor& cursor, CaseMode mode) {
  const std::size_t start = cursor.offset();
  cursor.take("\\");
  if (cursor.at_end()) return RegexCursor::unsupported("a backslash without a character", start);
  const char32_t c = cursor.take_code_point();
  if (c == 'p' || c == 'P') return property(cursor, c == 'P', mode, start);
  if (c == 'x') return hexadecimal(cursor, 2, mode, start);
  if (c == 'u') return hexadecimal(cursor, 4, mode, start);
  if (auto set = perl_class(c)) return RegexAtom{*std::move(set), std::nullopt};
  if (const auto control = control_escape(c)) return literal_atom(*control, mode);
  if (may_be_escaped(c)) return literal_atom(c, mode);
  if (c >= '0' && c <= '9') {
    return RegexCursor::unsupported("a backreference or octal escape", start);
  }
  return RegexCursor::unsupported(fmt::format("the escape {}", cursor.text_from(start)), start);
}

Result<CodePointSet> read_bracketed_class(RegexCursor& cursor, CaseMode mode) {
  return BracketedClass(cursor, mode, 1).read();
}

std::string to_pcre2_class(const CodePointSet& set) {
  const bool negated = is_better_negated(set);
  std::vector<CodePointRange> ranges = negated ? set.complement().ranges() : set.ranges();
  // PCRE2 compares with one range after the other: the largest, Han and Hangul, come first.
  std::stable_sort(ranges.begin(), ranges.end(), [](CodePointRange a, CodePointRange b) {
    return a.last - a.first > b.last - b.first;
  });
  std::string text = negated ? "[^" : "[";
  for (const CodePointRange range : ranges) {
    const auto first = static_cast<std::uint32_t>(range.first);
    const auto last = static_cast<std::uint32_t>(range.last);
    fmt::format_to(std::back_inserter(text), "\\x{{{:x}}}", first);
    if (last != first) fmt::format_to(std::back_inserter(text), "-\\x{{{:x}}}", last);
  }
  return text + "]";
}

}  // namespace kimitok
