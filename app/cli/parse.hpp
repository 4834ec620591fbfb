// From the words of the command line to values.
#ifndef KIMITOK_APP_CLI_PARSE_HPP_
#define KIMITOK_APP_CLI_PARSE_HPP_

#include <span>
#include <string>

#include "cli/args.hpp"
#include "kimitok/error.hpp"

namespace kimitok::cli {

enum class Action { run, short_help, full_help, show_version };

struct Request {
  Action action = Action::run;
  Args args;  // for help only `command` is filled, for the version only `version_json`
};

// `words` are those after the program's name. Touches no file, terminal or environment. Fails with
// `usage`. Help and version win over everything else that may be wrong, except for a flag without
// its value.
//
// Flags may stand before, between and after operands, global ones also before the command. `--`
// ends them.
// `-` is an operand. Values follow in the next word, whatever it looks like, or after `=`; optional
// ones only after `=`. Short switches may be joined (-ql), and a value may follow its letter (-j4).
// Names are never abbreviated.
Result<Request> parse(std::span<const std::string> words);

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_PARSE_HPP_
