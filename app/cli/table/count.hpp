// kimitok count.
#ifndef KIMITOK_APP_CLI_TABLE_COUNT_HPP_
#define KIMITOK_APP_CLI_TABLE_COUNT_HPP_

#include "cli/table/shared.hpp"

namespace kimitok::cli {

inline constexpr Named<CountSort> kCountSort[] = {
    {"none", CountSort::none}, {"tokens", CountSort::tokens}, {"name", CountSort::name}};
inline constexpr auto kCountSortNames = names_of(kCountSort);
inline constexpr Named<ShowTotal> kShowTotal[] = {{"auto", ShowTotal::automatic},
                                                  {"always", ShowTotal::always},
                                                  {"never", ShowTotal::never},
                                                  {"only", ShowTotal::only}};
inline constexpr auto kShowTotalNames = names_of(kShowTotal);

inline constexpr Flag kCountFlags[] = {
    {.name = "bytes",
     .summary = "Add a column of bytes.",
     .apply = [](Args& a, std::string_view) { return store(a.count.bytes); }},
    {.name = "chars",
     .summary = "Add a column of characters.",
     .apply = [](Args& a, std::string_view) { return store(a.count.chars); }},
    {.name = "newlines",
     .summary = "Add a column of newlines, as wc -l counts.",
     .apply = [](Args& a, std::string_view) { return store(a.count.lines); }},
    {.name = "json",
     .summary = "Write the counts as JSON.",
     .apply = [](Args& a, std::string_view) { return store(a.count.json); }},
    {.name = "sort",
     .value = Value::choice,
     .value_name = "KEY",
     .choices = kCountSortNames,
     .summary = "Sort rows by tokens, name or not at all.",
     .detail = "tokens: most first. none, the default: in the order given.",
     .apply = [](Args& a, std::string_view v) { return choose(a.count.sort, kCountSort, v); }},
    {.name = "top",
     .value = Value::number,
     .value_name = "N",
     .summary = "Show only the first N rows.",
     .detail = "The total is still that of all.",
     .apply = [](Args& a, std::string_view v) { return store_number(a.count.top, v, 0); }},
    {.name = "total",
     .value = Value::choice,
     .value_name = "WHEN",
     .choices = kShowTotalNames,
     .summary = "Show a total: auto, always, never or only.",
     .detail = "auto, the default: if there is more than one row.",
     .apply = [](Args& a, std::string_view v) { return choose(a.count.total, kShowTotal, v); }},
    {.name = "budget",
     .value = Value::number,
     .value_name = "N",
     .summary = "Exit with status 1 above N tokens in total.",
     .detail = "The counts are written all the same.",
     .apply = [](Args& a, std::string_view v) { return store_number(a.count.budget, v, 0); }},
    {.name = "fast-fail",
     .summary = "Stop as soon as the budget is exceeded.",
     .apply = [](Args& a, std::string_view) { return store(a.count.fast_fail); }},
    {.letter = 'r',
     .name = "recursive",
     .summary = "Count the files of directories.",
     .detail = "Files that hold a NUL byte are left out and named with `--verbose`.",
     .apply = [](Args& a, std::string_view) { return store(a.input.recursive); }},
    {.name = "include",
     .value = Value::text,
     .value_name = "GLOB",
     .summary = "In directories, only files that match GLOB.",
     .times = Times::many,
     .apply = [](Args& a, std::string_view v) { return append_text(a.input.include, v); }},
    {.name = "exclude",
     .value = Value::text,
     .value_name = "GLOB",
     .summary = "In directories, no files that match GLOB.",
     .times = Times::many,
     .apply = [](Args& a, std::string_view v) { return append_text(a.input.exclude, v); }},
};
inline constexpr FlagGroup kCountGroups[] = {
    {"Counting", kCountFlags}, kInputGroup, kTokenizeGroup, kGlobalGroup};

inline constexpr Rule kCountRules[] = {
    kQuietRule,
    kRecordRule,
    kTextRule,
    kListRule,
    kOrdinaryRule,
    {Rule::Kind::needs_one, "fast-fail", "budget"},
    {Rule::Kind::needs_one, "include exclude", "recursive"},
};

inline constexpr Example kCountExamples[] = {
    {"Standard input", "printf 'Hello, world!' | kimitok count", "4"},
    {"Text that looks like a special token does not fail", "kimitok count -t '<|im_end|>'", "1"},
    {"Fail when a prompt grows too long", "kimitok count --budget 100 -t 'Hello world'", "2"},
};

inline constexpr Command kCount = {
    .name = "count",
    .summary = "Count the tokens of text.",
    .operands = "[FILE...]",
    .operand = Operand::files,
    .groups = kCountGroups,
    .rules = kCountRules,
    .description =
        "Writes one number for standard input or `--text`, and a row with count and name for each "
        "of several "
        "files, with a total. The counts are those of the ids that encode writes with the same "
        "flags.",
    .examples = kCountExamples,
    .notes = "",
};

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_TABLE_COUNT_HPP_
