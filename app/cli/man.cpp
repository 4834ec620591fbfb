#include <fmt/core.h>

#include <cstdint>

#include "cli/generate.hpp"
#include "cli/prose.hpp"

namespace kimitok::cli {
namespace {

constexpr std::string_view kFirstLine =
    ".\\\" Made by `kimitok generate man`; edit app/cli/table instead.\n";

// The code point that begins `text`, which is shortened by it. Requires: valid UTF-8, longer than
// ASCII.
std::uint32_t take_code_point(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  std::uint32_t code_point = lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    code_point = code_point << 6 | (static_cast<unsigned char>(text[i]) & 0x3Fu);
  }
  text.remove_prefix(length);
  return code_point;
}

std::string_view escape_of(char c) {
  switch (c) {
    case '\\':
      return "\\e";
    case '-':
      return "\\-";
    case '\'':
      return "\\(aq";
    case '`':
      return "\\(ga";
    case '^':
      return "\\(ha";
    case '~':
      return "\\(ti";
    default:
      return {};
  }
}

// Text that groff sets as it is: hyphens stay hyphens that can be copied, and no line is a request.
std::string literal(std::string_view text) {
  std::string out;
  bool begins_line = true;
  while (!text.empty()) {
    const char c = text[0];
    if (static_cast<unsigned char>(c) >= 0x80) {
      out += fmt::format("\\[u{:04X}]", take_code_point(text));
      continue;
    }
    if (begins_line && (c == '.' || c == '\'')) out += "\\&";
    begins_line = c == '\n';
    const std::string_view escape = escape_of(c);
    out += escape.empty() ? std::string_view(&c, 1) : escape;
    text.remove_prefix(1);
  }
  return out;
}

std::string bold(std::string_view text) { return fmt::format("\\fB{}\\fR", literal(text)); }
std::string italic(std::string_view text) { return fmt::format("\\fI{}\\fR", literal(text)); }

std::string set(std::string_view prose) {
  std::string out;
  for (const std::string_view paragraph : paragraphs_of(prose)) {
    if (!out.empty()) out += ".PP\n";
    for (const Span& span : spans_of(paragraph)) {
      out += span.bold ? bold(span.text) : literal(span.text);
    }
    out += '\n';
  }
  return out;
}

std::string title(std::string_view page, std::string_view name, std::string_view summary) {
  // A summary as NAME wants it: "encode \- turn text into token ids"
  std::string what(summary.substr(0, summary.size() - 1));
  if (what.size() > 1 && what[1] >= 'a' && what[1] <= 'z') {
    what[0] = static_cast<char>(what[0] | 0x20);
  }
  return fmt::format("{}.TH {} 1 \"\" \"kimitok {}\" \"User Commands\"\n.SH NAME\n{} \\- {}\n",
                     kFirstLine, literal(page), KIMITOK_VERSION, literal(name), literal(what));
}

std::string flag_entry(const Flag& flag) {
  std::string out = ".TP\n";
  if (flag.letter != '\0') out += bold(fmt::format("-{}", flag.letter)) + ", ";
  out += bold(fmt::format("--{}", flag.name));
  if (flag.takes_value()) {
    const std::string value = italic(flag.value_name);
    out += flag.value_is_optional ? fmt::format("[={}]", value) : fmt::format(" {}", value);
  }
  out += '\n' + set(flag.summary);
  if (!flag.detail.empty()) out += set(flag.detail);
  return out;
}

std::string flag_entries(const FlagGroup& group) {
  std::string out = fmt::format(".SS {}\n", literal(group.title));
  for (const Flag& flag : group.flags) out += flag_entry(flag);
  return out;
}

std::string examples_section(std::span<const Example> examples) {
  std::string out = examples.empty() ? "" : ".SH EXAMPLES\n";
  for (const Example& example : examples) {
    if (!example.note.empty()) out += fmt::format(".PP\n{}:\n", literal(example.note));
    out += fmt::format(".PP\n.RS 4\n.nf\n{}\n", bold(example.command));
    if (!example.output.empty()) out += literal(example.output) + '\n';
    out += ".fi\n.RE\n";
  }
  return out;
}

std::string rows_section(std::string_view name, std::span<const Row> table) {
  std::string out = fmt::format(".SH {}\n", name);
  for (const Row& row : table) out += fmt::format(".TP\n{}\n{}", bold(row.name), set(row.meaning));
  return out;
}

std::string common_end() {
  return rows_section("EXIT STATUS", exit_statuses()) + rows_section("ENVIRONMENT", environment());
}

// "[FILE...]": words in capitals are set as variables, everything else is typed as it is.
std::string operands_of(std::string_view operands) {
  const bool variable =
      operands.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
  return variable ? italic(operands) : bold(operands);
}

}  // namespace

std::string man_page() {
  std::string out = title("KIMITOK", "kimitok", program_summary());
  out += fmt::format(".SH SYNOPSIS\n{} [{}] {} [{}] [{}]\n", bold("kimitok"), italic("FLAGS"),
                     italic("COMMAND"), italic("FLAGS"), italic("OPERANDS"));
  out += ".SH DESCRIPTION\n" + set(program_description()) + ".SH COMMANDS\n";
  std::string pages;
  for (const Command& command : commands()) {
    if (command.hidden) continue;
    const std::string page = bold(fmt::format("kimitok-{}", command.name)) + "(1)";
    out += fmt::format(".TP\n{}\n{}", page, set(command.summary));
    pages += fmt::format("{}{}", pages.empty() ? "" : ",\n", page);
  }
  out += ".SH FLAGS\n" + flag_entries(global_flags());
  return out + examples_section(program_examples()) + common_end() + ".SH SEE ALSO\n" + pages +
         '\n';
}

std::string man_page(const Command& command) {
  const std::string name = fmt::format("kimitok-{}", command.name);
  std::string page_title = fmt::format("KIMITOK-{}", command.name);
  for (char& c : page_title) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c & ~0x20);
  }
  std::string out = title(page_title, name, command.summary);
  out += fmt::format(".SH SYNOPSIS\n{} [{}]", bold(fmt::format("kimitok {}", command.name)),
                     italic("FLAGS"));
  if (!command.operands.empty()) out += ' ' + operands_of(command.operands);
  out += "\n.SH DESCRIPTION\n" + set(command.description) + ".SH FLAGS\n";
  for (const FlagGroup& group : command.groups) out += flag_entries(group);
  out += examples_section(command.examples);
  if (!command.notes.empty()) out += ".SH NOTES\n" + set(command.notes);
  return out + common_end() + ".SH SEE ALSO\n" + bold("kimitok") + "(1)\n";
}

}  // namespace kimitok::cli
