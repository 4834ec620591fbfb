#include "cli/parse.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace kimitok;
using Words = std::vector<std::string>;

namespace {

cli::Args args_of(const Words& words) {
  auto request = cli::parse(words);
  if (!request) FAIL("refused: " << request.error().message());
  REQUIRE(request->action == cli::Action::run);
  return request->args;
}

std::string refusal_of(const Words& words) {
  const auto request = cli::parse(words);
  if (request) return "accepted";
  CHECK(request.error().code() == ErrorCode::usage);
  return request.error().message();
}

}  // namespace

TEST_CASE("parse: flags stand before, between and after operands and the command") {
  const Words lines[] = {
      {"encode", "-q", "-j", "4", "a", "b"}, {"encode", "a", "-j4", "b", "-q"},
      {"-q", "-j4", "encode", "a", "b"},     {"--threads=4", "encode", "a", "b", "--quiet"},
      {"-qj4", "encode", "a", "b"},          {"-j", "4", "encode", "a", "-q", "--", "b"},
  };
  for (const Words& words : lines) {
    CAPTURE(words[0]);
    const cli::Args args = args_of(words);
    CHECK(args.command == "encode");
    CHECK(args.global.quiet);
    CHECK(args.global.threads == 4);
    CHECK(args.input.files == Words{"a", "b"});
  }
}

TEST_CASE("parse: an operand is taken as it is") {
  struct Case {
    Words words, files;
  };
  const Case cases[] = {
      {{"encode"}, {}},
      {{"encode", "-"}, {"-"}},
      {{"encode", ""}, {""}},
      {{"encode", "--"}, {}},
      {{"encode", "--", "-x", "--", "--y=1"}, {"-x", "--", "--y=1"}},
      {{"encode", "[a,b]", "++", "encode", "/x", "a=b", "{}"},
       {"[a,b]", "++", "encode", "/x", "a=b", "{}"}},
      {{"encode", "count", "help"}, {"count", "help"}},
  };
  for (const Case& row : cases) {
    CAPTURE(row.words.back());
    CHECK(args_of(row.words).input.files == row.files);
  }
}

TEST_CASE("parse: a value is taken as it is, from the next word or after the equals sign") {
  struct Case {
    Words words, texts;
  };
  const Case cases[] = {
      {{"-t", ""}, {""}},
      {{"--text="}, {""}},
      {{"--text", ""}, {""}},
      {{"-t", "--"}, {"--"}},
      {{"-t", "-x"}, {"-x"}},
      {{"--text=-x"}, {"-x"}},
      {{"--text", "--to"}, {"--to"}},
      {{"-tab"}, {"ab"}},
      {{"-t=x"}, {"=x"}},
      {{"--text=a=b"}, {"a=b"}},
      {{"--text==", "-t", "--a=b"}, {"=", "--a=b"}},
      {{"-t", "[a,b]", "--text=[c]"}, {"[a,b]", "[c]"}},
      {{"--text=true", "--text={}"}, {"true", "{}"}},
      {{"-t", "x\ny", "-t", " "}, {"x\ny", " "}},
  };
  for (Case row : cases) {
    CAPTURE(row.words[0]);
    row.words.insert(row.words.begin(), "encode");
    const cli::Args args = args_of(row.words);
    CHECK(args.input.texts == row.texts);
    CHECK(args.input.files.empty());
  }
}

TEST_CASE("parse: an optional value is only taken after the equals sign") {
  const cli::Args bare = args_of({"encode", "--jsonl", "x"});
  CHECK(bare.input.records == cli::RecordForm::jsonl);
  CHECK(bare.input.jsonl_field == "text");
  CHECK(bare.input.files == Words{"x"});
  CHECK(args_of({"encode", "--jsonl=x"}).input.jsonl_field == "x");
  CHECK(args_of({"encode", "--jsonl=true"}).input.jsonl_field == "true");
  CHECK(args_of({"inspect", "--specials"}).inspect.specials == cli::SpecialsShown::named);
  CHECK(args_of({"inspect", "--specials=all"}).inspect.specials == cli::SpecialsShown::all);
  CHECK(args_of({"decode", "--skip-special"}).decode.skip_names.empty());
  CHECK(args_of({"decode", "--skip-special=a,b"}).decode.skip_names == Words{"a", "b"});
}

