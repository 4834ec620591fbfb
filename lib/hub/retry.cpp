#include "hub/retry.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "hub/response_headers.hpp"

namespace kimitok {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Longer than anyone waits, and short enough to be counted in milliseconds.
constexpr std::uint64_t kForever = 1'000'000'000;

seconds pause_of(std::uint64_t count) {
  return seconds(static_cast<seconds::rep>(std::min(count, kForever)));
}

std::optional<unsigned> month_of(std::string_view name) {
  constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto found = std::find(kMonths.begin(), kMonths.end(), name);
  if (found == kMonths.end()) return std::nullopt;
  return static_cast<unsigned>(found - kMonths.begin()) + 1;
}

// "Sun, 06 Nov 1994 08:49:37 GMT", the one form that may be sent (RFC 9110, section 5.6.7).
std::optional<std::chrono::sys_seconds> parse_date(std::string_view text) {
  if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT") {
    return std::nullopt;
  }
  const auto day = parse_decimal(text.substr(5, 2));
  const auto month = month_of(text.substr(8, 3));
  const auto year = parse_decimal(text.substr(12, 4));
  const auto hour = parse_decimal(text.substr(17, 2));
  const auto minute = parse_decimal(text.substr(20, 2));
  const auto second = parse_decimal(text.substr(23, 2));
  if (!day || !month || !year || !hour || !minute || !second) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(*month),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date) + pause_of(*hour * 3600 + *minute * 60 + *second);
}

std::optional<seconds> retry_after(const HttpHead& head) {
  const std::string* value = head.find("retry-after");
  if (value == nullptr) return std::nullopt;
  if (const auto count = parse_decimal(*value)) return pause_of(*count);
  const std::string* now_text = head.find("date");
  if (now_text == nullptr) return std::nullopt;
  const auto until = parse_date(*value);
  const auto now = parse_date(*now_text);
  if (!until || !now) return std::nullopt;
  return std::max(seconds(0), seconds(*until - *now));
}

// The parameter `name` of "\"resolvers\";r=0;t=7".
std::optional<std::uint64_t> rate_limit_parameter(std::string_view limit, std::string_view name) {
  const std::size_t at = limit.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = limit.substr(at + name.size());
  return parse_decimal(rest.substr(0, rest.find_first_not_of("0123456789")));
}

std::optional<seconds> rate_limit(const HttpHead& head) {
  const std::string* value = head.find("ratelimit");
  if (value == nullptr || rate_limit_parameter(*value, ";r=") != 0u) return std::nullopt;
  const auto wait = rate_limit_parameter(*value, ";t=");
  return wait ? std::optional(pause_of(*wait)) : std::nullopt;
}

std::string shown(milliseconds pause) {
  return fmt::format("{:.3g} s", static_cast<double>(pause.count()) / 1000);
}

Failure gives_up(const Error& error, const std::string& why) {
  return fail(Error(error.code(), fmt::format("{} ({})", error.sentence(), why))
                  .in(error.source())
                  .with_remedy(error.remedy()));
}

}  // namespace

std::optional<seconds> asked_pause(const HttpHead& head) {
  const auto asked = retry_after(head);
  return asked ? asked : rate_limit(head);
}

Retrier::Retrier(const HubClientOptions& options, const HubClock& clock,
                 std::optional<std::chrono::steady_clock::time_point> deadline,
                 std::function<void(const std::string&)> note)
    : options_(options), clock_(clock), deadline_(deadline), note_(std::move(note)) {}

Result<void> Retrier::pause_after(Setback setback) {
  const Error& error = setback.error;
  if (setback.hope == Setback::Hope::none) return fail(std::move(setback.error));
  const unsigned retries = setback.hope == Setback::Hope::little
                               ? std::min(options_.retries, kRetriesWithLittleHope)
                               : options_.retries;
  if (++failures_ > retries) {
    if (failures_ == 1) return fail(std::move(setback.error));
    return gives_up(error, fmt::format("after {} attempts", failures_));
  }
  if (setback.asked_pause && *setback.asked_pause > options_.longest_pause) {
    return gives_up(error,
                    fmt::format("and asks to wait {} s, more than the {} waited at most",
                                setback.asked_pause->count(), shown(options_.longest_pause)));
  }
  const milliseconds length = pause(setback);
  if (deadline_ && clock_.now() + length >= *deadline_) {
    return gives_up(error, "and no time is left for another attempt");
  }
  note_(fmt::format("{}: {}; trying again in {}", error.source(), error.sentence(), shown(length)));
  if (!clock_.sleep(length)) return gives_up(error, "interrupted");
  return {};
}

// What the server asks for and up to a second more; else 1, 2, 4, 8, 8 ... seconds, of which
// chance takes up to a half, so that many clients do not come back at once.
milliseconds Retrier::pause(const Setback& setback) const {
  const double jitter = clock_.jitter();
  if (setback.asked_pause) {
    return milliseconds(*setback.asked_pause) + milliseconds(static_cast<int>(jitter * 1000));
  }
  const unsigned doublings = std::min(failures_ - 1, 3u);
  const double longest = 1000.0 * (1u << doublings);
  return std::min(milliseconds(static_cast<int>(longest * (0.5 + jitter / 2))),
                  options_.longest_pause);
}

}  // namespace kimitok
