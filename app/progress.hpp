// How far a long run is, on stderr.
#ifndef KIMITOK_APP_PROGRESS_HPP_
#define KIMITOK_APP_PROGRESS_HPP_

#include <chrono>
#include <cstdint>
#include <optional>

#include "cli/args.hpp"

namespace kimitok::app {

// One line that replaces itself, shown once the run has taken a second, and removed at the end.
// With
// --progress auto only where stderr is a terminal and data does not go to one, and never with
// --quiet.
class Progress {
 public:
  // `total`: bytes to come, if known.
  Progress(const cli::GlobalArgs& global, bool data_to_terminal,
           std::optional<std::uint64_t> total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void advance(std::uint64_t bytes);

 private:
  using Clock = std::chrono::steady_clock;
  void show(Clock::time_point now);

  bool wanted_;
  bool on_terminal_;
  std::optional<std::uint64_t> total_;
  std::uint64_t done_ = 0;
  Clock::time_point begun_ = Clock::now();
  Clock::time_point next_ = begun_ + std::chrono::seconds(1);
  bool shown_ = false;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_PROGRESS_HPP_
