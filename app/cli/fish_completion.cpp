#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/generate.hpp"

namespace kimitok::cli {
namespace {

// Inside single quotes.
std::string quoted(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

// Global flags whose value is the next word.
std::string global_value_flags() {
  std::string out;
  for (const Flag& flag : global_flags().flags) {
    if (!flag.takes_value()) continue;
    if (flag.letter != '\0') out += fmt::format(" -{}", flag.letter);
    out += fmt::format(" --{}", flag.name);
  }
  return out;
}

constexpr std::string_view kFunctions = R"script(
# Whether the line's command is the argument.
function __kimitok_using
    set -l command (__kimitok_command)
    and test "$command" = "$argv[1]"
end

# Names of special tokens of the tokenizer that the command line asks for.
function __kimitok_specials
    set -l model
    set -l words (commandline -opc)
    for i in (seq 2 (count $words))
        switch $words[$i]
            case -m --model
                set -q words[(math $i + 1)]
                and set model -m $words[(math $i + 1)]
            case '--model=*'
                set model -m (string replace -- --model= '' $words[$i])
        end
    end
    kimitok inspect --specials=named $model 2>/dev/null | string replace -rf '^[0-9]+\t([^\t]+).*' '$1'
end

# The arguments, after what the word being completed already has of a list separated by commas.
function __kimitok_list
    set -l head (string replace -rf '^[\'"]?(?:--[a-z0-9-]+=)?(.*,).*' '$1' -- (commandline -ct))
    test -n "$head"
    or set head ''
    for name in $argv
        echo $head$name
    end
end

)script";

std::string command_function() {
  return fmt::format(
      "# The command of the line so far; fails if there is none yet.\n"
      "function __kimitok_command\n"
      "    set -l skip no\n"
      "    for word in (commandline -opc)[2..-1]\n"
      "        if test $skip = yes\n"
      "            set skip no\n"
      "            continue\n"
      "        end\n"
      "        switch $word\n"
      "            case{}\n"
      "                set skip yes\n"
      "            case '-*'\n"
      "                continue\n"
      "            case '*'\n"
      "                echo $word\n"
      "                return 0\n"
      "        end\n"
      "    end\n"
      "    return 1\n"
      "end\n",
      global_value_flags());
}

std::string value_part(const Flag& flag) {
  const std::string choices = fmt::format("{}", fmt::join(flag.choices, " "));
  const std::string_view exclusive = flag.value_is_optional ? " -f" : " -x";
  switch (flag.value) {
    case Value::none:
      return {};
    case Value::text:
    case Value::number:
    case Value::choice:
      return choices.empty() ? std::string(exclusive)
                             : fmt::format("{} -a '{}'", exclusive, choices);
    case Value::choice_list:
      return fmt::format("{} -a '(__kimitok_list {})'", exclusive, choices);
    case Value::special:
      return fmt::format("{} -a '(__kimitok_list {} (__kimitok_specials))'", exclusive, choices);
    case Value::file:
    case Value::path:
      return " -r -F";
    case Value::model:
      return " -r -F -a '(kimitok complete models 2>/dev/null)'";
    case Value::directory:
      return " -x -a '(__fish_complete_directories)'";
  }
  return {};
}

std::string flag_line(const Flag& flag, std::string_view condition) {
  std::string out = "complete -c kimitok";
  if (!condition.empty()) out += fmt::format(" -n '{}'", condition);
  if (flag.letter != '\0') out += fmt::format(" -s {}", flag.letter);
  return out + fmt::format(" -l {}{} -d '{}'\n", flag.name, value_part(flag), quoted(flag.summary));
}

std::string operand_line(const Command& command) {
  const std::string begin =
      fmt::format("complete -c kimitok -n '__kimitok_using {}'", command.name);
  switch (command.operand) {
    case Operand::files:
      return begin + " -F\n";
    case Operand::reference:
      return begin + " -a '(kimitok complete models 2>/dev/null)'\n";
    case Operand::names:
      return begin + " -a '(kimitok complete pins 2>/dev/null)'\n";
    case Operand::shell:
      return fmt::format("{} -a '{}'\n", begin, fmt::join(kShells, " "));
    case Operand::command: {
      std::string names;
      for (const Command& other : commands()) {
        if (!other.hidden) names += fmt::format("{}{}", names.empty() ? "" : " ", other.name);
      }
      return fmt::format("{} -a '{}'\n", begin, names);
    }
    case Operand::none:
    case Operand::generate:
    case Operand::candidates:
      return {};
  }
  return {};
}

}  // namespace

std::string fish_completion() {
  std::string out = "# Made by `kimitok generate completions`; edit app/cli/table instead.\n\n";
  out += command_function();
  out += kFunctions;
  out += "complete -c kimitok -f\n";
  for (const Flag& flag : global_flags().flags) out += flag_line(flag, "");
  out += "complete -c kimitok -n 'not __kimitok_command' -l json -d 'With --version: as JSON.'\n";
  for (const Command& command : commands()) {
    if (command.hidden) continue;
    out += fmt::format("complete -c kimitok -n 'not __kimitok_command' -a {} -d '{}'\n",
                       command.name, quoted(command.summary));
  }
  for (const Command& command : commands()) {
    if (command.hidden) continue;
    out += fmt::format("\n{}", operand_line(command));
    for (const FlagGroup& group : command.groups) {
      if (group.flags.data() == global_flags().flags.data()) continue;
      for (const Flag& flag : group.flags) {
        out += flag_line(flag, fmt::format("__kimitok_using {}", command.name));
      }
    }
  }
  return out;
}

}  // namespace kimitok::cli
