#include "hub/retry.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/fake_transport.hpp"

namespace kimitok {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Hope = Setback::Hope;

Setback setback(Hope hope, std::optional<seconds> asked = {}) {
  return {Error(ErrorCode::network, "no luck").in("https://hub/x"), hope, asked};
}

struct Retrying {
  HubClientOptions options;
  test::FakeClock fake;
  HubClock clock = fake.clock();
  std::vector<std::string> notes;

  Retrier retrier(std::optional<std::chrono::steady_clock::time_point> deadline = {}) {
    return {options, clock, deadline, [this](const std::string& note) { notes.push_back(note); }};
  }
};

HttpHead with(const std::string& name, const std::string& value) { return {429, {{name, value}}}; }

TEST_CASE("retry: pauses grow to a limit, and then there are enough") {
  Retrying retrying;
  auto retrier = retrying.retrier();
  for (int i = 0; i < 5; ++i) REQUIRE(retrier.pause_after(setback(Hope::good)));
  CHECK(retrying.fake.pauses ==
        std::vector<milliseconds>{seconds(1), seconds(2), seconds(4), seconds(8), seconds(8)});
  CHECK(retrying.notes.front() == "https://hub/x: no luck; trying again in 1 s");
  const auto last = retrier.pause_after(setback(Hope::good));
  REQUIRE_FALSE(last);
  CHECK(last.error().sentence() == "no luck (after 6 attempts)");
  CHECK(last.error().source() == "https://hub/x");
}

TEST_CASE("retry: chance takes up to a half of a pause") {
  Retrying retrying;
  retrying.clock.jitter = [] { return 0.0; };
  auto retrier = retrying.retrier();
  REQUIRE(retrier.pause_after(setback(Hope::good)));
  CHECK(retrying.fake.pauses == std::vector<milliseconds>{milliseconds(500)});
}

TEST_CASE("retry: no hope means no pause, and little hope few") {
  Retrying retrying;
  CHECK(retrying.retrier().pause_after(setback(Hope::none)).error().sentence() == "no luck");
  CHECK(retrying.fake.pauses.empty());
  auto retrier = retrying.retrier();
  REQUIRE(retrier.pause_after(setback(Hope::little)));
  REQUIRE(retrier.pause_after(setback(Hope::little)));
  CHECK(retrier.pause_after(setback(Hope::little)).error().sentence() ==
        "no luck (after 3 attempts)");
}

TEST_CASE("retry: without retries the first failure is the last") {
  Retrying retrying;
  retrying.options.retries = 0;
  CHECK(retrying.retrier().pause_after(setback(Hope::good)).error().sentence() == "no luck");
  CHECK(retrying.notes.empty());
}

TEST_CASE("retry: after progress failures count from the start") {
  Retrying retrying;
  retrying.options.retries = 1;
  auto retrier = retrying.retrier();
  for (int i = 0; i < 20; ++i) {
    REQUIRE(retrier.pause_after(setback(Hope::good)));
    retrier.progress();
  }
  CHECK(retrying.fake.pauses.back() == seconds(1));
}

TEST_CASE("retry: a pause asked for is kept, up to the longest") {
  Retrying retrying;
  auto retrier = retrying.retrier();
  REQUIRE(retrier.pause_after(setback(Hope::good, seconds(7))));
  CHECK(retrying.fake.pauses == std::vector<milliseconds>{seconds(8)});
  REQUIRE(retrier.pause_after(setback(Hope::good, seconds(30))));
  const auto longer = retrier.pause_after(setback(Hope::good, seconds(86400)));
  REQUIRE_FALSE(longer);
  CHECK(longer.error().sentence() ==
        "no luck (and asks to wait 86400 s, more than the 30 s waited at most)");
  CHECK(retrying.fake.pauses.size() == 2);
}

TEST_CASE("retry: nobody waits past the deadline") {
  Retrying retrying;
  auto retrier = retrying.retrier(retrying.fake.now + seconds(2));
  REQUIRE(retrier.pause_after(setback(Hope::good)));
  const auto late = retrier.pause_after(setback(Hope::good));
  REQUIRE_FALSE(late);
  CHECK(late.error().sentence() == "no luck (and no time is left for another attempt)");
}

TEST_CASE("retry: an interruption ends it") {
  Retrying retrying;
  retrying.fake.interrupted = true;
  CHECK(retrying.retrier().pause_after(setback(Hope::good)).error().sentence() ==
        "no luck (interrupted)");
}

TEST_CASE("retry: how long to wait is read in every form") {
  CHECK(asked_pause(with("retry-after", "3")) == seconds(3));
  CHECK(asked_pause(with("ratelimit", "\"resolvers\";r=0;t=7")) == seconds(7));
  CHECK(asked_pause({429, {{"retry-after", "3"}, {"ratelimit", "\"api\";r=0;t=7"}}}) == seconds(3));
  CHECK(asked_pause({503,
                     {{"retry-after", "Fri, 01 Mar 2024 00:00:05 GMT"},
                      {"date", "Thu, 29 Feb 2024 23:59:50 GMT"}}}) == seconds(15));
  CHECK(asked_pause({503,
                     {{"retry-after", "Thu, 29 Feb 2024 23:59:50 GMT"},
                      {"date", "Fri, 01 Mar 2024 00:00:05 GMT"}}}) == seconds(0));
  CHECK(*asked_pause(with("retry-after", "99999999999999999")) >= seconds(1'000'000'000));
}

TEST_CASE("retry: what does not say how long to wait is passed over") {
  CHECK_FALSE(asked_pause({429, {}}));
  CHECK_FALSE(asked_pause(with("ratelimit", "\"resolvers\";r=12;t=7")));
  CHECK_FALSE(asked_pause(with("ratelimit", "\"resolvers\";r=0")));
  CHECK_FALSE(asked_pause(with("retry-after", "soon")));
  CHECK_FALSE(asked_pause(with("retry-after", "-3")));
  CHECK_FALSE(asked_pause(with("retry-after", "Fri, 01 Mar 2024 00:00:05 GMT")));
  for (const std::string date :
       {"Fri, 31 Feb 2024 00:00:05 GMT", "Fri, 01 Mar 2024 25:00:05 GMT",
        "Fri, 01 Mrz 2024 00:00:05 GMT", "Fri, 01 Mar 2024 00:00:05 UTC",
        "Friday, 01-Mar-24 00:00:05 GMT", "Fri, xx Mar 2024 00:00:05 GMT"}) {
    CAPTURE(date);
    CHECK_FALSE(
        asked_pause({503, {{"retry-after", date}, {"date", "Thu, 29 Feb 2024 23:59:50 GMT"}}}));
  }
}

}  // namespace
}  // namespace kimitok
