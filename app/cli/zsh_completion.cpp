#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/generate.hpp"

namespace kimitok::cli {
namespace {

constexpr std::string_view kBegin = R"script(#compdef kimitok
# Made by `kimitok generate completions`; edit app/cli/table instead.

# Names of special tokens of the tokenizer that the command line asks for, and the arguments.
_kimitok_specials() {
  local -a names=("${(@)argv:#-*}") model
  local i
  for ((i = 2; i < $#_kimitok_line; ++i)); do
    case $_kimitok_line[i] in
      (-m|--model) model=(-m "${(Q)_kimitok_line[i+1]/#\~/$HOME}") ;;
      (--model=*) model=(-m "${${(Q)_kimitok_line[i]#--model=}/#\~/$HOME}") ;;
    esac
  done
  names+=("${(@f)$(kimitok inspect --specials=named $model 2>/dev/null |
    while IFS=$'\t' read -r id name rest; do
      [[ $id == <-> ]] && print -r -- $name
    done)}")
  compset -P '*,'
  compadd -a -- names
}

# What names a tokenizer (models), or the tokenizers of kimitok.lock (pins): the last argument.
_kimitok_names() {
  local -a names=(${(f)"$(kimitok complete $argv[-1] 2>/dev/null)"})
  compadd -a -- names
}

_kimitok_models() {
  _alternative 'files:file:_files' 'models:model:_kimitok_names models'
}

)script";

// Inside single quotes, where _arguments gives brackets and colons a meaning of their own.
std::string quoted(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
      continue;
    }
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string action(const Flag& flag) {
  const std::string choices = fmt::format("{}", fmt::join(flag.choices, " "));
  switch (flag.value) {
    case Value::none:
      return {};
    case Value::text:
      return flag.choices.empty() ? " " : fmt::format("({})", choices);
    case Value::number:
      return " ";
    case Value::choice:
      return fmt::format("({})", choices);
    case Value::choice_list:
      return fmt::format("_values -s , {} {}", flag.value_name, choices);
    case Value::special:
      return choices.empty() ? "_kimitok_specials" : fmt::format("_kimitok_specials {}", choices);
    case Value::file:
    case Value::path:
      return "_files";
    case Value::directory:
      return "_files -/";
    case Value::model:
      return "_kimitok_models";
  }
  return {};
}

std::string spec(const Flag& flag) {
  std::string out = "      ";
  const bool many = flag.times == Times::many;
  const std::string equals = !flag.takes_value() ? "" : flag.value_is_optional ? "=-" : "=";
  if (flag.letter == '\0') {
    out += fmt::format("'{}--{}{}", many ? "*" : "", flag.name, equals);
  } else {
    const std::string excluded = many ? "*" : fmt::format("(-{} --{})", flag.letter, flag.name);
    out += fmt::format("'{}'{{-{}{},--{}{}}}'", excluded, flag.letter,
                       flag.takes_value() ? "+" : "", flag.name, equals);
  }
  out += fmt::format("[{}]", quoted(flag.summary));
  if (flag.takes_value()) {
    out += fmt::format("{}{}:{}", flag.value_is_optional ? "::" : ":", quoted(flag.value_name),
                       action(flag));
  }
  return out + "' \\\n";
}

std::string operand_spec(const Command& command) {
  switch (command.operand) {
    case Operand::files:
      return "      '*:FILE:_files' && ret=0\n";
    case Operand::reference:
      return "      '1:REPO:_kimitok_names models' && ret=0\n";
    case Operand::names:
      return "      '*:NAME:_kimitok_names pins' && ret=0\n";
    case Operand::shell:
      return fmt::format("      '1:SHELL:({})' && ret=0\n", fmt::join(kShells, " "));
    case Operand::command:
      return "      '1:COMMAND:_kimitok_commands' && ret=0\n";
    case Operand::none:
    case Operand::generate:
    case Operand::candidates:
      return "      && ret=0\n";
  }
  return {};
}

std::string commands_function() {
  std::string out = "_kimitok_commands() {\n  local -a commands=(\n";
  for (const Command& command : commands()) {
    if (!command.hidden) out += fmt::format("    '{}:{}'\n", command.name, quoted(command.summary));
  }
  return out + "  )\n  _describe -t commands command commands\n}\n\n";
}

std::string flag_specs(std::span<const FlagGroup> groups) {
  std::string out;
  for (const FlagGroup& group : groups) {
    for (const Flag& flag : group.flags) out += spec(flag);
  }
  return out;
}

}  // namespace

std::string zsh_completion() {
  std::string out = std::string(kBegin) + commands_function();
  out +=
      "_kimitok() {\n"
      "  local curcontext=$curcontext state line ret=1\n"
      "  local -a _kimitok_line=(\"${words[@]}\")\n"
      "  typeset -A opt_args\n"
      "  _arguments -C -s -S \\\n";
  out += flag_specs({&global_flags(), 1});
  out +=
      "      '--json[With --version\\: as JSON.]' \\\n"
      "      '(-)1: :_kimitok_commands' \\\n"
      "      '(-)*:: :->arguments' && ret=0\n"
      "  [[ $state == arguments ]] || return ret\n"
      "  case $line[1] in\n";
  for (const Command& command : commands()) {
    if (command.hidden) continue;
    out += fmt::format("    ({})\n      _arguments -s -S \\\n{}{}      ;;\n", command.name,
                       flag_specs(command.groups), operand_spec(command));
  }
  return out + "  esac\n  return ret\n}\n\n_kimitok \"$@\"\n";
}

}  // namespace kimitok::cli