TEST_CASE("parse: values reach their place") {
  const cli::Args encode = args_of({"encode",
                                    "--to",
                                    "jsonl",
                                    "--fields",
                                    "pieces,chars",
                                    "--special",
                                    "<|im_end|>,[EOS]",
                                    "--invalid-utf8=bytes",
                                    "--chunking",
                                    "transformers",
                                    "--max-tokens",
                                    "0",
                                    "--side",
                                    "tail",
                                    "--boundary",
                                    "char",
                                    "--prepend",
                                    "[BOS]",
                                    "--append=163585",
                                    "-o",
                                    "out",
                                    "-vv",
                                    "-m",
                                    "model"});
  CHECK(encode.encode.form == cli::EncodeForm::jsonl);
  CHECK(encode.encode.fields == Words{"pieces", "chars"});
  CHECK(encode.tokenize.special.mode == SpecialMode::some);
  CHECK(encode.tokenize.special.names == Words{"<|im_end|>", "[EOS]"});
  CHECK(encode.tokenize.invalid_utf8 == InvalidUtf8::bytes);
  CHECK(encode.tokenize.chunking == Chunking::transformers);
  CHECK(encode.encode.max_tokens == 0);
  CHECK(encode.encode.side == cli::Side::tail);
  CHECK(encode.encode.boundary == cli::Boundary::character);
  CHECK(encode.tokenize.prepend == Words{"[BOS]"});
  CHECK(encode.tokenize.append == Words{"163585"});
  CHECK(encode.output.path == "out");
  CHECK(encode.global.verbose == 2);
  CHECK(encode.global.model == "model");

  const cli::Args count =
      args_of({"count", "-r", "--include", "*.md", "--include=*.txt", "--budget",
               "18446744073709551615", "--newlines", "--sort", "tokens"});
  CHECK(count.input.recursive);
  CHECK(count.input.include == Words{"*.md", "*.txt"});
  CHECK(count.count.budget == UINT64_MAX);
  CHECK(count.count.lines);
  CHECK(count.count.sort == cli::CountSort::tokens);

  const cli::Args inspect = args_of({"inspect", "--list", "--to", "token-bytes"});
  CHECK(inspect.inspect.list);
  CHECK(inspect.inspect.dump == cli::DumpForm::token_bytes);
  CHECK(args_of({"verify", "--golden", "a", "--golden", "b"}).verify.golden == Words{"a", "b"});
  CHECK(args_of({"completion", "zsh"}).completion_shell == cli::Shell::zsh);
  CHECK(args_of({"help", "count"}).help_topic == "count");
  CHECK(args_of({"encode", "--ordinary"}).tokenize.special.mode == SpecialMode::none);
  CHECK(args_of({"encode", "--json"}).encode.form == cli::EncodeForm::json);
}

TEST_CASE("parse: what is wrong is refused with its reason") {
  struct Case {
    Words words;
    std::string_view message;
  };
  const Case cases[] = {
      {{}, "no command given; see kimitok --help"},
      {{"-q"}, "no command given; see kimitok --help"},
      {{"--", "encode"}, "no command given; see kimitok --help"},
      {{"enc"}, "unknown command 'enc'; did you mean encode?"},
      {{"zzz", "--help"}, "unknown command 'zzz'; see kimitok --help"},
      {{""}, "unknown command ''; see kimitok --help"},
      {{"--quit", "encode"}, "unknown flag --quit; did you mean --quiet?"},
      {{"-=x", "encode"}, "unknown flag -=x; see kimitok --help"},
      {{"encode", "-q-"}, "unknown flag -q-; see kimitok --help"},
      {{"encode", "-lq-help"}, "unknown flag -lq-help; see kimitok --help"},
      {{"--=x", "encode"}, "unknown flag --=x; see kimitok --help"},
      {{"--lines", "encode"}, "--lines stands before the command; put it after the command"},
      {{"--json", "encode"}, "--json stands before the command; put it after the command"},
      {{"encode", "--too", "ids"}, "unknown flag --too; did you mean --to?"},
      {{"encode", "--tex=a"}, "unknown flag --tex; did you mean --text?"},
      {{"encode", "--zzzzzz"}, "unknown flag --zzzzzz; see kimitok encode --help"},
      {{"encode", "-5"}, "unknown flag -5; see kimitok encode --help"},
      {{"encode", "-lx"}, "unknown flag -x; see kimitok encode --help"},
      {{"encode", "---x"}, "unknown flag ---x; see kimitok encode --help"},
      {{"encode", "--=x"}, "unknown flag --=x; see kimitok encode --help"},
      {{"encode", "--to"}, "--to: the value is missing"},
      {{"encode", "-j"}, "--threads: the value is missing"},
      {{"encode", "-m", ""}, "--model: the value is empty"},
      {{"encode", "-j", "4x"}, "--threads: '4x' is not a number"},
      {{"encode", "-j", "-4"}, "--threads: '-4' is not a number"},
      {{"encode", "-j", "1025"}, "--threads: 1025 is too large, the most is 1024"},
      {{"encode", "--chunk", "0"}, "--chunk: 0 is too small, the least is 1"},
      {{"decode", "--id", "1", "--id", "x"}, "--id: 'x' is not a number"},
      {{"encode", "--side", "heat"}, "--side: 'heat' is not one of head, tail; did you mean head?"},
      {{"encode", "--side", ""}, "--side: '' is not one of head, tail"},
      {{"encode", "--to", "jsonl", "--fields", "text,"},
       "--fields: 'text,' has an empty part between commas"},
      {{"encode", "--to", "jsonl", "--fields", "text,chart"},
       "--fields: 'chart' is not one of pieces, bytes, chars, special, text; did you mean chars?"},
      {{"encode", "--special", "a,,b"}, "--special: 'a,,b' has an empty part between commas"},
      {{"encode", "--lines=true"}, "--lines: it takes no value"},
      {{"encode", "--lines="}, "--lines: it takes no value"},
      {{"encode", "--jsonl="}, "--jsonl: there is nothing after the equals sign"},
      {{"encode", "--to", "ids", "--to", "ids"}, "--to: given more than once"},
      {{"-m", "a", "encode", "-m", "a"}, "--model: given more than once"},
      {{"help", "count", "x"}, "unexpected word x; see kimitok help --help"},
      {{"completion"}, "no shell given; it is one of bash, zsh, fish"},
      {{"completion", "tcsh"}, "unknown shell 'tcsh'; it is one of bash, zsh, fish"},
      {{"completion", "zsh", "fish"}, "unexpected word fish; see kimitok completion --help"},
      {{"help", "encod"}, "unknown command 'encod'; did you mean encode?"},
      {{"generate", "man"}, "generate needs man or completions, and a directory"},
  };
  for (const Case& row : cases) {
    CHECK(refusal_of(row.words) == std::string(row.message));
  }
}

