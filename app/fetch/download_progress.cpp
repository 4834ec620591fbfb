#include "fetch/download_progress.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "escaped.hpp"

namespace kimitok::app {
namespace {

cli::GlobalArgs with_progress(cli::GlobalArgs global, const HubSettings& settings) {
  if (global.progress == cli::When::automatic && settings.progress_bars == false) {
    global.progress = cli::When::never;
  }
  return global;
}

double megabytes(double bytes) { return bytes / 1e6; }

}  // namespace

std::string transfer_line(std::string_view name, std::uint64_t done,
                          std::optional<std::uint64_t> size, std::chrono::duration<double> taken) {
  const auto so_far = static_cast<double>(done);
  const double rate = taken.count() > 0 ? so_far / taken.count() : 0;
  if (!size || *size == 0) {
    return fmt::format("{}: {:.1f} MB, {:.1f} MB/s", name, megabytes(so_far), megabytes(rate));
  }
  const auto whole = static_cast<double>(*size);
  // A transfer that was begun again counts bytes twice.
  const double part = std::min(so_far / whole, 1.0);
  std::string line =
      fmt::format("{}: {:.1f} of {:.1f} MB ({:.0f} %), {:.1f} MB/s", name, megabytes(part * whole),
                  megabytes(whole), 100 * part, megabytes(rate));
  if (rate > 0) line += fmt::format(", {:.0f} s left", std::ceil((1 - part) * whole / rate));
  return line;
}

DownloadProgress::DownloadProgress(const cli::GlobalArgs& global, const HubSettings& settings)
    : line_(with_progress(global, settings), false) {}

void DownloadProgress::begin(std::string_view name, std::optional<std::uint64_t> size) {
  name_ = escaped(name);
  size_ = size;
  done_ = 0;
  begun_ = Clock::now();
}

void DownloadProgress::advance(std::uint64_t bytes) {
  done_ += bytes;
  const Clock::time_point now = Clock::now();
  if (line_.is_due(now)) line_.show(transfer_line(name_, done_, size_, now - begun_), now);
}

}  // namespace kimitok::app
