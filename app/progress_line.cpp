#include "progress_line.hpp"

#include <unistd.h>

namespace kimitok::app {
namespace {

void say(const std::string& text) {
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

bool wants(const cli::GlobalArgs& global, bool data_to_terminal, bool on_terminal) {
  if (global.quiet || global.progress == cli::When::never) return false;
  return global.progress == cli::When::always || (on_terminal && !data_to_terminal);
}

}  // namespace

ProgressLine::ProgressLine(const cli::GlobalArgs& global, bool data_to_terminal)
    : on_terminal_(isatty(STDERR_FILENO) == 1),
      wanted_(wants(global, data_to_terminal, on_terminal_)) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::show(const std::string& text, Clock::time_point now) {
  // A file that collects stderr gets lines; a terminal one line that is written over.
  say(on_terminal_ ? "\rkimitok: " + text + "\x1b[K" : "kimitok: " + text + "\n");
  shown_ = true;
  next_ = now + std::chrono::milliseconds(200);
}

void ProgressLine::clear() {
  if (shown_ && on_terminal_) say("\r\x1b[K");
  shown_ = false;
}

}  // namespace kimitok::app
