#include "hub/transfer_limits.hpp"

#include <fmt/core.h>

namespace kimitok {
namespace {

std::string shown(std::chrono::milliseconds length) {
  return fmt::format("{:.3g} s", static_cast<double>(length.count()) / 1000);
}

}  // namespace

TransferLimits::TransferLimits(const HttpRequest& request, TimePoint now)
    : request_(request), start_(now), window_start_(now) {}

void TransferLimits::got_head(TimePoint now) {
  has_head_ = true;
  window_start_ = now;
}

std::string TransferLimits::exceeded(TimePoint now) {
  if (request_.deadline && now >= *request_.deadline) return "the time allowed for it all is over";
  if (!has_head_) {
    return now - start_ < request_.head_timeout
               ? std::string()
               : fmt::format("no reply within {}", shown(request_.head_timeout));
  }
  if (now - window_start_ < request_.stall_timeout) return {};
  const double seconds = std::chrono::duration<double>(now - window_start_).count();
  const auto bytes = static_cast<double>(bytes_ - window_bytes_);
  if (bytes < seconds * static_cast<double>(kSlowestBytesPerSecond)) {
    return fmt::format("fewer than {} bytes a second over {}", kSlowestBytesPerSecond,
                       shown(request_.stall_timeout));
  }
  window_start_ = now;
  window_bytes_ = bytes_;
  return {};
}

}  // namespace kimitok
