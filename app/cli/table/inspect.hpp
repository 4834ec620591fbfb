// kimitok inspect.
#ifndef KIMITOK_APP_CLI_TABLE_INSPECT_HPP_
#define KIMITOK_APP_CLI_TABLE_INSPECT_HPP_

#include "cli/table/shared.hpp"

namespace kimitok::cli {

inline constexpr Named<SpecialsShown> kSpecialsShown[] = {{"named", SpecialsShown::named},
                                                          {"reserved", SpecialsShown::reserved},
                                                          {"all", SpecialsShown::all}};
inline constexpr auto kSpecialsShownNames = names_of(kSpecialsShown);
inline constexpr Named<DumpForm> kDumpForm[] = {
    {"tsv", DumpForm::tsv}, {"jsonl", DumpForm::jsonl}, {"token-bytes", DumpForm::token_bytes}};
inline constexpr auto kDumpFormNames = names_of(kDumpForm);

inline constexpr Flag kInspectFlags[] = {
    {.name = "pieces",
     .summary = "Show the text cut into its tokens.",
     .detail =
         "In colors on a terminal, otherwise with a bar between tokens. Blanks are made visible. A "
         "character that is split over tokens is shown once with their ids, bytes that belong to "
         "no character in hexadecimal.",
     .apply = [](Args& a, std::string_view) { return store(a.inspect.pieces); }},
    {.name = "table",
     .summary = "Show a table of the tokens of the text.",
     .detail =
         "Index, id, kind, rank, where it is in bytes and in characters, its bytes and its text.",
     .apply = [](Args& a, std::string_view) { return store(a.inspect.table); }},
    {.name = "pretokens",
     .summary = "Show the pieces the pattern cuts.",
     .apply = [](Args& a, std::string_view) { return store(a.inspect.pretokens); }},
    {.name = "merges",
     .summary = "Show the merges in each piece, in order.",
     .apply = [](Args& a, std::string_view) { return store(a.inspect.merges); }},
    {.name = "id",
     .value = Value::number,
     .value_name = "N",
     .summary = "Look up the token of this id.",
     .times = Times::many,
     .apply = [](Args& a, std::string_view v) { return append_text(a.inspect.ids, v); }},
    {.name = "token",
     .value = Value::text,
     .value_name = "TEXT",
     .summary = "Look up the token that is this text.",
     .times = Times::many,
     .apply = [](Args& a, std::string_view v) { return append_text(a.inspect.tokens, v); }},
    {.name = "bytes",
     .value = Value::text,
     .value_name = "HEX",
     .summary = "Look up the token of these bytes.",
     .times = Times::many,
     .apply = [](Args& a, std::string_view v) { return append_text(a.inspect.bytes, v); }},
    {.name = "special-name",
     .value = Value::special,
     .value_name = "NAME",
     .summary = "Look up the special token of this name.",
     .times = Times::many,
     .apply = [](Args& a, std::string_view v) { return append_text(a.inspect.special_names, v); }},
    {.name = "search",
     .value = Value::text,
     .value_name = "REGEX",
     .summary = "List tokens whose escaped text matches.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.inspect.search, v); }},
    {.name = "substring",
     .value = Value::text,
     .value_name = "TEXT",
     .summary = "List tokens that contain TEXT.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.inspect.substring, v); }},
    {.name = "limit",
     .value = Value::number,
     .value_name = "N",
     .summary = "List at most N tokens.",
     .apply = [](Args& a, std::string_view v) { return store_number(a.inspect.limit, v, 0); }},
    {.name = "specials",
     .value = Value::choice,
     .value_name = "WHICH",
     .choices = kSpecialsShownNames,
     .summary = "List the special tokens.",
     .detail = "Id, name and whether the config flags it as special, separated by tabs. named, the "
               "default: "
               "those that the config names. reserved: the others. all: both.",
     .value_is_optional = true,
     .apply =
         [](Args& a, std::string_view v) {
           return choose(a.inspect.specials, kSpecialsShown, v.empty() ? "named" : v);
         }},
    {.name = "list",
     .summary = "List the whole vocabulary.",
     .apply = [](Args& a, std::string_view) { return store(a.inspect.list); }},
    {.name = "to",
     .value = Value::choice,
     .value_name = "FORM",
     .choices = kDumpFormNames,
     .summary = "Write --list in this form.",
     .detail =
         "tsv, the default: id, kind, bytes in hexadecimal and escaped text. jsonl: the same as "
         "objects. "
         "token-bytes: a NumPy array of the number of bytes of each token, 0 for special ones.",
     .apply = [](Args& a, std::string_view v) { return choose(a.inspect.dump, kDumpForm, v); }},
    {.name = "unreachable",
     .summary = "List tokens their own text does not give.",
     .detail = "Text that holds such a token's bytes is usually encoded as other ones. Tokens that "
               "are not "
               "UTF-8 by themselves are left out: there is no text to try.",
     .apply = [](Args& a, std::string_view) { return store(a.inspect.unreachable); }},
    {.name = "json",
     .summary = "Write JSON.",
     .apply = [](Args& a, std::string_view) { return store(a.inspect.json); }},
    kOutputFlag,
};
inline constexpr FlagGroup kInspectGroups[] = {
    {"Inspecting", kInspectFlags}, kInputGroup, kTokenizeGroup, kGlobalGroup};

inline constexpr Rule kInspectRules[] = {
    kQuietRule,
    kRecordRule,
    kTextRule,
    kListRule,
    kOrdinaryRule,
    {Rule::Kind::needs_one, "to", "list"},
    {Rule::Kind::needs_one, "limit", "search substring list unreachable"},
    {Rule::Kind::at_most_one, "to json", ""},
    {Rule::Kind::at_most_one, "search substring specials list unreachable", ""},
    {Rule::Kind::excludes, "id token bytes special-name",
     "search substring specials list unreachable"},
    {Rule::Kind::excludes, "id token bytes special-name search substring specials list unreachable",
     "pieces table pretokens merges text FILE files-from files0-from"},
};

inline constexpr Example kInspectExamples[] = {
    {"Where one token ends and the next begins",
     "kimitok inspect --color never --pieces -t 'Hello, world!'", "Hello│,│·world│!"},
    {"What the tokenizer is", "kimitok inspect", ""},
    {"A special token by its name", "kimitok inspect --special-name '<|im_end|>'", ""},
};

inline constexpr Command kInspect = {
    .name = "inspect",
    .summary = "Show how text is cut, or what the tokenizer is.",
    .operands = "[FILE...]",
    .operand = Operand::files,
    .groups = kInspectGroups,
    .rules = kInspectRules,
    .description =
        "Without a text, a file or a look-up it describes the tokenizer: its files and their "
        "digests, how many "
        "tokens it has, its pattern and its special tokens. With a text or a file it shows the "
        "tokens. Unlike "
        "the other commands it reads standard input only if FILE is -, or if a flag asks for "
        "tokens of a text.\n\n"
        "A look-up that finds nothing ends with exit status 1.",
    .examples = kInspectExamples,
    .notes = "",
};

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_TABLE_INSPECT_HPP_
