// When a failed request is tried again, and after how long a pause.
#ifndef KIMITOK_HUB_RETRY_HPP_
#define KIMITOK_HUB_RETRY_HPP_

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "kimitok/error.hpp"
#include "kimitok/hub_client.hpp"
#include "kimitok/transport.hpp"

namespace kimitok {

// An attempt that failed.
struct Setback {
  enum class Hope {
    none,    // another attempt would end the same
    little,  // no connection came about: more often a mistake or no network than bad luck
    good
  };

  Error error;
  Hope hope = Hope::none;
  std::optional<std::chrono::seconds> asked_pause;
};

// How long the server asks to wait: Retry-After in seconds or, against the reply's own Date, as a
// date; else "t" of a RateLimit that has nothing left ("r=0"). Nothing where it does not say.
std::optional<std::chrono::seconds> asked_pause(const HttpHead& head);

// Counts the failures of one request.
class Retrier {
 public:
  static constexpr unsigned kRetriesWithLittleHope = 2;

  // Both are used as long as this lives.
  Retrier(const HubClientOptions& options, const HubClock& clock,
          std::optional<std::chrono::steady_clock::time_point> deadline,
          std::function<void(const std::string&)> note);

  // Sleeps until another attempt is due, having noted why. Fails with the setback's error if there
  // is to be none: no hope, too many failures, a pause asked for that is longer than the longest,
  // the deadline before its end, or an interruption.
  Result<void> pause_after(Setback setback);

  // Something was achieved: failures count from the start again.
  void progress() { failures_ = 0; }

 private:
  std::chrono::milliseconds pause(const Setback& setback) const;

  const HubClientOptions& options_;
  const HubClock& clock_;
  std::optional<std::chrono::steady_clock::time_point> deadline_;
  std::function<void(const std::string&)> note_;
  unsigned failures_ = 0;
};

}  // namespace kimitok

#endif  // KIMITOK_HUB_RETRY_HPP_
