// What the user typed, as values. Filled by parse(), which touches no file, terminal or
// environment.
#ifndef KIMITOK_APP_CLI_ARGS_HPP_
#define KIMITOK_APP_CLI_ARGS_HPP_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kimitok/decode_stream.hpp"
#include "kimitok/tokenizer.hpp"

namespace kimitok::cli {

enum class When { automatic, always, never };

// What one record of the input is.
enum class RecordForm { whole, lines, nul, jsonl, segments };

// What encode writes.
enum class EncodeForm { ids, lines, json, jsonl, tsv, u32, u16, i32, npy, hex, text };

// What decode reads.
enum class IdForm { automatic, ids, json, jsonl, u32, u16, i32, npy };

enum class Side { head, tail };
enum class Boundary { token, character };
enum class CountSort { none, tokens, name };
enum class ShowTotal { automatic, always, never, only };
enum class SpecialsShown { off, named, reserved, all };
enum class DumpForm { tsv, jsonl, token_bytes };
enum class Shell { bash, zsh, fish };

inline constexpr unsigned kMaxThreads = 1024;

struct GlobalArgs {
  std::string model;             // -m; empty: $KIMITOK_MODEL
  std::string cache_dir;         // --cache-dir; empty: as the environment says
  std::string tiktoken_model;    // --tiktoken-model
  std::string tokenizer_config;  // --tokenizer-config
  std::optional<std::string> pattern;
  std::string special_tokens;  // --special-tokens FILE
  bool quiet = false;
  int verbose = 0;
  When color = When::automatic;
  When progress = When::automatic;
  unsigned threads = 0;  // 0: all cores
};

// How to reach the Hub: fetch, update, verify.
struct HubArgs {
  std::string endpoint;    // --endpoint
  std::string token_file;  // --token-file
  std::string ca_file;     // --cacert
  bool offline = false;
  std::optional<std::uint64_t> timeout_seconds;       // --timeout, over everything
  std::optional<std::uint64_t> retries;               // --retries, of each request
  std::optional<std::uint64_t> lock_timeout_seconds;  // --lock-timeout
};

struct InputArgs {
  std::vector<std::string> files;          // operands; "-" is stdin
  std::vector<std::string> texts;          // --text
  std::optional<std::string> files_from;   // --files-from
  std::optional<std::string> files0_from;  // --files0-from
  RecordForm records = RecordForm::whole;
  std::string jsonl_field = "text";
  bool keep = false;  // --keep: pass the other fields of a JSONL record through
  bool chomp = false;
  bool fail_fast = false;
  bool recursive = false;                     // count
  std::vector<std::string> include, exclude;  // count: globs
};

struct SpecialArgs {
  SpecialMode mode = SpecialMode::all;
  std::vector<std::string> names;  // for SpecialMode::some
};

struct TokenizeArgs {
  SpecialArgs special;
  InvalidUtf8 invalid_utf8 = InvalidUtf8::error;
  std::optional<Chunking> chunking;  // not given: the model's own
  bool bos = false, eos = false;
  std::vector<std::string> prepend, append;  // ids or names
};

struct OutputArgs {
  std::string path;  // -o; empty or "-": stdout
};

struct EncodeArgs {
  EncodeForm form = EncodeForm::ids;
  std::vector<std::string> fields;  // jsonl: pieces, bytes, chars, special, text
  std::string index;                // --index FILE
  std::optional<std::uint64_t> max_tokens;
  Side side = Side::head;
  Boundary boundary = Boundary::token;
  bool fail_if_truncated = false;
  std::optional<std::uint64_t> chunk;
  std::uint64_t overlap = 0;
  std::string out_pattern;  // "part-%04d.txt"
};

struct DecodeArgs {
  IdForm from = IdForm::automatic;
  std::vector<std::string> ids;  // --id, repeatable: ids given on the command line
  DecodeErrors errors = DecodeErrors::bytes;
  bool skip_special = false;
  std::vector<std::string> skip_names;  // empty: the config's set; "all": every special token
  std::vector<std::string> stop_at;
  bool eos = false;
  bool include_stop = false;
  bool stream = false;
  bool json = false;
  bool pieces = false;
};

struct CountArgs {
  bool json = false;
  bool bytes = false, chars = false, lines = false;
  CountSort sort = CountSort::none;
  std::optional<std::uint64_t> top;
  ShowTotal total = ShowTotal::automatic;
  std::optional<std::uint64_t> budget;
  bool fast_fail = false;
};

struct InspectArgs {
  bool pieces = false, table = false, pretokens = false, merges = false;
  std::vector<std::string> ids, tokens, bytes, special_names;  // look-ups
  std::string search, substring;
  std::optional<std::uint64_t> limit;
  SpecialsShown specials = SpecialsShown::off;
  bool list = false;
  DumpForm dump = DumpForm::tsv;
  bool unreachable = false;
  bool json = false;
};

struct FetchArgs {
  std::string reference;  // REPO[@REVISION] or an alias; empty: what kimitok.lock names
  std::string to;         // --to DIR
  std::string save;       // --save NAME
  std::string sha256;     // --sha256 HEX: of tiktoken.model
  bool allow_other_vocabulary = false;
  bool force = false;
  bool dry_run = false;
  bool list = false;
  bool locked = false;
  bool frozen = false;
  bool json = false;
};

struct UpdateArgs {
  std::vector<std::string> names;  // empty: all
  std::string to;                  // --to REVISION
  bool check = false;
  bool json = false;
};

enum class Report { none, json, tap };

struct VerifyArgs {
  std::vector<std::string> names;  // of kimitok.lock; empty: all, or the tokenizer of -m
  bool locked = false, repair = false, remote = false;
  std::vector<std::string> golden;
  bool update = false, force = false;  // rewrite the goldens; even in CI
  std::vector<std::string> roundtrip;  // files
  std::optional<std::uint64_t> random;
  std::uint64_t seed = 0;
  std::string against;  // a shell command
  bool self_test = false;
  std::optional<std::uint64_t> max_failures;
  Report report = Report::none;
  std::string junit;  // file
};

struct Args {
  std::string command;
  GlobalArgs global;
  InputArgs input;
  TokenizeArgs tokenize;
  OutputArgs output;
  EncodeArgs encode;
  DecodeArgs decode;
  CountArgs count;
  InspectArgs inspect;
  HubArgs hub;
  FetchArgs fetch;
  UpdateArgs update;
  VerifyArgs verify;
  std::optional<Shell> completion_shell;
  std::string help_topic;
  std::string candidates;  // one of cli::kCandidates
  bool version_json = false;
};

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_ARGS_HPP_
