#include "progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <string>

namespace kimitok::app {
namespace {

constexpr double kMegabyte = 1e6;

void say(const std::string& text) {
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

bool wants(const cli::GlobalArgs& global, bool data_to_terminal, bool on_terminal) {
  if (global.quiet || global.progress == cli::When::never) return false;
  return global.progress == cli::When::always || (on_terminal && !data_to_terminal);
}

}  // namespace

Progress::Progress(const cli::GlobalArgs& global, bool data_to_terminal,
                   std::optional<std::uint64_t> total)
    : wanted_(false), on_terminal_(isatty(STDERR_FILENO) == 1), total_(total) {
  wanted_ = wants(global, data_to_terminal, on_terminal_);
}

Progress::~Progress() {
  if (shown_ && on_terminal_) say("\r\x1b[K");
}

void Progress::advance(std::uint64_t bytes) {
  done_ += bytes;
  if (!wanted_) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  show(now);
  next_ = now + std::chrono::milliseconds(200);
}

void Progress::show(Clock::time_point now) {
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  const double megabytes = static_cast<double>(done_) / kMegabyte;
  std::string line = fmt::format("{:.0f} MB", megabytes);
  if (total_ && *total_ > 0) {
    line += fmt::format(" of {:.0f} MB ({:.0f} %)", static_cast<double>(*total_) / kMegabyte,
                        100.0 * static_cast<double>(done_) / static_cast<double>(*total_));
  }
  line += fmt::format(", {:.0f} MB/s", megabytes / seconds);
  // A file that collects stderr gets lines; a terminal one line that is written over.
  say(on_terminal_ ? "\rkimitok: " + line + "\x1b[K" : "kimitok: " + line + "\n");
  shown_ = true;
}

}  // namespace kimitok::app
