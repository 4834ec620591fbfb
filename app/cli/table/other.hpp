// kimitok verify, completion, help and generate.
#ifndef KIMITOK_APP_CLI_TABLE_OTHER_HPP_
#define KIMITOK_APP_CLI_TABLE_OTHER_HPP_

#include "cli/table/shared.hpp"

namespace kimitok::cli {

inline constexpr Rule kGlobalRules[] = {kQuietRule};
inline constexpr FlagGroup kOnlyGlobalGroups[] = {kGlobalGroup};

inline constexpr Flag kVerifyFlags[] = {
    {.name = "golden",
     .value = Value::path,
     .value_name = "PATH",
     .summary = "Check the vectors in this file or directory.",
     .detail = "A JSON Lines file of texts and their ids, or a directory of such files. Finding no "
               "vectors is a failure.",
     .times = Times::many,
     .apply = [](Args& a, std::string_view v) { return append_text(a.verify.golden, v); }},
    {.name = "max-failures",
     .value = Value::number,
     .value_name = "N",
     .summary = "Stop after N failures.",
     .apply = [](Args& a,
                 std::string_view v) { return store_number(a.verify.max_failures, v, 1); }},
    {.name = "json",
     .summary = "Write the report as JSON.",
     .apply = [](Args& a, std::string_view) { return store(a.verify.json); }},
};
inline constexpr FlagGroup kVerifyGroups[] = {{"Checks", kVerifyFlags}, kGlobalGroup};

inline constexpr Example kVerifyExamples[] = {
    {"Your own vectors", "kimitok verify --golden tests/golden", ""},
};

inline constexpr Command kVerify = {
    .name = "verify",
    .summary = "Check ids against known ones.",
    .operands = "",
    .operand = Operand::none,
    .groups = kVerifyGroups,
    .rules = kGlobalRules,
    .description =
        "Loads the tokenizer, which checks its files, then encodes and decodes the known texts "
        "that "
        "`--golden` names and compares: ids, counts and the text that comes back.\n\n"
        "Ends with exit status 1 if something differs, and names the first difference of each "
        "case.",
    .examples = kVerifyExamples,
    .notes = "",
};

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

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_TABLE_OTHER_HPP_
