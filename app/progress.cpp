#include "progress.hpp"

#include <fmt/core.h>

#include <string>

namespace kimitok::app {
namespace {

constexpr double kMegabyte = 1e6;

}  // namespace

Progress::Progress(const cli::GlobalArgs& global, bool data_to_terminal,
                   std::optional<std::uint64_t> total)
    : line_(global, data_to_terminal), total_(total) {}

void Progress::advance(std::uint64_t bytes) {
  done_ += bytes;
  const Clock::time_point now = Clock::now();
  if (!line_.is_due(now)) return;
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  const double megabytes = static_cast<double>(done_) / kMegabyte;
  std::string text = fmt::format("{:.0f} MB", megabytes);
  if (total_ && *total_ > 0) {
    text += fmt::format(" of {:.0f} MB ({:.0f} %)", static_cast<double>(*total_) / kMegabyte,
                        100.0 * static_cast<double>(done_) / static_cast<double>(*total_));
  }
  line_.show(text + fmt::format(", {:.0f} MB/s", megabytes / seconds), now);
}

}  // namespace kimitok::app
