#include "pretokenizer/regex_translation.hpp"

#include <fmt/core.h>

#include "kimitok/utf8.hpp"
#include "pretokenizer/regex_class.hpp"
#include "pretokenizer/regex_cursor.hpp"
#include "unicode/case_fold.hpp"

namespace kimitok {
namespace {

using unicode::CodePointSet;

constexpr int kMaxNesting = 50;
constexpr long kMaxCount = 1000;

// A part of the pattern in PCRE2's syntax.
struct Part {
  std::string text;
  bool can_be_empty = false;
  bool is_assertion = false;
};

struct Quantifier {
  std::string text;  // empty: none
  bool can_be_zero = false;
  bool is_unlimited = false;
};

struct GroupKind {
  std::string_view opening;  // as it stands in the pattern
  std::string_view written;
  bool is_assertion;
};

constexpr GroupKind kGroupKinds[] = {
    {"(?:", "(?:", false}, {"(?>", "(?>", false},  {"(?=", "(?=", true},
    {"(?!", "(?!", true},  {"(?<=", "(?<=", true}, {"(?<!", "(?<!", true},
};

class Translator {
 public:
  explicit Translator(std::string_view pat_str) : cursor_(pat_str) {}

  Result<std::string> translate() {
    auto whole = alternation(CaseMode::sensitive, 0);
    if (!whole) return fail(std::move(whole).error());
    if (!cursor_.at_end()) {
      return RegexCursor::unsupported("a closing parenthesis without its group", cursor_.offset());
    }
    if (whole->can_be_empty) {
      return fail(ErrorCode::model_unsupported,
                  "a split pattern that can match the empty string is not supported");
    }
    return std::move(whole->text);
  }

 private:
  // Up to the group's closing parenthesis or the pattern's end. A flag set on the way, as in (?i),
  // holds for the rest of the group, further alternatives included.
  Result<Part> alternation(CaseMode mode, int nesting) {
    Part whole;
    if (nesting > kMaxNesting) {
      return RegexCursor::unsupported("so deeply nested a group", cursor_.offset());
    }
    do {
      auto branch = concatenation(mode, nesting);
      if (!branch) return branch;
      if (!whole.text.empty()) whole.text += '|';
      whole.text += branch->text;
      whole.can_be_empty |= branch->can_be_empty;
    } while (cursor_.take("|"));
    return whole;
  }

  Result<Part> concatenation(CaseMode& mode, int nesting) {
    Part whole;
    whole.can_be_empty = true;
    while (!cursor_.at_end() && !cursor_.at("|") && !cursor_.at(")")) {
      if (take_flag(mode)) continue;
      const std::size_t offset = cursor_.offset();
      auto part = single(mode, nesting);
      if (!part) return part;
      auto repeated = repetition(*std::move(part), offset);
      if (!repeated) return repeated;
      whole.text += repeated->text;
      whole.can_be_empty &= repeated->can_be_empty;
    }
    // An empty branch needs a text of its own, so that alternation() does not lose its bar.
    if (whole.text.empty()) whole.text = "(?:)";
    return whole;
  }

  bool take_flag(CaseMode& mode) {
    if (cursor_.take("(?i)")) {
      mode = CaseMode::insensitive;
    } else if (cursor_.take("(?-i)")) {
      mode = CaseMode::sensitive;
    } else {
      return false;
    }
    return true;
  }

  Result<Part> repetition(Part part, std::size_t offset) {
    auto quantifier = read_quantifier();
    if (!quantifier) return fail(std::move(quantifier).error());
    if (quantifier->text.empty()) return part;
    if (part.is_assertion) return RegexCursor::unsupported("a quantified assertion", offset);
    // Engines disagree on when a loop over the empty string ends.
    if (quantifier->is_unlimited && part.can_be_empty) {
      return RegexCursor::unsupported("the unlimited repetition of what can be empty", offset);
    }
    part.text += quantifier->text;
    part.can_be_empty |= quantifier->can_be_zero;
    return part;
  }

  Result<Quantifier> read_quantifier() {
    const std::size_t offset = cursor_.offset();
    Quantifier read;
    if (cursor_.take("*")) {
      read = {"*", true, true};
    } else if (cursor_.take("+")) {
      read = {"+", false, true};
    } else if (cursor_.take("?")) {
      read = {"?", true, false};
    } else if (cursor_.take("{")) {
      auto counted = read_counts(offset);
      if (!counted) return counted;
      read = *std::move(counted);
    } else {
      return read;
    }
    if (cursor_.take("?")) {
      read.text += '?';
    } else if (cursor_.take("+")) {
      read.text += '+';
    }
    return read;
  }

