// kimitok completion, help and generate.
#ifndef KIMITOK_APP_CLI_TABLE_OTHER_HPP_
#define KIMITOK_APP_CLI_TABLE_OTHER_HPP_

#include "cli/table/shared.hpp"

namespace kimitok::cli {

inline constexpr Rule kGlobalRules[] = {kQuietRule};
inline constexpr FlagGroup kOnlyGlobalGroups[] = {kGlobalGroup};

inline constexpr Example kCompletionExamples[] = {
    {"In this bash", "source <(kimitok completion bash)", ""},
    {"For every zsh", "kimitok completion zsh > ~/.zfunc/_kimitok", ""},
    {"For every fish", "kimitok completion fish > ~/.config/fish/completions/kimitok.fish", ""},
};

inline constexpr Command kCompletion = {
    .name = "completion",
    .summary = "Print a completion script for a shell.",
    .operands = "bash|zsh|fish",
    .operand = Operand::shell,
    .groups = kOnlyGlobalGroups,
    .rules = kGlobalRules,
    .description =
        "Prints a script that completes commands, flags, their values and names of special tokens.",
    .examples = kCompletionExamples,
    .notes = "",
};

inline constexpr Command kHelp = {
    .name = "help",
    .summary = "Show help about kimitok or a command.",
    .operands = "[COMMAND]",
    .operand = Operand::command,
    .groups = kOnlyGlobalGroups,
    .rules = kGlobalRules,
    .description = "Shows what `--help` shows.",
    .examples = {},
    .notes = "",
};

inline constexpr Command kGenerate = {
    .name = "generate",
    .summary = "Write man pages or completions to a directory.",
    .operands = "man|completions DIR",
    .operand = Operand::generate,
    .groups = kOnlyGlobalGroups,
    .rules = kGlobalRules,
    .description = "For those who build kimitok.",
    .examples = {},
    .notes = "",
    .hidden = true,
};

inline constexpr Command kComplete = {
    .name = "complete",
    .summary = "List names for a shell to complete.",
    .operands = "models|pins",
    .operand = Operand::candidates,
    .groups = kOnlyGlobalGroups,
    .rules = kGlobalRules,
    .description = "For the completion scripts. What cannot be read is left out in silence.",
    .examples = {},
    .notes = "",
    .hidden = true,
};

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_TABLE_OTHER_HPP_
