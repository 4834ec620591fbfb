#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/generate.hpp"

namespace kimitok::cli {
namespace {

constexpr std::string_view kBegin =
    R"script(# Made by `kimitok generate completions`; edit app/cli/table instead.
# shellcheck shell=bash

# Names of special tokens of the tokenizer that the command line asks for.
_kimitok_specials() {
  local i id name model=()
  for ((i = 1; i < COMP_CWORD; ++i)); do
    if [[ ${COMP_WORDS[i]} == -m || ${COMP_WORDS[i]} == --model ]]; then
      model=(-m "${COMP_WORDS[i + 1]}")
      [[ ${COMP_WORDS[i + 1]} == = ]] && model=(-m "${COMP_WORDS[i + 2]}")
      model[1]=${model[1]/#\~/$HOME}
    fi
  done
  kimitok inspect --specials=named "${model[@]}" 2>/dev/null |
    while IFS=$'\t' read -r id name _; do
      [[ $id =~ ^[0-9]+$ ]] && printf '%s\n' "$name"
    done
}

)script";

constexpr std::string_view kEnd = R"script(
_kimitok() {
  local cur=$2 flag=${COMP_WORDS[COMP_CWORD - 1]} joined='' head='' command='' ended='' kind='' i
  COMPREPLY=()

  # With = among the characters that break words, --flag=value is three of them.
  if [[ ${COMP_WORDS[COMP_CWORD]} == = ]]; then
    joined=1 cur=''
  elif [[ $flag == = ]]; then
    joined=1 flag=${COMP_WORDS[COMP_CWORD - 2]}
  elif [[ $cur == --*=* ]]; then
    joined=1 flag=${cur%%=*} head=${cur%%=*}= cur=${cur#*=}
  fi

  for ((i = 1; i < COMP_CWORD; ++i)); do
    case ${COMP_WORDS[i]} in
      --) ended=1 ;;
      =) ((++i)) ;;
      -*)
        _kimitok_value "$command" "${COMP_WORDS[i]}"
        if [[ -n $kind && $kind != optional* && ${COMP_WORDS[i + 1]} != = ]]; then ((++i)); fi
        ;;
      *) [[ -n $command ]] || command=${COMP_WORDS[i]} ;;
    esac
  done

  kind=''
  [[ -n $ended ]] || _kimitok_value "$command" "$flag"
  if [[ $kind == optional* ]]; then
    kind=${kind#optional }
    [[ -n $joined ]] || kind=''
  fi
  if [[ -z $kind ]]; then
    if [[ $cur == -* && -z $ended ]]; then
      kind=flags
    else
      _kimitok_operands "$command"
    fi
  fi
  _kimitok_complete "$kind"
}

# Fills COMPREPLY for a kind of value: a word, and words to choose from.
_kimitok_complete() {
  local kind=${1%% *} words=() word
  read -ra words <<<"${1#"${1%% *}"}"
  case $kind in
    path | file)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$cur")
      return
      ;;
    directory)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -d -- "$cur")
      return
      ;;
    flags)
      _kimitok_flags "$command"
      ;;
    model)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$cur")
      while IFS= read -r word; do words+=("$word"); done < <(kimitok complete models 2>/dev/null)
      ;;
    models | pins)
      while IFS= read -r word; do words+=("$word"); done < <(kimitok complete "$kind" 2>/dev/null)
      ;;
    special)
      compopt -o filenames 2>/dev/null
      while IFS= read -r word; do words+=("$word"); done < <(_kimitok_specials)
      ;;
  esac
  if [[ ($kind == special || $kind == list) && $cur == *,* ]]; then
    head=$head${cur%,*},
    cur=${cur##*,}
  fi
  for word in "${words[@]}"; do
    [[ $word == "$cur"* ]] && COMPREPLY+=("$head$word")
  done
}

complete -F _kimitok kimitok
)script";

// The kind of a value, as _kimitok_complete takes it.
std::string kind_of(const Flag& flag) {
  const std::string choices = fmt::format("{}", fmt::join(flag.choices, " "));
  switch (flag.value) {
    case Value::none:
      return {};
    case Value::text:
    case Value::choice:
      return fmt::format("words {}", choices);
    case Value::number:
      return "words ";
    case Value::choice_list:
      return fmt::format("list {}", choices);
    case Value::special:
      return fmt::format("special {}", choices);
    case Value::file:
    case Value::path:
      return "path";
    case Value::model:
      return "model";
    case Value::directory:
      return "directory";
  }
  return {};
}

std::string operand_kind(const Command& command) {
  switch (command.operand) {
    case Operand::files:
      return "path";
    case Operand::reference:
      return "models";
    case Operand::names:
      return "pins";
    case Operand::shell:
      return fmt::format("words {}", fmt::join(kShells, " "));
    case Operand::command:
      return "commands";
    case Operand::none:
    case Operand::generate:
    case Operand::candidates:
      return {};
  }
  return {};
}

void add_values(std::string_view command, const FlagGroup& group, std::string& out) {
  for (const Flag& flag : group.flags) {
    if (!flag.takes_value()) continue;
    const std::string letter =
        flag.letter == '\0' ? "" : fmt::format(" | {}:-{}", command, flag.letter);
    out += fmt::format("    {}:--{}{}) kind='{}{}' ;;\n", command, flag.name, letter,
                       flag.value_is_optional ? "optional " : "", kind_of(flag));
  }
}

std::string values_function() {
  std::string out = "_kimitok_value() {\n  kind=''\n  case $1:$2 in\n";
  for (const Command& command : commands()) {
    if (command.hidden) continue;
    for (const FlagGroup& group : command.groups) {
      if (group.flags.data() != global_flags().flags.data()) add_values(command.name, group, out);
    }
  }
  add_values("*", global_flags(), out);
  return out + "  esac\n}\n\n";
}

std::string flags_function() {
  std::string globals, own;
  for (const Flag& flag : global_flags().flags) globals += fmt::format(" --{}", flag.name);
  for (const Command& command : commands()) {
    if (command.hidden) continue;
    std::string names;
    for (const FlagGroup& group : command.groups) {
      if (group.flags.data() == global_flags().flags.data()) continue;
      for (const Flag& flag : group.flags) names += fmt::format(" --{}", flag.name);
    }
    if (!names.empty())
      own += fmt::format("    {}) words+=({}) ;;\n", command.name, names.substr(1));
  }
  return fmt::format(
      "_kimitok_flags() {{\n  words=({})\n  case $1 in\n    '') words+=(--json) ;;\n{}  "
      "esac\n}}\n\n",
      globals.substr(1), own);
}

std::string operands_function() {
  std::string names, cases;
  for (const Command& command : commands()) {
    if (command.hidden) continue;
    names += fmt::format(" {}", command.name);
  }
  for (const Command& command : commands()) {
    const std::string kind = operand_kind(command);
    if (command.hidden || kind.empty()) continue;
    cases += fmt::format("    {}) kind='{}' ;;\n", command.name,
                         kind == "commands" ? "words" + names : kind);
  }
  return fmt::format(
      "_kimitok_operands() {{\n  kind=''\n  case $1 in\n    '') kind='words{}' ;;\n{}  esac\n}}\n",
      names, cases);
}

}  // namespace

std::string bash_completion() {
  return fmt::format(
      "{}# The kind of the value of a flag of a command; nothing for a switch.\n{}{}{}{}", kBegin,
      values_function(), flags_function(), operands_function(), kEnd);
}

}  // namespace kimitok::cli