  // {n}, {n,} or {n,m}, behind the opening brace.
  Result<Quantifier> read_counts(std::size_t offset) {
    constexpr int kMaxDigits = 4;
    const long min = cursor_.take_number(kMaxDigits);
    const bool has_comma = cursor_.take(",");
    const long max = has_comma ? cursor_.take_number(kMaxDigits) : min;
    const bool is_unlimited = has_comma && max < 0;
    const bool is_ordered = is_unlimited || max >= min;
    if (min < 0 || !is_ordered || min > kMaxCount || max > kMaxCount || !cursor_.take("}")) {
      return RegexCursor::unsupported("a repetition count of this form", offset);
    }
    const std::string maximum = is_unlimited ? "" : fmt::format("{}", max);
    return Quantifier{fmt::format("{{{},{}}}", min, maximum), min == 0, is_unlimited};
  }

  // What a quantifier would apply to.
  Result<Part> single(CaseMode mode, int nesting) {
    const std::size_t offset = cursor_.offset();
    if (cursor_.at("(")) return group(mode, nesting);
    if (cursor_.at("[")) {
      auto set = read_bracketed_class(cursor_, mode);
      if (!set) return fail(std::move(set).error());
      return character_class(*set, offset);
    }
    if (cursor_.at("\\")) return escape(mode);
    for (const std::string_view quantifier : {"*", "+", "?", "{"}) {
      if (cursor_.at(quantifier)) {
        return RegexCursor::unsupported("a quantifier without anything to repeat", offset);
      }
    }
    if (cursor_.take("^")) return Part{"\\A", true, true};
    if (cursor_.take("$")) return Part{"\\z", true, true};
    if (cursor_.take(".")) {
      return character_class(CodePointSet({'\n', '\n'}).complement(), offset);
    }
    const char32_t c = cursor_.take_code_point();
    return literal(c, CodePointSet({c, c}), mode);
  }

  Result<Part> escape(CaseMode mode) {
    const std::size_t offset = cursor_.offset();
    if (cursor_.take("\\A")) return Part{"\\A", true, true};
    if (cursor_.take("\\z")) return Part{"\\z", true, true};
    auto atom = read_escape(cursor_, mode);
    if (!atom) return fail(std::move(atom).error());
    if (atom->literal) return literal(*atom->literal, atom->set, mode);
    return character_class(atom->set, offset);
  }

  static Result<Part> literal(char32_t c, const CodePointSet& set, CaseMode mode) {
    if (mode == CaseMode::insensitive) {
      const CodePointSet forms = unicode::case_closure(set);
      if (forms != CodePointSet({c, c})) return Part{to_pcre2_class(forms)};
    }
    return Part{fmt::format("\\x{{{:x}}}", static_cast<std::uint32_t>(c))};
  }

  static Result<Part> character_class(const CodePointSet& set, std::size_t offset) {
    if (set.is_empty()) return RegexCursor::unsupported("a class without members", offset);
    return Part{to_pcre2_class(set)};
  }

  Result<Part> group(CaseMode mode, int nesting) {
    const std::size_t offset = cursor_.offset();
    auto kind = group_kind(mode);
    if (!kind) return fail(std::move(kind).error());
    auto content = alternation(mode, nesting + 1);
    if (!content) return content;
    if (!cursor_.take(")")) {
      return RegexCursor::unsupported("a group without its end", offset);
    }
    content->text = fmt::format("{}{})", kind->written, content->text);
    content->can_be_empty |= kind->is_assertion;
    content->is_assertion = kind->is_assertion;
    return content;
  }

  // Goes past what opens a group, and sets `mode` for (?i: and (?-i:.
  Result<GroupKind> group_kind(CaseMode& mode) {
    const std::size_t offset = cursor_.offset();
    for (const GroupKind& kind : kGroupKinds) {
      if (cursor_.take(kind.opening)) return kind;
    }
    const GroupKind plain{"(", "(?:", false};
    if (cursor_.take("(?i:")) {
      mode = CaseMode::insensitive;
      return plain;
    }
    if (cursor_.take("(?-i:")) {
      mode = CaseMode::sensitive;
      return plain;
    }
    if (cursor_.take("(?P<") || cursor_.take("(?<")) {
      auto name = cursor_.take_until(">", "a group name without its end");
      if (!name) return fail(std::move(name).error());
      return plain;
    }
    if (cursor_.at("(?") || cursor_.at("(*")) {
      const std::string_view text = cursor_.rest().substr(0, 3);
      const bool is_ascii = text.size() == 3 && static_cast<unsigned char>(text[2]) < 0x80;
      return RegexCursor::unsupported(
          fmt::format("the group {}", is_ascii ? text : text.substr(0, 2)), offset);
    }
    cursor_.take("(");
    return plain;
  }

  RegexCursor cursor_;
};

}  // namespace

Result<std::string> to_pcre2(std::string_view pat_str) {
  if (!utf8::is_valid(pat_str)) {
    return fail(ErrorCode::model_unsupported, "a split pattern that is not UTF-8 is not supported");
  }
  return Translator(pat_str).translate();
}

}  // namespace kimitok
