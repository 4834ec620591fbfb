// kimitok decode.
#ifndef KIMITOK_APP_CLI_TABLE_DECODE_HPP_
#define KIMITOK_APP_CLI_TABLE_DECODE_HPP_

#include "cli/table/shared.hpp"

namespace kimitok::cli {

inline constexpr Named<IdForm> kIdForm[] = {{"auto", IdForm::automatic}, {"ids", IdForm::ids},
                                            {"json", IdForm::json},      {"jsonl", IdForm::jsonl},
                                            {"u32", IdForm::u32},        {"u16", IdForm::u16},
                                            {"i32", IdForm::i32},        {"npy", IdForm::npy}};
inline constexpr auto kIdFormNames = names_of(kIdForm);
inline constexpr Named<DecodeErrors> kDecodeErrors[] = {{"bytes", DecodeErrors::bytes},
                                                        {"replace", DecodeErrors::replace},
                                                        {"strict", DecodeErrors::strict}};
inline constexpr auto kDecodeErrorsNames = names_of(kDecodeErrors);
inline constexpr std::string_view kSkipChoices[] = {"all"};

inline constexpr Flag kDecodeFlags[] = {
    {.name = "from",
     .value = Value::choice,
     .value_name = "FORM",
     .choices = kIdFormNames,
     .summary = "Read ids in this form.",
     .detail =
         "auto, the default, tells ids, json, jsonl and npy apart; raw numbers have to be named. "
         "ids: "
         "decimal numbers between blanks, commas or newlines. json: an array, or an array of "
         "arrays. "
         "jsonl: what encode writes. u32, u16, i32: raw little-endian numbers. npy: a NumPy array.",
     .apply = [](Args& a, std::string_view v) { return choose(a.decode.from, kIdForm, v); }},
    {.name = "id",
     .value = Value::number,
     .value_name = "N",
     .summary = "Decode this id instead of reading input.",
     .times = Times::many,
     .apply = [](Args& a, std::string_view v) { return append_text(a.decode.ids, v); }},
    {.letter = 'l',
     .name = "lines",
     .summary = "Treat each line as a record.",
     .detail = "The texts of records are separated by newlines.",
     .apply = [](Args& a, std::string_view) -> Result<void> {
       a.input.records = RecordForm::lines;
       return {};
     }},
    {.letter = '0',
     .name = "null",
     .summary = "End records with NUL, in input and output.",
     .apply = [](Args& a, std::string_view) -> Result<void> {
       a.input.records = RecordForm::nul;
       return {};
     }},
    {.name = "errors",
     .value = Value::choice,
     .value_name = "HOW",
     .choices = kDecodeErrorsNames,
     .summary = "What bytes that are not UTF-8 become.",
     .detail = "bytes, the default: themselves, the exact inverse of encode. replace: U+FFFD, as "
               "tiktoken. "
               "strict: a failure that names the token.",
     .apply = [](Args& a,
                 std::string_view v) { return choose(a.decode.errors, kDecodeErrors, v); }},
    {.name = "skip-special",
     .value = Value::special,
     .value_name = "NAMES",
     .choices = kSkipChoices,
     .summary = "Leave special tokens out.",
     .detail = "Without NAMES those that skip_special_tokens drops; the markers of tool calls are "
               "not among "
               "them. all: every special token. NAME,NAME: these.",
     .value_is_optional = true,
     .apply = [](Args& a, std::string_view v) -> Result<void> {
       a.decode.skip_special = true;
       if (v.empty()) return {};
       return store_list(a.decode.skip_names, v);
     }},
    {.name = "stop-at",
     .value = Value::special,
     .value_name = "TOKEN",
     .summary = "End before this id or special token.",
     .times = Times::many,
     .apply = [](Args& a, std::string_view v) { return append_text(a.decode.stop_at, v); }},
    {.name = "eos",
     .summary = "End before the end-of-sequence token.",
     .detail = "The eos_token of tokenizer_config.json.",
     .apply = [](Args& a, std::string_view) { return store(a.decode.eos); }},
    {.name = "include-stop",
     .summary = "End after the stop token, not before it.",
     .apply = [](Args& a, std::string_view) { return store(a.decode.include_stop); }},
    {.name = "stream",
     .summary = "Write each character as soon as it is whole.",
     .detail = "Ids are read as they come. The bytes of an unfinished character are held back; if "
               "the input "
               "ends there, `--errors` says what becomes of them.",
     .apply = [](Args& a, std::string_view) { return store(a.decode.stream); }},
    {.name = "json",
     .summary = "Write a JSON object for each record.",
     .detail = "{\"text\": \"...\"}, or {\"base64\": \"...\"} where the bytes are not UTF-8.",
     .apply = [](Args& a, std::string_view) { return store(a.decode.json); }},
    {.name = "pieces",
     .summary = "Write one piece of text for each token.",
     .apply = [](Args& a, std::string_view) { return store(a.decode.pieces); }},
    {.name = "fail-fast",
     .summary = "Stop at the first input that fails.",
     .apply = [](Args& a, std::string_view) { return store(a.input.fail_fast); }},
    kOutputFlag,
};
inline constexpr FlagGroup kDecodeGroups[] = {{"Decoding", kDecodeFlags}, kGlobalGroup};

inline constexpr Rule kDecodeRules[] = {
    kQuietRule,
    {Rule::Kind::at_most_one, "lines null", ""},
    {Rule::Kind::excludes, "id", "FILE"},
    {Rule::Kind::excludes, "id", "from lines null stream"},
    {Rule::Kind::excludes, "stream", "json pieces"},
    {Rule::Kind::needs_one, "include-stop", "stop-at eos"},
};

inline constexpr Example kDecodeExamples[] = {
    {"Ids as encode writes them", "echo 19180 11 2695 0 | kimitok decode", "Hello, world!"},
    {"Ids on the command line", "kimitok decode --id 33845 --id 2243", "你好世界"},
    {"The text of one turn", "echo 9663 163586 64 | kimitok decode --stop-at '<|im_end|>'", "hi"},
};

inline constexpr Command kDecode = {
    .name = "decode",
    .summary = "Turn token ids into text.",
    .operands = "[FILE...]",
    .operand = Operand::files,
    .groups = kDecodeGroups,
    .rules = kDecodeRules,
    .description =
        "Reads ids from each FILE, or from standard input if there is none or FILE is -, and "
        "writes exactly the "
        "bytes of their tokens, with nothing added. `--lines` and `--null` make records.",
    .examples = kDecodeExamples,
    .notes = "",
};

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_TABLE_DECODE_HPP_
