// Everything that is written to stderr.
#ifndef KIMITOK_APP_MESSAGES_HPP_
#define KIMITOK_APP_MESSAGES_HPP_

#include <string_view>

#include "cli/args.hpp"
#include "kimitok/error.hpp"

namespace kimitok::app {

// One line each, "kimitok: " first. Control characters in texts are shown as \xNN, so that no file
// name or token can send commands to the terminal. Errors are always shown.
class Messages {
 public:
  explicit Messages(const cli::GlobalArgs& global)
      : quiet_(global.quiet), verbose_(global.verbose) {}

  void error(const Error& error) const;
  void warning(std::string_view sentence) const;  // not with --quiet
  void note(std::string_view sentence) const;     // not with --quiet
  void detail(std::string_view sentence) const;   // only with --verbose

 private:
  bool quiet_;
  int verbose_;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_MESSAGES_HPP_
