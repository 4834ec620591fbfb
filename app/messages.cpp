#include "messages.hpp"

#include <unistd.h>

#include <string>

#include "escaped.hpp"

namespace kimitok::app {
namespace {

void say(std::string_view text) {
  // One write for one line, so that lines of several processes do not mix. If stderr is gone there
  // is nobody left to tell; the exit status still says what happened.
  const std::string line = "kimitok: " + escaped(text) + "\n";
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace

void Messages::error(const Error& error) const { say(error.message()); }

void Messages::warning(std::string_view sentence) const {
  if (!quiet_) say("warning: " + std::string(sentence));
}

void Messages::note(std::string_view sentence) const {
  if (!quiet_) say(sentence);
}

void Messages::detail(std::string_view sentence) const {
  if (verbose_ > 0) say(sentence);
}

}  // namespace kimitok::app
