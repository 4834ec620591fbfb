// Every command and flag of kimitok, described once. The parser, --help, the man pages and the
// shell completions are all made from commands(); nothing else describes a flag. The entries
// themselves are in cli/table/.
//
// Prose is plain text. `like this` is set bold; a blank line separates paragraphs.
#ifndef KIMITOK_APP_CLI_COMMANDS_HPP_
#define KIMITOK_APP_CLI_COMMANDS_HPP_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/args.hpp"
#include "kimitok/error.hpp"

namespace kimitok::cli {

// What a value is; also decides what the shell completes.
enum class Value {
  none,         // a switch
  text,         // anything; `choices` are suggestions
  number,       // a decimal number
  file,         // a file
  directory,    // a directory
  path,         // either
  model,        // either, or the name of a tokenizer: an alias, a repository, one of kimitok.lock
  choice,       // one of `choices`
  choice_list,  // some of `choices`, separated by commas
  special,      // names of special tokens separated by commas, or one of `choices`
};

// Whether a flag may be given more than once.
enum class Times { once, many };

struct Flag {
  char letter = '\0';          // '\0': no short form
  std::string_view name = {};  // without the dashes
  Value value = Value::none;
  std::string_view value_name = {};  // "FORM"; empty for a switch
  std::span<const std::string_view> choices = {};
  std::string_view summary = {};  // one sentence, at most 50 characters: fits a help line
  std::string_view detail = {};   // what the man page and --help say beyond it
  Times times = Times::once;
  bool value_is_optional = false;  // taken only from --name=VALUE; apply gets "" without one
  // Checks the value and stores it, nothing else. Fails with `usage`.
  Result<void> (*apply)(Args&, std::string_view) = nullptr;

  constexpr bool takes_value() const { return value != Value::none; }
};

struct FlagGroup {
  std::string_view title;
  std::span<const Flag> flags = {};
};

// What flags ask of each other. Both lists are names without dashes, separated by spaces; "FILE"
// stands for the operands.
struct Rule {
  enum class Kind {
    at_most_one,  // of `flags` (`others` is empty)
    needs_one,    // each of `flags` needs one of `others`
    excludes,     // none of `flags` goes with any of `others`
  };
  Kind kind;
  std::string_view flags = {};
  std::string_view others = {};
};

// A command line and exactly what it prints with the tokenizer of Kimi K2.
struct Example {
  std::string_view note = {};
  std::string_view command = {};
  std::string_view output = {};  // without the final newline; empty: not shown
};

// What the words are that are not flags.
enum class Operand {
  none,
  files,
  reference,  // of a tokenizer, at most one
  names,      // of tokenizers of kimitok.lock
  shell,
  command,
  generate,
  candidates,  // one of kCandidates
};

struct Command {
  std::string_view name = {};
  std::string_view summary = {};   // as a flag's
  std::string_view operands = {};  // "[FILE...]"
  Operand operand = Operand::none;
  std::vector<std::string>& (*names)(Args&) = nullptr;  // where Operand::names go
  std::span<const FlagGroup> groups = {};
  std::span<const Rule> rules = {};
  std::string_view description = {};
  std::span<const Example> examples = {};
  std::string_view notes = {};
  // What the rules cannot say about flags together; nullptr: nothing. Fails with `usage`.
  Result<void> (*check)(const Args&) = nullptr;
  bool hidden = false;  // left out of help, man pages and completions
};

struct Row {
  std::string_view name = {};
  std::string_view meaning;
};

std::span<const Command> commands();
const Command* find_command(std::string_view name);  // nullptr: there is none
const Flag* find_flag(const Command& command, std::string_view name);

// -m, --quiet and the others that may also stand before the command.
const FlagGroup& global_flags();

// What kimitok is, for the top of its help and man page.
std::string_view program_summary();
std::string_view program_description();
std::span<const Example> program_examples();

std::span<const Row> exit_statuses();
std::span<const Row> environment();

inline constexpr std::string_view kShells[] = {"bash", "zsh", "fish"};

// What completions ask the program for: what names a tokenizer, and the tokenizers of kimitok.lock.
inline constexpr std::string_view kCandidates[] = {"models", "pins"};

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_COMMANDS_HPP_
