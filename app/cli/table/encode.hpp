// kimitok encode.
#ifndef KIMITOK_APP_CLI_TABLE_ENCODE_HPP_
#define KIMITOK_APP_CLI_TABLE_ENCODE_HPP_

#include "cli/table/shared.hpp"

namespace kimitok::cli {

inline constexpr Named<EncodeForm> kEncodeForm[] = {
    {"ids", EncodeForm::ids},     {"lines", EncodeForm::lines}, {"json", EncodeForm::json},
    {"jsonl", EncodeForm::jsonl}, {"tsv", EncodeForm::tsv},     {"u32", EncodeForm::u32},
    {"u16", EncodeForm::u16},     {"i32", EncodeForm::i32},     {"npy", EncodeForm::npy},
    {"hex", EncodeForm::hex},     {"text", EncodeForm::text}};
inline constexpr auto kEncodeFormNames = names_of(kEncodeForm);
inline constexpr std::string_view kEncodeFields[] = {"pieces", "bytes", "chars", "special", "text"};
inline constexpr Named<Side> kSide[] = {{"head", Side::head}, {"tail", Side::tail}};
inline constexpr auto kSideNames = names_of(kSide);
inline constexpr Named<Boundary> kBoundary[] = {{"token", Boundary::token},
                                                {"char", Boundary::character}};
inline constexpr auto kBoundaryNames = names_of(kBoundary);

inline constexpr Flag kEncodeFlags[] = {
    {.name = "to",
     .value = Value::choice,
     .value_name = "FORM",
     .choices = kEncodeFormNames,
     .summary = "Write this form.",
     .detail = "ids, the default: one line of ids for each record. lines: one id on each line, an "
               "empty line "
               "between records. json: an array, or an array of arrays. jsonl: an object for each "
               "record, see "
               "`--fields`. tsv: a table with a row for each token. u32, u16, i32: raw "
               "little-endian numbers; "
               "u16 refuses ids that do not fit. npy: a NumPy array. hex: the bytes of each token. "
               "text: the "
               "text of the tokens, for use with `--max-tokens` and `--chunk`.",
     .apply = [](Args& a, std::string_view v) { return choose(a.encode.form, kEncodeForm, v); }},
    {.name = "json",
     .summary = "The same as --to json.",
     .apply = [](Args& a, std::string_view) -> Result<void> {
       a.encode.form = EncodeForm::json;
       return {};
     }},
    {.name = "fields",
     .value = Value::choice_list,
     .value_name = "NAMES",
     .choices = kEncodeFields,
     .summary = "Add these fields to --to jsonl.",
     .detail = "pieces: the text of each token. bytes, chars: where each token is. special: "
               "whether it is a "
               "special token. text: the record.",
     .apply = [](Args& a, std::string_view v) { return store_list(a.encode.fields, v); }},
    {.name = "index",
     .value = Value::file,
     .value_name = "FILE",
     .summary = "Write where records begin in raw output.",
     .detail = "For `--to` u32, u16 and i32: 64-bit little-endian numbers of ids, from 0, one for "
               "each record "
               "and one for the end.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.encode.index, v); }},
    {.name = "max-tokens",
     .value = Value::number,
     .value_name = "N",
     .summary = "Keep at most N tokens of each record.",
     .apply = [](Args& a, std::string_view v) { return store_number(a.encode.max_tokens, v, 0); }},
    {.name = "side",
     .value = Value::choice,
     .value_name = "SIDE",
     .choices = kSideNames,
     .summary = "Which tokens to keep: head or tail.",
     .apply = [](Args& a, std::string_view v) { return choose(a.encode.side, kSide, v); }},
    {.name = "boundary",
     .value = Value::choice,
     .value_name = "WHERE",
     .choices = kBoundaryNames,
     .summary = "Cut between tokens or between characters.",
     .detail = "token, the default, may end inside a character whose bytes are in two tokens. char "
               "leaves such "
               "a token out.",
     .apply = [](Args& a, std::string_view v) { return choose(a.encode.boundary, kBoundary, v); }},
    {.name = "fail-if-truncated",
     .summary = "Exit with status 1 if something was cut off.",
     .detail = "The output is written all the same.",
     .apply = [](Args& a, std::string_view) { return store(a.encode.fail_if_truncated); }},
    {.name = "chunk",
     .value = Value::number,
     .value_name = "N",
     .summary = "Split each record into pieces of N tokens.",
     .detail = "Each piece is written as a record.",
     .apply = [](Args& a, std::string_view v) { return store_number(a.encode.chunk, v, 1); }},
    {.name = "overlap",
     .value = Value::number,
     .value_name = "N",
     .summary = "Begin each piece N tokens before the last ends.",
     .apply = [](Args& a, std::string_view v) { return store_number(a.encode.overlap, v, 0); }},
    {.name = "out-pattern",
     .value = Value::text,
     .value_name = "NAME",
     .summary = "Write each piece to a file of this name.",
     .detail = "NAME holds one %d, or %04d for four digits, for the number of the piece, from 0.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.encode.out_pattern, v); }},
    kOutputFlag,
};
inline constexpr FlagGroup kEncodeGroups[] = {
    {"Output", kEncodeFlags}, kInputGroup, kTokenizeGroup, kGlobalGroup};

inline constexpr Rule kEncodeRules[] = {
    kQuietRule,
    kRecordRule,
    kTextRule,
    kListRule,
    kKeepRule,
    kOrdinaryRule,
    {Rule::Kind::at_most_one, "to json", ""},
    {Rule::Kind::at_most_one, "max-tokens chunk", ""},
    {Rule::Kind::at_most_one, "out-pattern output", ""},
    {Rule::Kind::needs_one, "fields index", "to"},
    {Rule::Kind::needs_one, "side fail-if-truncated", "max-tokens"},
    {Rule::Kind::needs_one, "boundary", "max-tokens chunk"},
    {Rule::Kind::needs_one, "overlap out-pattern", "chunk"},
};

inline Result<void> check_encode(const Args& args) {
  const EncodeArgs& encode = args.encode;
  const bool raw = encode.form == EncodeForm::u32 || encode.form == EncodeForm::u16 ||
                   encode.form == EncodeForm::i32;
  if (!encode.fields.empty() && encode.form != EncodeForm::jsonl) {
    return fail(ErrorCode::usage, "--fields needs --to jsonl");
  }
  if (!encode.index.empty() && !raw) {
    return fail(ErrorCode::usage, "--index needs --to u32, u16 or i32");
  }
  if (encode.chunk && encode.form == EncodeForm::text && encode.out_pattern.empty() &&
      args.input.records == RecordForm::whole) {
    return fail(ErrorCode::usage,
                "--chunk with --to text needs --null or --out-pattern, to tell where a chunk ends");
  }
  if (encode.chunk && encode.overlap >= *encode.chunk) {
    return fail(ErrorCode::usage, "--overlap has to be less than --chunk");
  }
  return {};
}

inline constexpr Example kEncodeExamples[] = {
    {"Standard input", "printf 'Hello, world!' | kimitok encode", "19180 11 2695 0"},
    {"A special token, and the same text as ordinary text", "kimitok encode -t '<|im_end|>'",
     "163586"},
    {"", "kimitok encode --ordinary -t '<|im_end|>'", "27 91 348 11129 91 29"},
    {"Each line is a record", "printf 'Say hi\\nhello world\\n' | kimitok encode -l --json",
     "[[71079,20910],[22931,2695]]"},
    {"The first tokens of a text", "kimitok encode -q --max-tokens 2 --to text -t 'Hello, world!'",
     "Hello,"},
};

inline constexpr Command kEncode = {
    .name = "encode",
    .summary = "Turn text into token ids.",
    .operands = "[FILE...]",
    .operand = Operand::files,
    .groups = kEncodeGroups,
    .rules = kEncodeRules,
    .description =
        "Reads each FILE, or standard input if there is none or FILE is -, and writes the ids of "
        "its tokens. A "
        "file is one record of bytes: nothing is trimmed, added or converted, and a final newline "
        "has ids like "
        "every other character. `--lines`, `--null`, `--jsonl` and `--segments` say otherwise.\n\n"
        "Names of special tokens in the text become special tokens, as the published tokenizer "
        "does. Text that "
        "you do not trust can pretend to be a system message that way: give `--special` none for "
        "it, or "
        "`--segments` for prompts that hold both kinds.",
    .examples = kEncodeExamples,
    .notes = "No BOS or EOS is added unless `--bos` or `--eos` asks for it.",
    .check = check_encode,
};

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_TABLE_ENCODE_HPP_