TEST_CASE("parse: flags that contradict each other or miss another are refused") {
  struct Case {
    Words words;
    std::string_view message;
  };
  const Case cases[] = {
      {{"-q", "encode", "-v"}, "--quiet does not go with --verbose"},
      {{"encode", "-l", "-0"}, "--lines does not go with --null"},
      {{"encode", "--jsonl", "--segments"}, "--jsonl does not go with --segments"},
      {{"count", "-l", "--chomp"}, "--lines does not go with --chomp"},
      {{"encode", "-t", "a", "f"}, "--text does not go with names of files"},
      {{"encode", "-t", "a", "--files-from", "f"}, "--text does not go with --files-from"},
      {{"encode", "--files-from", "f", "--files0-from", "f"},
       "--files-from does not go with --files0-from"},
      {{"encode", "--ordinary", "--special", "none"}, "--special does not go with --ordinary"},
      {{"encode", "--json", "--to", "json"}, "--to does not go with --json"},
      {{"encode", "--max-tokens", "1", "--chunk", "1"}, "--max-tokens does not go with --chunk"},
      {{"encode", "--keep"}, "--keep needs --jsonl"},
      {{"encode", "--side", "head"}, "--side needs --max-tokens"},
      {{"encode", "--boundary", "char"}, "--boundary needs --max-tokens or --chunk"},
      {{"encode", "--overlap", "1"}, "--overlap needs --chunk"},
      {{"encode", "--chunk", "3", "--overlap", "3"}, "--overlap has to be less than --chunk"},
      {{"encode", "--to", "json", "--fields", "text"}, "--fields needs --to jsonl"},
      {{"encode", "--to", "npy", "--index", "i"}, "--index needs --to u32, u16 or i32"},
      {{"count", "--fast-fail"}, "--fast-fail needs --budget"},
      {{"count", "--include", "*"}, "--include needs --recursive"},
      {{"decode", "--include-stop"}, "--include-stop needs --stop-at or --eos"},
      {{"decode", "--id", "1", "f"}, "--id does not go with names of files"},
      {{"decode", "--stream", "--json"}, "--stream does not go with --json"},
      {{"inspect", "--to", "tsv"}, "--to needs --list"},
      {{"inspect", "--id", "1", "-t", "a"}, "--id does not go with --text"},
      {{"inspect", "--list", "--specials"}, "--specials does not go with --list"},
  };
  for (const Case& row : cases) {
    CHECK(refusal_of(row.words) == std::string(row.message));
  }
}

