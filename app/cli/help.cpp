#include "cli/help.hpp"

#include <fmt/core.h>

#include "cli/prose.hpp"

namespace kimitok::cli {
namespace {

enum class Length { brief, full };

constexpr std::size_t kIndent = 2;
constexpr std::size_t kDetailIndent = 10;
constexpr std::size_t kSummaryColumn = 30;

// The name, and the text beside it if there is room, otherwise below it.
std::string entry(std::string_view name, std::string_view text, std::size_t column,
                  std::size_t width) {
  std::string out = fmt::format("{:{}}{}", "", kIndent, name);
  const std::string body = wrapped(text, column, width);
  if (out.size() >= column) return out + '\n' + body;
  out.resize(column, ' ');
  return out + body.substr(column);
}

std::string flag_lines(const FlagGroup& group, Length length, std::size_t width) {
  std::string out = fmt::format("\n{}:\n", group.title);
  for (const Flag& flag : group.flags) {
    if (length == Length::brief) {
      out += entry(spelled(flag), flag.summary, kSummaryColumn, width);
      continue;
    }
    out += fmt::format("{:{}}{}\n", "", kIndent, spelled(flag));
    const std::string text = fmt::format("{} {}", flag.summary, flag.detail);
    out += wrapped(flag.detail.empty() ? flag.summary : text, kDetailIndent, width);
  }
  return out;
}

std::string command_lines(std::size_t width) {
  std::string out = "\nCommands:\n";
  for (const Command& command : commands()) {
    if (!command.hidden) out += entry(command.name, command.summary, 14, width);
  }
  return out;
}

std::string example_lines(std::span<const Example> examples) {
  std::string out = examples.empty() ? "" : "\nExamples:\n";
  for (const Example& example : examples) {
    if (!example.note.empty()) out += fmt::format("  # {}\n", example.note);
    out += fmt::format("  {}\n", example.command);
    if (!example.output.empty()) out += fmt::format("  {}\n", example.output);
  }
  return out;
}

std::string rows(std::string_view title, std::span<const Row> table, std::size_t column,
                 std::size_t width) {
  std::string out = fmt::format("\n{}:\n", title);
  for (const Row& row : table) out += entry(row.name, row.meaning, column, width);
  return out;
}

std::string common_end(std::size_t width) {
  return rows("Exit statuses", exit_statuses(), 12, width) +
         rows("Environment variables", environment(), 20, width);
}

std::string usage(const Command& command) {
  std::string out = fmt::format("usage: kimitok {} [FLAGS]", command.name);
  if (!command.operands.empty()) out += fmt::format(" {}", command.operands);
  return out + '\n';
}

constexpr std::string_view kUsage = "usage: kimitok [FLAGS] COMMAND [FLAGS] [OPERANDS]\n";

}  // namespace

std::string short_help(std::size_t width) {
  return fmt::format("{}\n{}{}{}\nkimitok --help says more; kimitok COMMAND -h lists flags.\n",
                     kUsage, wrapped(program_summary(), 0, width), command_lines(width),
                     example_lines(program_examples()));
}

std::string full_help(std::size_t width) {
  return fmt::format("{}\n{}{}{}{}{}", kUsage, wrapped(program_description(), 0, width),
                     command_lines(width), flag_lines(global_flags(), Length::full, width),
                     example_lines(program_examples()), common_end(width));
}

std::string short_help(const Command& command, std::size_t width) {
  std::string out = fmt::format("{}\n{}", usage(command), wrapped(command.summary, 0, width));
  for (const FlagGroup& group : command.groups) out += flag_lines(group, Length::brief, width);
  return out + fmt::format("\nkimitok {} --help says more.\n", command.name);
}

std::string full_help(const Command& command, std::size_t width) {
  std::string out = fmt::format("{}\n{}\n{}", usage(command), wrapped(command.summary, 0, width),
                                wrapped(command.description, 0, width));
  for (const FlagGroup& group : command.groups) out += flag_lines(group, Length::full, width);
  out += example_lines(command.examples);
  if (!command.notes.empty()) out += "\nNotes:\n" + wrapped(command.notes, kIndent, width);
  return out + common_end(width);
}

}  // namespace kimitok::cli
