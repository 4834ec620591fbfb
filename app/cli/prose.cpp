#include "cli/prose.hpp"

#include <fmt/core.h>

namespace kimitok::cli {
namespace {

// UTF-8 code points: the table's prose has no wide characters.
std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (const char c : text) columns += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return columns;
}

}  // namespace

std::vector<Span> spans_of(std::string_view prose) {
  std::vector<Span> spans;
  for (bool bold = false;; bold = !bold) {
    const std::size_t tick = prose.find('`');
    if (tick != 0 && !prose.empty()) spans.push_back({prose.substr(0, tick), bold});
    if (tick == std::string_view::npos) return spans;
    prose.remove_prefix(tick + 1);
  }
}

std::string plain(std::string_view prose) {
  std::string text;
  for (const Span& span : spans_of(prose)) text += span.text;
  return text;
}

std::vector<std::string_view> paragraphs_of(std::string_view prose) {
  constexpr std::string_view kBreak = "\n\n";
  std::vector<std::string_view> paragraphs;
  while (!prose.empty()) {
    const std::size_t end = prose.find(kBreak);
    paragraphs.push_back(prose.substr(0, end));
    if (end == std::string_view::npos) break;
    prose.remove_prefix(end + kBreak.size());
  }
  return paragraphs;
}

std::string wrapped(std::string_view prose, std::size_t indent, std::size_t width) {
  std::string out;
  for (const std::string_view paragraph : paragraphs_of(prose)) {
    if (!out.empty()) out += '\n';
    const std::string text = plain(paragraph);
    std::size_t column = 0;
    for (std::string_view rest = text; !rest.empty();) {
      const std::string_view word = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(rest.size(), word.size() + 1));
      const std::size_t columns = columns_of(word);
      if (column != 0 && column + 1 + columns > width) {
        out += '\n';
        column = 0;
      }
      out += column == 0 ? std::string(indent, ' ') : std::string(1, ' ');
      column += (column == 0 ? indent : 1) + columns;
      out += word;
    }
    out += '\n';
  }
  return out;
}

std::string spelled(const Flag& flag) {
  const std::string letter = flag.letter == '\0' ? "    " : fmt::format("-{}, ", flag.letter);
  if (!flag.takes_value()) return fmt::format("{}--{}", letter, flag.name);
  const std::string_view form = flag.value_is_optional ? "{}--{}[={}]" : "{}--{} {}";
  return fmt::format(fmt::runtime(form), letter, flag.name, flag.value_name);
}

}  // namespace kimitok::cli