TEST_CASE("parse: help and version win over what else is wrong") {
  struct Case {
    Words words;
    cli::Action action;
    std::string_view command;
  };
  const Case cases[] = {
      {{"-h"}, cli::Action::short_help, ""},
      {{"--help"}, cli::Action::full_help, ""},
      {{"--help", "encode"}, cli::Action::full_help, "encode"},
      {{"encode", "-h"}, cli::Action::short_help, "encode"},
      {{"encode", "-lh", "--nothing"}, cli::Action::short_help, "encode"},
      {{"encode", "-h", "--help", "--version"}, cli::Action::full_help, "encode"},
      {{"encode", "-l", "-0", "--help"}, cli::Action::full_help, "encode"},
      {{"-V"}, cli::Action::show_version, ""},
      {{"encode", "--version"}, cli::Action::show_version, "encode"},
  };
  for (const Case& row : cases) {
    CAPTURE(row.words[0]);
    const auto request = cli::parse(row.words);
    REQUIRE(request);
    CHECK(request->action == row.action);
    CHECK(request->args.command == std::string(row.command));
  }
  CHECK(cli::parse(Words{"encode", "--", "--help"})->action == cli::Action::run);
  CHECK(cli::parse(Words{"encode", "-t", "--help"})->action == cli::Action::run);
}

TEST_CASE("parse: what fetch and update take reaches its place") {
  const cli::Args fetch = args_of({"fetch",
                                   "a/b@v1",
                                   "--to",
                                   "d",
                                   "--save",
                                   "mine",
                                   "--force",
                                   "--endpoint",
                                   "http://[::1]:80",
                                   "--token-file",
                                   "-",
                                   "--cacert",
                                   "c",
                                   "--timeout",
                                   "7",
                                   "--retries",
                                   "0",
                                   "--lock-timeout",
                                   "0",
                                   "--cache-dir",
                                   "e",
                                   "--json"});
  CHECK(fetch.fetch.reference == "a/b@v1");
  CHECK(fetch.fetch.to == "d");
  CHECK(fetch.fetch.save == "mine");
  CHECK(fetch.fetch.force);
  CHECK(fetch.fetch.json);
  CHECK(fetch.hub.endpoint == "http://[::1]:80");
  CHECK(fetch.hub.token_file == "-");
  CHECK(fetch.hub.ca_file == "c");
  CHECK(fetch.hub.timeout_seconds == 7);
  CHECK(fetch.hub.retries == 0);
  CHECK(fetch.hub.lock_timeout_seconds == 0);
  CHECK(fetch.global.cache_dir == "e");
  CHECK(args_of({"fetch"}).fetch.reference.empty());
  CHECK(args_of({"fetch", "--locked", "--offline"}).fetch.locked);
  const std::string sha256(64, 'a');
  CHECK(args_of({"fetch", "a/b", "--sha256", sha256}).fetch.sha256 == sha256);

  const cli::Args update = args_of({"update", "a", "b", "--check"});
  CHECK(update.update.names == Words{"a", "b"});
  CHECK(update.update.check);
  CHECK(args_of({"update", "a", "--to", "v2"}).update.to == "v2");
  CHECK(args_of({"complete", "models"}).candidates == "models");
}

TEST_CASE("parse: what fetch and update do not take is refused with its reason") {
  struct Case {
    Words words;
    std::string_view message;
  };
  const Case cases[] = {
      {{"fetch", "a", "b"}, "unexpected word b; see kimitok fetch --help"},
      {{"fetch", ""}, "the name of a repository: the value is empty"},
      {{"fetch", "--list", "a"}, "--list does not go with the name of a repository"},
      {{"fetch", "--save", "x"}, "--save needs the name of a repository"},
      {{"fetch", "--to", "x"}, "--to needs the name of a repository"},
      {{"fetch", "a", "--save", "x", "--locked"}, "--save does not go with --locked"},
      {{"fetch", "a", "--dry-run", "--to", "x"}, "--to does not go with --dry-run"},
      {{"fetch", "a", "--force", "--offline"}, "--force does not go with --offline"},
      {{"fetch", "a", "--save", "-x"},
       "--save: a name has at most 64 of A-Z a-z 0-9 . _ - and does not begin with . or -"},
      {{"fetch", "a", "--sha256", "ABC"},
       "--sha256: a SHA-256 is 64 hexadecimal digits in lower case"},
      {{"fetch", "a", "--timeout", "0"}, "--timeout: 0 is too small, the least is 1"},
      {{"fetch", "a", "--retries", "101"}, "--retries: 101 is too large, the most is 100"},
      {{"complete"}, "complete needs one of models, pins"},
      {{"complete", "files"}, "complete needs one of models, pins"},
  };
  for (const Case& row : cases) {
    CAPTURE(row.message);
    CHECK(refusal_of(row.words) == row.message);
  }
}

TEST_CASE("parse: --json beside --version asks for JSON") {
  CHECK_FALSE(cli::parse(Words{"--version"})->args.version_json);
  CHECK(cli::parse(Words{"--version", "--json"})->args.version_json);
  CHECK(cli::parse(Words{"--json", "-V"})->args.version_json);
}
