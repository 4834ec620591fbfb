// How far the transfer of a file is, on stderr.
#ifndef KIMITOK_APP_FETCH_DOWNLOAD_PROGRESS_HPP_
#define KIMITOK_APP_FETCH_DOWNLOAD_PROGRESS_HPP_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cli/args.hpp"
#include "kimitok/hub_settings.hpp"
#include "progress_line.hpp"

namespace kimitok::app {

// "tiktoken.model: 1.4 of 2.8 MB (50 %), 3.1 MB/s, 1 s left". `name` is printable; `size` and what
// follows from it are left out where it is not known.
std::string transfer_line(std::string_view name, std::uint64_t done,
                          std::optional<std::uint64_t> size, std::chrono::duration<double> taken);

class DownloadProgress {
 public:
  // HF_HUB_DISABLE_PROGRESS_BARS counts where --progress is auto.
  DownloadProgress(const cli::GlobalArgs& global, const HubSettings& settings);

  void begin(std::string_view name, std::optional<std::uint64_t> size);
  void advance(std::uint64_t bytes);
  // Before something else is written to stderr.
  void clear() { line_.clear(); }

 private:
  using Clock = ProgressLine::Clock;

  ProgressLine line_;
  std::string name_;
  std::optional<std::uint64_t> size_;
  std::uint64_t done_ = 0;
  Clock::time_point begun_ = Clock::now();
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_FETCH_DOWNLOAD_PROGRESS_HPP_
