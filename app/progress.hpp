// How far a long run is, on stderr.
#ifndef KIMITOK_APP_PROGRESS_HPP_
#define KIMITOK_APP_PROGRESS_HPP_

#include <cstdint>
#include <optional>

#include "cli/args.hpp"
#include "progress_line.hpp"

namespace kimitok::app {

class Progress {
 public:
  // `total`: bytes to come, if known.
  Progress(const cli::GlobalArgs& global, bool data_to_terminal,
           std::optional<std::uint64_t> total);

  void advance(std::uint64_t bytes);

 private:
  using Clock = ProgressLine::Clock;

  ProgressLine line_;
  std::optional<std::uint64_t> total_;
  std::uint64_t done_ = 0;
  Clock::time_point begun_ = Clock::now();
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_PROGRESS_HPP_
