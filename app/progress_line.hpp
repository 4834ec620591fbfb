// A line on stderr that is written over as the work goes on.
#ifndef KIMITOK_APP_PROGRESS_LINE_HPP_
#define KIMITOK_APP_PROGRESS_LINE_HPP_

#include <chrono>
#include <string>

#include "cli/args.hpp"

namespace kimitok::app {

// Where stderr is no terminal each show() is a line of its own. Shown once the work has taken a
// second, then five times a second at most, and removed at the end. With --progress auto only where
// stderr is a terminal and data does not go to one, and never with --quiet.
class ProgressLine {
 public:
  using Clock = std::chrono::steady_clock;

  ProgressLine(const cli::GlobalArgs& global, bool data_to_terminal);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  bool is_due(Clock::time_point now) const { return wanted_ && now >= next_; }
  // Requires: printable text.
  void show(const std::string& text, Clock::time_point now);
  // Removes it, so that other lines can be written.
  void clear();

 private:
  bool on_terminal_;
  bool wanted_;
  Clock::time_point next_ = Clock::now() + std::chrono::seconds(1);
  bool shown_ = false;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_PROGRESS_LINE_HPP_
