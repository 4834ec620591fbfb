// kimitok verify.
#ifndef KIMITOK_APP_CLI_TABLE_VERIFY_HPP_
#define KIMITOK_APP_CLI_TABLE_VERIFY_HPP_

#include "cli/table/shared.hpp"

namespace kimitok::cli {

inline constexpr Flag kArtifactFlags[] = {
    {.name = "locked",
     .summary = "Require kimitok.lock and all that it names.",
     .detail = "For a project's automatic tests: the lock has to be there, to be written as "
               "kimitok writes it, and every file it names has to be in the cache, with its bytes.",
     .apply = [](Args& a, std::string_view) { return store(a.verify.locked); }},
    {.name = "repair",
     .summary = "Fetch again what is missing or corrupt.",
     .detail = "From the commit that is pinned or cached, then checks again.",
     .apply = [](Args& a, std::string_view) { return store(a.verify.repair); }},
    {.name = "remote",
     .summary = "Compare with what the Hub lists.",
     .detail = "Size and id of every file at the pinned commit; nothing is downloaded.",
     .apply = [](Args& a, std::string_view) { return store(a.verify.remote); }},
};

inline constexpr Flag kVerifyFlags[] = {
    {.name = "golden",
     .value = Value::path,
     .value_name = "PATH",
     .summary = "Check the vectors in this file or directory.",
     .detail =
         "A JSON Lines file of texts and their ids, a pair of files NAME.inp and NAME.out as "
         "llama.cpp's test-tokenizer-0 reads them, or a directory that holds such files at any "
         "depth. Finding no vectors is a failure.",
     .times = Times::many,
     .apply = [](Args& a, std::string_view v) { return append_text(a.verify.golden, v); }},
    {.name = "update",
     .summary = "Write this tokenizer's ids into the vectors.",
     .detail =
         "Replaces the expectations in the files that `--golden` names, and the hash in their "
         "headers; all else in them stays as it is. Refused where the environment variable "
         "CI is set and not empty.",
     .apply = [](Args& a, std::string_view) { return store(a.verify.update); }},
    {.name = "force",
     .summary = "Let --update work where CI is set.",
     .apply = [](Args& a, std::string_view) { return store(a.verify.force); }},
    {.name = "roundtrip",
     .value = Value::file,
     .value_name = "FILE",
     .summary = "Check that FILE survives encode and decode.",
     .detail = "And that its ids are the same with one thread and several, whole and in blocks of "
               "odd sizes, and that counting gives as many.",
     .times = Times::many,
     .apply = [](Args& a, std::string_view v) { return append_text(a.verify.roundtrip, v); }},
    {.name = "random",
     .value = Value::number,
     .value_name = "N",
     .summary = "Check N made-up texts as --roundtrip does.",
     .detail = "Words of the vocabulary, blanks around ASCII, names that are nearly those of "
               "special tokens, characters of every class, bytes that are not UTF-8.",
     .apply = [](Args& a, std::string_view v) { return store_number(a.verify.random, v, 1); }},
    {.name = "seed",
     .value = Value::number,
     .value_name = "S",
     .summary = "What the made-up texts depend on.",
     .detail = "The texts of a seed are the same everywhere for one vocabulary. The default is 0.",
     .apply = [](Args& a, std::string_view v) { return store_number(a.verify.seed, v, 0); }},
    {.name = "against",
     .value = Value::text,
     .value_name = "COMMAND",
     .summary = "Compare with the ids another program gives.",
     .detail =
         "COMMAND is run by sh. It gets the texts of `--golden`, `--roundtrip` and `--random` as "
         "JSON lines on its standard input and answers each with a line; see NOTES.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.verify.against, v); }},
    {.name = "self-test",
     .summary = "Check kimitok itself, without any file.",
     .detail = "With a vocabulary that is part of the program: for tests of packages.",
     .apply = [](Args& a, std::string_view) { return store(a.verify.self_test); }},
};

inline constexpr Flag kReportFlags[] = {
    {.name = "max-failures",
     .value = Value::number,
     .value_name = "N",
     .summary = "Stop after N failures.",
     .apply = [](Args& a,
                 std::string_view v) { return store_number(a.verify.max_failures, v, 1); }},
    {.name = "json",
     .summary = "Write the report as JSON.",
     .apply = [](Args& a, std::string_view) -> Result<void> {
       a.verify.report = Report::json;
       return {};
     }},
    {.name = "tap",
     .summary = "Write the report in the Test Anything Protocol.",
     .apply = [](Args& a, std::string_view) -> Result<void> {
       a.verify.report = Report::tap;
       return {};
     }},
    {.name = "junit",
     .value = Value::file,
     .value_name = "FILE",
     .summary = "Write a report for JUnit's readers to FILE.",
     .detail = "- is standard output.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.verify.junit, v); }},
};

inline constexpr FlagGroup kVerifyGroups[] = {{"Files", kArtifactFlags},
                                              {"Checks", kVerifyFlags},
                                              {"Report", kReportFlags},
                                              kHubGroup,
                                              kGlobalGroup};

inline constexpr Rule kVerifyRules[] = {
    kQuietRule,
    {Rule::Kind::at_most_one, "json tap", ""},
    {Rule::Kind::needs_one, "update", "golden"},
    {Rule::Kind::needs_one, "force", "update"},
    {Rule::Kind::needs_one, "seed", "random"},
    {Rule::Kind::needs_one, "against", "golden roundtrip random"},
    {Rule::Kind::excludes, "repair remote", "offline tiktoken-model tokenizer-config"},
};

inline constexpr Example kVerifyExamples[] = {
    {"What kimitok.lock names, or the tokenizer of -m", "kimitok verify", ""},
    {"A project's automatic test", "kimitok verify --locked", ""},
    {"Your own vectors", "kimitok verify --golden tests/golden", ""},
    {"Another tokenizer as the judge",
     "kimitok verify --random 10000 --against 'python3 reference.py'", ""},
};

inline Result<void> check_verify(const Args& args) {
  if (args.verify.junit != "-" || args.verify.report == Report::none) return {};
  return fail(ErrorCode::usage, "--junit - does not go with --json or --tap");
}

inline constexpr Command kVerify = {
    .name = "verify",
    .summary = "Check files, and ids against known ones.",
    .operands = "[NAME...]",
    .operand = Operand::names,
    .names = [](Args& a) -> std::vector<std::string>& { return a.verify.names; },
    .groups = kVerifyGroups,
    .rules = kVerifyRules,
    .description =
        "Without a flag for a check of another kind: the files of the tokenizers that kimitok.lock "
        "in this directory names, all or those given, or without a lock or with `--model` the "
        "files of that tokenizer. Their bytes are hashed and compared with the lock, with the "
        "names the cache keeps them under and with what is known of them; then the tokenizer is "
        "loaded and has to be sound in itself. Nothing uses the network but `--repair` and "
        "`--remote`.\n\n"
        "Checks of several kinds may be asked for at once. Standard output holds the report that "
        "was chosen and nothing else; failures and a summary go to standard error, and every check "
        "with `--verbose`.\n\n"
        "Ends with exit status 1 if something differs and with 4 if a tokenizer's files are "
        "missing, corrupt or not what they are taken for.",
    .examples = kVerifyExamples,
    .notes =
        "What `--against` runs reads lines {\"i\":0,\"text\":\"...\"}, or \"b64\" instead of "
        "\"text\" where the bytes are not UTF-8, and writes {\"i\":0,\"ids\":[1,2]} for each, in "
        "the same order. Names of special tokens in a text mean the special tokens. In Python: "
        "`for line in sys.stdin: r = json.loads(line); print(json.dumps({\"i\": r[\"i\"], "
        "\"ids\": encode(r[\"text\"])}))`",
    .check = check_verify,
};

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_TABLE_VERIFY_HPP_
