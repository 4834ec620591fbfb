#include "reference/naive_splitter.hpp"

#include <limits>
#include <stdexcept>
#include <string>

#include "reference/golden_classes.hpp"

namespace kimitok::reference {
namespace {

constexpr unsigned kHan = 1, kLetter = 2, kNumber = 4, kUpper = 8, kLower = 16, kSpace = 32;
constexpr unsigned kNewline = 64, kBlank = 128;

constexpr std::size_t kUnlimited = std::numeric_limits<std::size_t>::max();

}  // namespace

struct NaiveSplitter::Element {
  enum class Kind { positive, negative, contraction, no_non_space_follows } kind;
  unsigned classes = 0;  // one of these, or none of these
  std::size_t min = 1, max = 1;
};

namespace {

using Element = NaiveSplitter::Element;
using Kind = Element::Kind;

const Element kPrefix{Kind::negative, kNewline | kLetter | kNumber, 0, 1};
const Element kContraction{Kind::contraction};

// In the order of the pattern.
const std::vector<std::vector<Element>> kBranches = {
    {{Kind::positive, kHan, 1, kUnlimited}},
    {kPrefix,
     {Kind::positive, kUpper, 0, kUnlimited},
     {Kind::positive, kLower, 1, kUnlimited},
     kContraction},
    {kPrefix,
     {Kind::positive, kUpper, 1, kUnlimited},
     {Kind::positive, kLower, 0, kUnlimited},
     kContraction},
    {{Kind::positive, kNumber, 1, 3}},
    {{Kind::positive, kBlank, 0, 1},
     {Kind::negative, kSpace | kLetter | kNumber, 1, kUnlimited},
     {Kind::positive, kNewline, 0, kUnlimited}},
    {{Kind::positive, kSpace, 0, kUnlimited}, {Kind::positive, kNewline, 1, kUnlimited}},
    {{Kind::positive, kSpace, 1, kUnlimited}, {Kind::no_non_space_follows}},
    {{Kind::positive, kSpace, 1, kUnlimited}},
};

}  // namespace

struct NaiveSplitter::Text {
  std::u32string characters;
  std::vector<unsigned> classes;

  static bool is_form(char32_t c, char letter) {
    const auto lower = static_cast<char32_t>(letter);
    return c == lower || c == lower - ('a' - 'A') || (letter == 's' && c == 0x17F);
  }

  // How many characters of (?i:'s|'t|'re|'ve|'m|'ll|'d)? match.
  std::size_t contraction(std::size_t at) const {
    for (const std::string_view letters : {"s", "t", "re", "ve", "m", "ll", "d"}) {
      if (at + letters.size() >= characters.size() || characters[at] != '\'') continue;
      bool matches = true;
      for (std::size_t i = 0; i < letters.size(); ++i) {
        matches = matches && is_form(characters[at + 1 + i], letters[i]);
      }
      if (matches) return 1 + letters.size();
    }
    return 0;
  }

  bool is_one(std::size_t at, const Element& element) const {
    const bool is_member = (classes[at] & element.classes) != 0;
    return is_member == (element.kind == Kind::positive);
  }

  // Where a match of the elements from `element` on, starting at `at`, ends.
  std::optional<std::size_t> match(const std::vector<Element>& branch, std::size_t element,
                                   std::size_t at) const {
    if (element == branch.size()) return at;
    const Element& now = branch[element];
    if (now.kind == Kind::no_non_space_follows) {
      const bool follows = at < classes.size() && (classes[at] & kSpace) == 0;
      return follows ? std::nullopt : match(branch, element + 1, at);
    }
    if (now.kind == Kind::contraction) return match(branch, element + 1, at + contraction(at));
    std::size_t most = 0;
    while (most < now.max && at + most < classes.size() && is_one(at + most, now)) ++most;
    for (std::size_t count = most + 1; count-- > now.min;) {
      if (const auto end = match(branch, element + 1, at + count)) return end;
    }
    return std::nullopt;
  }

  std::size_t match_end(std::size_t at) const {
    for (const std::vector<Element>& branch : kBranches) {
      if (const auto end = match(branch, 0, at)) return *end;
    }
    throw std::logic_error("no branch of the pattern matches");
  }
};

NaiveSplitter::NaiveSplitter() : classes_(0x110000) {
  const auto golden = golden_classes();
  const std::pair<const char*, unsigned> bits[] = {
      {"Han", kHan},           {"L", kLetter},          {"N", kNumber},
      {"upper_class", kUpper}, {"lower_class", kLower}, {"space", kSpace},
  };
  for (const auto& [name, bit] : bits) {
    for (const auto& [first, last] : golden.at(name).ranges) {
      for (char32_t c = first; c <= last; ++c) classes_[c] |= static_cast<std::uint8_t>(bit);
    }
  }
  classes_['\r'] |= kNewline;
  classes_['\n'] |= kNewline;
  classes_[' '] |= kBlank;
}

std::vector<std::size_t> NaiveSplitter::split(std::string_view text) const {
  Text read;
  std::vector<std::size_t> offsets;  // of each character
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) {
      const unsigned bits = byte < 0x80 ? 0x7F : byte < 0xE0 ? 0x1F : byte < 0xF0 ? 0x0F : 0x07;
      read.characters += static_cast<char32_t>(byte & bits);
      offsets.push_back(i);
    } else {
      read.characters.back() = read.characters.back() << 6 | (byte & 0x3F);
    }
  }
  for (const char32_t c : read.characters) read.classes.push_back(classes_[c]);
  offsets.push_back(text.size());

  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < read.characters.size();) {
    at = read.match_end(at);
    ends.push_back(offsets[at]);
  }
  return ends;
}

}  // namespace kimitok::reference
