// The flags that several commands have, and what they mean in each of them.
#ifndef KIMITOK_APP_CLI_TABLE_SHARED_HPP_
#define KIMITOK_APP_CLI_TABLE_SHARED_HPP_

#include "cli/commands.hpp"
#include "cli/table/apply.hpp"

namespace kimitok::cli {

inline constexpr Named<When> kWhen[] = {
    {"auto", When::automatic}, {"always", When::always}, {"never", When::never}};
inline constexpr auto kWhenNames = names_of(kWhen);

inline constexpr std::string_view kPatternNames[] = {"kimi", "cl100k_base", "o200k_base",
                                                     "p50k_base", "r50k_base"};

inline constexpr Flag kGlobalFlags[] = {
    {.letter = 'm',
     .name = "model",
     .value = Value::model,
     .value_name = "MODEL",
     .summary = "Use this tokenizer: a path or a name.",
     .detail = "A directory that holds tiktoken.model and tokenizer_config.json, or "
               "tokenizer.json; one such vocabulary file; the name of a tokenizer in "
               "kimitok.lock; an alias, such as kimi-k2; or REPO[@REVISION] on Hugging Face. A "
               "path comes first. A name is looked for in the cache only, where `kimitok fetch` "
               "puts it. The default is the environment variable KIMITOK_MODEL.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.global.model, v); }},
    {.name = "cache-dir",
     .value = Value::directory,
     .value_name = "DIR",
     .summary = "Use this cache of Hugging Face's tools.",
     .detail = "The default is HF_HUB_CACHE, then HF_HOME/hub, then ~/.cache/huggingface/hub.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.global.cache_dir, v); }},
    {.name = "tiktoken-model",
     .value = Value::file,
     .value_name = "FILE",
     .summary = "Take the vocabulary from this file.",
     .detail = "A vocabulary in tiktoken's format. Wins over what `--model` holds.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.global.tiktoken_model, v); }},
    {.name = "tokenizer-config",
     .value = Value::file,
     .value_name = "FILE",
     .summary = "Take the special tokens from this config.",
     .detail = "A tokenizer_config.json. Wins over what `--model` holds.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.global.tokenizer_config, v); }},
    {.name = "pattern",
     .value = Value::text,
     .value_name = "NAME|PAT_STR",
     .choices = kPatternNames,
     .summary = "Split text by this pattern.",
     .detail =
         "For a vocabulary file without a tokenizer_config.json: the name of a published pattern "
         "(kimi, cl100k_base, o200k_base, p50k_base, r50k_base), or a regular expression as "
         "tiktoken's "
         "pat_str.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.global.pattern, v); }},
    {.name = "special-tokens",
     .value = Value::file,
     .value_name = "FILE",
     .summary = "Take names and ids of special tokens from here.",
     .detail =
         "For a vocabulary file without a tokenizer_config.json: a JSON object of name and id, as "
         "tiktoken's special_tokens.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.global.special_tokens, v); }},
    {.letter = 'j',
     .name = "threads",
     .value = Value::number,
     .value_name = "N",
     .summary = "Work in N threads.",
     .detail = "0, the default, means as many as there are processors, or what KIMITOK_THREADS "
               "says. What is "
               "printed never depends on N. The most is 1024.",
     .apply = [](Args& a,
                 std::string_view v) { return store_number(a.global.threads, v, 0, kMaxThreads); }},
    {.name = "color",
     .value = Value::choice,
     .value_name = "WHEN",
     .choices = kWhenNames,
     .summary = "Color the output: auto, always or never.",
     .detail = "auto, the default, colors only what goes to a terminal, and obeys NO_COLOR, "
               "FORCE_COLOR and "
               "TERM=dumb.",
     .apply = [](Args& a, std::string_view v) { return choose(a.global.color, kWhen, v); }},
    {.name = "progress",
     .value = Value::choice,
     .value_name = "WHEN",
     .choices = kWhenNames,
     .summary = "Show progress: auto, always or never.",
     .detail = "Written to stderr. auto, the default, shows it on a terminal when the work takes "
               "more than a "
               "second.",
     .apply = [](Args& a, std::string_view v) { return choose(a.global.progress, kWhen, v); }},
    {.letter = 'q',
     .name = "quiet",
     .summary = "Print no warnings and no progress.",
     .detail = "Errors are still reported.",
     .apply = [](Args& a, std::string_view) { return store(a.global.quiet); }},
    {.letter = 'v',
     .name = "verbose",
     .summary = "Say which files are used and how.",
     .detail = "Written to stderr. Given twice, it says more.",
     .times = Times::many,
     .apply = [](Args& a, std::string_view) -> Result<void> {
       ++a.global.verbose;
       return {};
     }},
    {.letter = 'h',
     .name = "help",
     .summary = "Show help; -h shows a short form.",
     .detail = "The long form has every detail, the exit statuses and the environment variables.",
     .apply = [](Args&, std::string_view) -> Result<void> { return {}; }},
    {.letter = 'V',
     .name = "version",
     .summary = "Show the version; with --json as JSON.",
     .detail = "Says how the program was built and which data it was built with.",
     .apply = [](Args&, std::string_view) -> Result<void> { return {}; }},
};
inline constexpr FlagGroup kGlobalGroup = {"Global flags", kGlobalFlags};

inline constexpr std::uint64_t kMostSeconds = 7 * 24 * 60 * 60;
inline constexpr std::uint64_t kMostRetries = 100;

inline constexpr Flag kHubFlags[] = {
    {.name = "offline",
     .summary = "Make no request; use what is in the cache.",
     .detail = "The same as HF_HUB_OFFLINE=1.",
     .apply = [](Args& a, std::string_view) { return store(a.hub.offline); }},
    {.name = "endpoint",
     .value = Value::text,
     .value_name = "URL",
     .summary = "Ask the Hub, or a mirror of it, at URL.",
     .detail = "The default is HF_ENDPOINT, then https://huggingface.co.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.hub.endpoint, v); }},
    {.name = "token-file",
     .value = Value::file,
     .value_name = "FILE",
     .summary = "Read the access token from FILE.",
     .detail = "- is standard input. The default is HF_TOKEN, then the file that `hf auth login` "
               "writes. It is sent to the endpoint only.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.hub.token_file, v); }},
    {.name = "cacert",
     .value = Value::file,
     .value_name = "FILE",
     .summary = "Trust the certificates in FILE.",
     .detail = "The default is SSL_CERT_FILE, CURL_CA_BUNDLE or REQUESTS_CA_BUNDLE, then the "
               "system's.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.hub.ca_file, v); }},
    {.name = "timeout",
     .value = Value::number,
     .value_name = "SECONDS",
     .summary = "Give up after SECONDS in all.",
     .detail = "Without it only single steps are limited: HF_HUB_ETAG_TIMEOUT seconds until a "
               "reply begins, HF_HUB_DOWNLOAD_TIMEOUT seconds without data; 10 each by default.",
     .apply =
         [](Args& a, std::string_view v) {
           return store_number(a.hub.timeout_seconds, v, 1, kMostSeconds);
         }},
    {.name = "retries",
     .value = Value::number,
     .value_name = "N",
     .summary = "Try a request N more times, 5 by default.",
     .detail = "After a reply such as 503 or 429, or a connection that broke, with growing "
               "pauses. A refusal is never tried again.",
     .apply = [](Args& a,
                 std::string_view v) { return store_number(a.hub.retries, v, 0, kMostRetries); }},
    {.name = "lock-timeout",
     .value = Value::number,
     .value_name = "SECONDS",
     .summary = "Wait SECONDS for others that fetch the same.",
     .detail = "600 by default. Then it goes on without them; nothing can be damaged.",
     .apply =
         [](Args& a, std::string_view v) {
           return store_number(a.hub.lock_timeout_seconds, v, 0, kMostSeconds);
         }},
};
inline constexpr FlagGroup kHubGroup = {"Hub", kHubFlags};

inline constexpr Flag kInputFlags[] = {
    {.letter = 't',
     .name = "text",
     .value = Value::text,
     .value_name = "TEXT",
     .summary = "Take TEXT itself as the input.",
     .detail = "Each one given is a record. It is used exactly as it is, without a newline.",
     .times = Times::many,
     .apply = [](Args& a, std::string_view v) -> Result<void> {
       a.input.texts.emplace_back(v);
       return {};
     }},
    {.name = "files-from",
     .value = Value::file,
     .value_name = "FILE",
     .summary = "Read names of files from FILE, one per line.",
     .detail = "- is standard input.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.input.files_from, v); }},
    {.name = "files0-from",
     .value = Value::file,
     .value_name = "FILE",
     .summary = "Read names of files from FILE, ended by NUL.",
     .detail = "As `find -print0` writes them. - is standard input.",
     .apply = [](Args& a, std::string_view v) { return store_text(a.input.files0_from, v); }},
    {.letter = 'l',
     .name = "lines",
     .summary = "Treat each line as a record.",
     .detail = "The newline is not part of the record, a carriage return before it is. An empty "
               "line is an "
               "empty record. This changes ids: without it a file is one record.",
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
    {.name = "jsonl",
     .value = Value::text,
     .value_name = "FIELD",
     .summary = "Read JSON Lines, text in FIELD.",
     .detail = "Each line is a JSON string, or an object with the text in FIELD, which is `text` "
               "if not given.",
     .value_is_optional = true,
     .apply = [](Args& a, std::string_view v) -> Result<void> {
       a.input.records = RecordForm::jsonl;
       if (!v.empty()) a.input.jsonl_field = v;
       return {};
     }},
    {.name = "segments",
     .summary = "Read JSON Lines of trusted and other parts.",
     .detail = "Each line is an array of objects {\"text\": \"...\", \"special\": true or false}. "
               "Every part is "
               "tokenized on its own, and names of special tokens count only where special is "
               "true. Made for "
               "prompts that mix text of your own with text from others.",
     .apply = [](Args& a, std::string_view) -> Result<void> {
       a.input.records = RecordForm::segments;
       return {};
     }},
    {.name = "keep",
     .summary = "Pass other fields of JSON records through.",
     .apply = [](Args& a, std::string_view) { return store(a.input.keep); }},
    {.name = "chomp",
     .summary = "Drop one final newline from each file.",
     .apply = [](Args& a, std::string_view) { return store(a.input.chomp); }},
    {.name = "fail-fast",
     .summary = "Stop at the first input that fails.",
     .detail =
         "Otherwise the other inputs are still worked on, and the exit status is the highest seen.",
     .apply = [](Args& a, std::string_view) { return store(a.input.fail_fast); }},
};
inline constexpr FlagGroup kInputGroup = {"Input", kInputFlags};

inline constexpr std::string_view kSpecialChoices[] = {"all", "none", "error"};
inline constexpr Named<InvalidUtf8> kInvalidUtf8[] = {{"error", InvalidUtf8::error},
                                                      {"replace", InvalidUtf8::replace},
                                                      {"bytes", InvalidUtf8::bytes}};
inline constexpr auto kInvalidUtf8Names = names_of(kInvalidUtf8);
inline constexpr Named<Chunking> kChunking[] = {
    {"kimi", Chunking::kimi}, {"transformers", Chunking::transformers}, {"none", Chunking::none}};
inline constexpr auto kChunkingNames = names_of(kChunking);

inline Result<void> apply_special(Args& args, std::string_view text) {
  SpecialArgs& special = args.tokenize.special;
  if (text == "all" || text == "none" || text == "error") {
    special.mode = text == "all"    ? SpecialMode::all
                   : text == "none" ? SpecialMode::none
                                    : SpecialMode::error;
    return {};
  }
  special.mode = SpecialMode::some;
  return store_list(special.names, text);
}

inline constexpr Flag kTokenizeFlags[] = {
    {.name = "special",
     .value = Value::special,
     .value_name = "WHICH",
     .choices = kSpecialChoices,
     .summary = "What names of special tokens in text mean.",
     .detail = "all, the default and the published tokenizer's: the special token. none: ordinary "
               "text; use "
               "it for text you do not trust. error: a failure. NAME,NAME: only these are special "
               "tokens.",
     .apply = apply_special},
    {.name = "ordinary",
     .summary = "The same as --special none.",
     .apply = [](Args& a, std::string_view) -> Result<void> {
       a.tokenize.special.mode = SpecialMode::none;
       return {};
     }},
    {.name = "invalid-utf8",
     .value = Value::choice,
     .value_name = "HOW",
     .choices = kInvalidUtf8Names,
     .summary = "What bytes that are not UTF-8 mean.",
     .detail =
         "error, the default: a failure that names the byte. replace: U+FFFD. bytes: the tokens of "
         "the "
         "single bytes, so that decoding gives the input back; the reference never sees such text.",
     .apply = [](Args& a,
                 std::string_view v) { return choose(a.tokenize.invalid_utf8, kInvalidUtf8, v); }},
    {.name = "chunking",
     .value = Value::choice,
     .value_name = "HOW",
     .choices = kChunkingNames,
     .summary = "Where long text is cut beforehand.",
     .detail =
         "kimi, a Kimi tokenizer's default: as its encode does, every 400,000 characters and after "
         "25,000 of one kind. transformers: on the names of added tokens first, as serving engines "
         "do. "
         "none: nowhere, as tiktoken.",
     .apply = [](Args& a,
                 std::string_view v) { return choose(a.tokenize.chunking, kChunking, v); }},
    {.name = "bos",
     .summary = "Put the token [BOS] before each record.",
     .detail = "The bos_token of tokenizer_config.json.",
     .apply = [](Args& a, std::string_view) { return store(a.tokenize.bos); }},
    {.name = "eos",
     .summary = "Put the token [EOS] after each record.",
     .detail = "The eos_token of tokenizer_config.json.",
     .apply = [](Args& a, std::string_view) { return store(a.tokenize.eos); }},
    {.name = "prepend",
     .value = Value::special,
     .value_name = "TOKEN",
     .summary = "Put this id or special token before records.",
     .times = Times::many,
     .apply = [](Args& a, std::string_view v) { return append_text(a.tokenize.prepend, v); }},
    {.name = "append",
     .value = Value::special,
     .value_name = "TOKEN",
     .summary = "Put this id or special token after records.",
     .times = Times::many,
     .apply = [](Args& a, std::string_view v) { return append_text(a.tokenize.append, v); }},
};
inline constexpr FlagGroup kTokenizeGroup = {"Tokenizing", kTokenizeFlags};

inline constexpr Flag kOutputFlag = {
    .letter = 'o',
    .name = "output",
    .value = Value::file,
    .value_name = "FILE",
    .summary = "Write to FILE instead of standard output.",
    .detail = "It appears under its name only when everything went well. - is standard output.",
    .apply = [](Args& a, std::string_view v) { return store_text(a.output.path, v); }};

// The rules of the groups above.
inline constexpr Rule kQuietRule = {Rule::Kind::at_most_one, "quiet verbose", ""};
inline constexpr Rule kRecordRule = {Rule::Kind::at_most_one, "lines null jsonl segments chomp",
                                     ""};
inline constexpr Rule kTextRule = {Rule::Kind::excludes, "text", "FILE files-from files0-from"};
inline constexpr Rule kListRule = {Rule::Kind::at_most_one, "files-from files0-from", ""};
inline constexpr Rule kKeepRule = {Rule::Kind::needs_one, "keep", "jsonl"};
inline constexpr Rule kOrdinaryRule = {Rule::Kind::at_most_one, "special ordinary", ""};

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_TABLE_SHARED_HPP_
