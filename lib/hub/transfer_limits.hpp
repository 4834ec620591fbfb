// When a transfer has taken too long.
#ifndef KIMITOK_HUB_TRANSFER_LIMITS_HPP_
#define KIMITOK_HUB_TRANSFER_LIMITS_HPP_

#include <chrono>
#include <cstdint>
#include <string>

#include "kimitok/transport.hpp"

namespace kimitok {

// The clocks of one request. libcurl's own would let a dead body wait seconds longer than told,
// and a reply without head for ever.
class TransferLimits {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  static constexpr std::uint64_t kSlowestBytesPerSecond = 1024;

  // `request` is used as long as this lives.
  TransferLimits(const HttpRequest& request, TimePoint now);

  void got_head(TimePoint now);
  void got_bytes(std::uint64_t count) { bytes_ += count; }

  // What took too long, as a sentence; empty as long as nothing did.
  std::string exceeded(TimePoint now);

 private:
  const HttpRequest& request_;
  TimePoint start_;
  bool has_head_ = false;
  // The throughput is that since a moment that moves on each time it was enough.
  TimePoint window_start_;
  std::uint64_t window_bytes_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace kimitok

#endif  // KIMITOK_HUB_TRANSFER_LIMITS_HPP_
