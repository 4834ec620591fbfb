// kimitok fetch.
#ifndef KIMITOK_APP_CLI_TABLE_FETCH_HPP_
#define KIMITOK_APP_CLI_TABLE_FETCH_HPP_

#include "cli/table/shared.hpp"
#include "kimitok/blob_id.hpp"
#include "kimitok/pins.hpp"

namespace kimitok::cli {

inline Result<void> apply_sha256(Args& args, std::string_view text) {
  if (!Sha256Hex::parse(text)) {
    return fail(ErrorCode::usage, "a SHA-256 is 64 hexadecimal digits in lower case");
  }
  return store_text(args.fetch.sha256, text);
}

inline Result<void> apply_pin_name(std::string& field, std::string_view text) {
  if (!is_pin_name(text)) {
    return fail(ErrorCode::usage,
                "a name has at most 64 of A-Z a-z 0-9 . _ - and does not begin with . or -");
  }
  return store_text(field, text);
}

inline constexpr Flag kFetchFlags[] = {
    {.name = "to",
     .value = Value::directory,
     .value_name = "DIR",
     .summary = "Copy the files to DIR as well, and print DIR.",
     .detail = "As plain files that can be packed or shipped. Files of other names that are there "
               "are left alone; one that differs is replaced with `--force` only.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.fetch.to, v); }},
    {.name = "save",
     .value = Value::text,
     .value_name = "NAME",
     .summary = "Pin it in kimitok.lock under NAME.",
     .detail = "Written last, when the tokenizer has been loaded and found sound. From then on "
               "`kimitok encode -m NAME` means these very bytes.",
     .apply = [](Args& a, std::string_view v) { return apply_pin_name(a.fetch.save, v); }},
    {.name = "locked",
     .summary = "Fetch nothing but what kimitok.lock pins.",
     .detail = "It must be there, be sound, and hold what is asked for. For CI.",
     .apply = [](Args& a, std::string_view) { return store(a.fetch.locked); }},
    {.name = "frozen",
     .summary = "The same as --locked --offline.",
     .apply = [](Args& a, std::string_view) { return store(a.fetch.frozen); }},
    {.name = "sha256",
     .value = Value::text,
     .value_name = "HEX",
     .summary = "Refuse a tiktoken.model with another SHA-256.",
     .detail = "Wins over what is known of the repository.",
     .apply = apply_sha256},
    {.name = "allow-other-vocabulary",
     .summary = "Accept a tiktoken.model that is not Kimi's.",
     .detail = "Otherwise that of a known Kimi model has to be the one all of them share.",
     .apply = [](Args& a, std::string_view) { return store(a.fetch.allow_other_vocabulary); }},
    {.name = "force",
     .summary = "Fetch again what is in the cache.",
     .detail = "It is replaced only by bytes that are right.",
     .apply = [](Args& a, std::string_view) { return store(a.fetch.force); }},
    {.name = "dry-run",
     .summary = "Show what would be fetched; write nothing.",
     .apply = [](Args& a, std::string_view) { return store(a.fetch.dry_run); }},
    {.name = "list",
     .summary = "List the models known by name.",
     .detail = "Alias, whether it is cached (other: at another commit only), the ids that end a "
               "reply, the repository, and the commit that is fetched if you name none.",
     .apply = [](Args& a, std::string_view) { return store(a.fetch.list); }},
    {.name = "json",
     .summary = "Write JSON; a failure too.",
     .detail = "A failure is {\"error\": {\"code\": ..., \"message\": ...}} on standard output.",
     .apply = [](Args& a, std::string_view) { return store(a.fetch.json); }},
};
inline constexpr FlagGroup kFetchGroups[] = {{"Fetching", kFetchFlags}, kHubGroup, kGlobalGroup};

inline constexpr Rule kFetchRules[] = {
    kQuietRule,
    {Rule::Kind::excludes, "list",
     "FILE to save locked frozen sha256 allow-other-vocabulary force dry-run"},
    {Rule::Kind::excludes, "save", "locked frozen dry-run"},
    {Rule::Kind::excludes, "to", "dry-run"},
    {Rule::Kind::excludes, "force", "dry-run offline frozen"},
    {Rule::Kind::at_most_one, "sha256 allow-other-vocabulary", ""},
    {Rule::Kind::needs_one, "to", "FILE"},
    {Rule::Kind::needs_one, "save", "FILE"},
    {Rule::Kind::needs_one, "sha256", "FILE"},
    {Rule::Kind::needs_one, "allow-other-vocabulary", "FILE"},
};

inline constexpr Example kFetchExamples[] = {
    {"The tokenizer of a model, at a commit that is known", "kimitok fetch kimi-k2", ""},
    {"Pin it for a project, then fetch exactly that elsewhere",
     "kimitok fetch moonshotai/Kimi-K2-Instruct --save kimi-k2", ""},
    {"In CI", "kimitok fetch --locked", ""},
    {"For a machine without network", "kimitok fetch kimi-k3 --to kimi-k3-tokenizer", ""},
};

inline constexpr Command kFetch = {
    .name = "fetch",
    .summary = "Bring a tokenizer's files into the cache.",
    .operands = "[REPO[@REVISION]|ALIAS|NAME]",
    .operand = Operand::reference,
    .groups = kFetchGroups,
    .rules = kFetchRules,
    .description =
        "Brings the files a tokenizer is made of from Hugging Face into the cache that its own "
        "tools use too, and prints the directory they are in. No code is fetched. All files are of "
        "one commit, and their bytes have to hash to what the Hub, the table of known models and "
        "kimitok.lock say.\n\n"
        "A repository that is known is fetched at its known commit unless you name a revision; any "
        "other at main, which moves. A commit whose files are all cached makes no request.\n\n"
        "Without a name, or with a name of kimitok.lock, it fetches what kimitok.lock pins, and "
        "never asks where a branch leads.",
    .examples = kFetchExamples,
    .notes = "kimitok.lock is a text file in the current directory; keep it with your sources.",
};

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_TABLE_FETCH_HPP_
