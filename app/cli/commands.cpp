#include "cli/commands.hpp"

#include <cstddef>

#include "cli/table/count.hpp"
#include "cli/table/decode.hpp"
#include "cli/table/encode.hpp"
#include "cli/table/fetch.hpp"
#include "cli/table/inspect.hpp"
#include "cli/table/other.hpp"
#include "cli/table/update.hpp"
#include "cli/table/verify.hpp"

namespace kimitok::cli {
namespace {

constexpr Command kCommands[] = {kEncode, kDecode,     kCount, kInspect,  kFetch,   kUpdate,
                                 kVerify, kCompletion, kHelp,  kGenerate, kComplete};

constexpr Row kExitStatuses[] = {
    {"0", "Done; what was checked is right."},
    {"1",
     "The answer is no: a check failed, a look-up found nothing, a budget is exceeded, or a text "
     "was cut "
     "and `--fail-if-truncated` is given."},
    {"2", "The command line is wrong."},
    {"3",
     "The input is wrong: bytes that are not UTF-8, a special token that is not allowed, an "
     "unknown id, a "
     "broken format."},
    {"4",
     "The tokenizer is missing, broken or not supported; bytes are not those that were promised; "
     "or kimitok.lock does not fit."},
    {"5", "A network request failed, or was refused."},
    {"6", "A file or a stream could not be opened, read or written."},
    {"70", "A bug in kimitok; please report it."},
    {"128+N", "Ended by signal N: 130 on Ctrl-C, 141 when the reader of the output has gone away."},
};

constexpr Row kEnvironment[] = {
    {"KIMITOK_MODEL", "The tokenizer to use without `--model`."},
    {"KIMITOK_THREADS", "The number of threads to use without `--threads`."},
    {"KIMITOK_IMAGES",
     "The folder for compiled vocabularies; by default XDG_CACHE_HOME/kimitok/images. Empty: none "
     "are made or used."},
    {"HF_HUB_CACHE", "The cache to use without `--cache-dir`; before it HF_HOME/hub."},
    {"HF_HOME", "The folder of Hugging Face's tools: the cache is hub in it."},
    {"HF_ENDPOINT", "The Hub or a mirror to ask without `--endpoint`."},
    {"HF_TOKEN", "The access token to use without `--token-file`."},
    {"HF_TOKEN_PATH", "The file the token is in if HF_TOKEN is not set."},
    {"HF_HUB_DISABLE_IMPLICIT_TOKEN", "If true: no token is sent that was not asked for."},
    {"HF_HUB_OFFLINE", "If true: no request is made. TRANSFORMERS_OFFLINE is the same."},
    {"KIMITOK_OFFLINE", "If set: no request is made."},
    {"HF_HUB_ETAG_TIMEOUT", "Seconds until a reply has to begin."},
    {"HF_HUB_DOWNLOAD_TIMEOUT", "Seconds a transfer may stand still."},
    {"HF_HUB_DISABLE_PROGRESS_BARS", "If true: no progress of transfers."},
    {"HF_HUB_DISABLE_SYMLINKS", "If true: files are copied, not linked, within the cache."},
    {"HF_HUB_USER_AGENT_ORIGIN", "Who asks, for the Hub's statistics."},
    {"SSL_CERT_FILE",
     "Certificates to trust without `--cacert`; SSL_CERT_DIR is a folder of them."},
    {"https_proxy", "The proxy to use; also http_proxy, all_proxy and no_proxy."},
    {"NO_COLOR", "If set and not empty: no colors, unless `--color` says otherwise."},
    {"FORCE_COLOR", "If set and not empty: colors, unless NO_COLOR or `--color` say otherwise."},
    {"TERM", "dumb means a terminal without colors."},
    {"COLUMNS", "The width of the terminal."},
    {"KIMITOK_CPU_TIER",
     "For tests: use no more of the processor than portable, neon, avx2 or avx512 code does."},
};

constexpr Example kProgramExamples[] = {
    {"Ids of a text", "kimitok encode -m Kimi-K2-Instruct -t 'Hello, world!'", "19180 11 2695 0"},
    {"How many tokens files have", "kimitok count -m Kimi-K2-Instruct *.md", ""},
};

// Calls `visit` with each word of `words`; stops and returns false when it does.
template <typename Visit>
constexpr bool every_word(std::string_view words, Visit visit) {
  while (!words.empty()) {
    const std::size_t space = words.find(' ');
    if (!visit(words.substr(0, space))) return false;
    words = space == std::string_view::npos ? std::string_view() : words.substr(space + 1);
  }
  return true;
}

constexpr bool is_sentence(std::string_view text) {
  return !text.empty() && text.size() <= 50 && text.back() == '.';
}

constexpr bool well_formed(const Flag& flag) {
  if (flag.name.size() < 2 || !is_sentence(flag.summary)) return false;
  for (const char c : flag.name) {
    if (c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9')) return false;
  }
  if (flag.takes_value() == flag.value_name.empty()) return false;
  if (flag.value_is_optional && !flag.takes_value()) return false;
  const bool needs_choices = flag.value == Value::choice || flag.value == Value::choice_list;
  const bool may_have_choices =
      needs_choices || flag.value == Value::text || flag.value == Value::special;
  return flag.choices.empty() ? !needs_choices : may_have_choices;
}

constexpr std::size_t times_named(const Command& command, std::string_view name) {
  std::size_t times = 0;
  for (const FlagGroup& group : command.groups) {
    for (const Flag& flag : group.flags) times += flag.name == name ? 1 : 0;
  }
  return times;
}

constexpr std::size_t times_lettered(const Command& command, char letter) {
  std::size_t times = 0;
  for (const FlagGroup& group : command.groups) {
    for (const Flag& flag : group.flags) times += flag.letter == letter ? 1 : 0;
  }
  return times;
}

constexpr bool well_formed(const Command& command) {
  if (command.name.empty() || !is_sentence(command.summary) || command.description.empty())
    return false;
  for (const FlagGroup& group : command.groups) {
    for (const Flag& flag : group.flags) {
      if (!well_formed(flag) || times_named(command, flag.name) != 1) return false;
      if (flag.letter != '\0' && times_lettered(command, flag.letter) != 1) return false;
    }
  }
  const auto is_known = [&command](std::string_view name) {
    return name == "FILE" || times_named(command, name) == 1;
  };
  for (const Rule& rule : command.rules) {
    if (rule.others.empty() != (rule.kind == Rule::Kind::at_most_one)) return false;
    if (!every_word(rule.flags, is_known) || !every_word(rule.others, is_known)) return false;
  }
  return true;
}

constexpr bool well_formed(std::span<const Command> table) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (!well_formed(table[i])) return false;
    for (std::size_t j = 0; j < i; ++j) {
      if (table[i].name == table[j].name) return false;
    }
  }
  return true;
}
static_assert(well_formed(kCommands));

}  // namespace

std::span<const Command> commands() { return kCommands; }

const Command* find_command(std::string_view name) {
  for (const Command& command : kCommands) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

const Flag* find_flag(const Command& command, std::string_view name) {
  for (const FlagGroup& group : command.groups) {
    for (const Flag& flag : group.flags) {
      if (flag.name == name) return &flag;
    }
  }
  return nullptr;
}

const FlagGroup& global_flags() { return kGlobalGroup; }

std::string_view program_summary() {
  return "Exact tokenizer for Kimi models and tiktoken vocabularies.";
}

std::string_view program_description() {
  return "Turns text into the token ids of Kimi models and of other tiktoken-style tokenizers, and "
         "back. The ids are exactly those of the published tokenizers. Only `kimitok fetch`, "
         "`kimitok update`, and `kimitok verify` with --repair or --remote, use the network.\n\n"
         "Results go to standard output, everything else to standard error.";
}

std::span<const Example> program_examples() { return kProgramExamples; }
std::span<const Row> exit_statuses() { return kExitStatuses; }
std::span<const Row> environment() { return kEnvironment; }

}  // namespace kimitok::cli
