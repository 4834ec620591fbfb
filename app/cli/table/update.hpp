// kimitok update.
#ifndef KIMITOK_APP_CLI_TABLE_UPDATE_HPP_
#define KIMITOK_APP_CLI_TABLE_UPDATE_HPP_

#include "cli/table/shared.hpp"

namespace kimitok::cli {

inline constexpr Flag kUpdateFlags[] = {
    {.name = "to",
     .value = Value::text,
     .value_name = "REVISION",
     .summary = "Follow this branch, tag or commit from now on.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.update.to, v); }},
    {.name = "check",
     .summary = "Say whether there is anything newer.",
     .detail = "Writes nothing, and ends with exit status 1 if there is.",
     .apply = [](Args& a, std::string_view) { return store(a.update.check); }},
    {.name = "json",
     .summary = "Write JSON; a failure too.",
     .apply = [](Args& a, std::string_view) { return store(a.update.json); }},
};
inline constexpr FlagGroup kUpdateGroups[] = {{"Updating", kUpdateFlags}, kHubGroup, kGlobalGroup};

inline constexpr Rule kUpdateRules[] = {kQuietRule};

inline constexpr Example kUpdateExamples[] = {
    {"Is there anything newer?", "kimitok update --check", ""},
    {"Move one tokenizer to a tag", "kimitok update kimi-k2 --to v1.1", ""},
};

inline constexpr Command kUpdate = {
    .name = "update",
    .summary = "Move the pins of kimitok.lock to newer commits.",
    .operands = "[NAME...]",
    .operand = Operand::names,
    .names = [](Args& a) -> std::vector<std::string>& { return a.update.names; },
    .groups = kUpdateGroups,
    .rules = kUpdateRules,
    .description =
        "Asks the Hub where the branch or tag of each tokenizer in kimitok.lock leads now, fetches "
        "that commit, loads the tokenizer and checks it, and prints what has changed. Only when "
        "all of that went well is kimitok.lock replaced, all at once.",
    .examples = kUpdateExamples,
    .notes = "",
};

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_TABLE_UPDATE_HPP_
