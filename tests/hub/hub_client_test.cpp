#include "kimitok/hub_client.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "hub/hub_fixture.hpp"

namespace kimitok {
namespace {

TEST_CASE_FIXTURE(test::HubFixture, "hub client: requests and bytes are counted over all") {
  auto hub = client();
  transport.script(test::reply(200, "{\"sha\": \"" + test::kCommit + "\"}"));
  REQUIRE(hub.resolve(repo, *Revision::parse("main")));
  transport.script(test::redirect(307, "/elsewhere"));
  transport.script(test::reply(200, "0123456789"));
  REQUIRE(hub.download(repo, commit, name, sink));
  transport.script(test::reply(200, "[]"));
  REQUIRE(hub.list(repo, commit));
  CHECK(hub.requests() == 4);
  CHECK(hub.bytes_received() == 51 + 41 + 10 + 2);
  const HubClient moved = std::move(hub);
  CHECK(moved.requests() == 4);
}

TEST_CASE_FIXTURE(test::HubFixture, "hub client: the time allowed is that of all requests") {
  options.total_timeout = std::chrono::seconds(5);
  auto hub = client();
  const auto deadline = fake.now + std::chrono::seconds(5);
  for (int i = 0; i < 3; ++i) transport.script(test::reply(503, ""));
  const auto resolved = hub.resolve(repo, *Revision::parse("main"));
  REQUIRE_FALSE(resolved);
  CHECK(resolved.error().sentence() ==
        "answered with status 503 (and no time is left for another attempt)");
  CHECK(transport.played_out());
  for (const HttpRequest& request : transport.requests()) CHECK(request.deadline == deadline);
}

TEST_CASE("hub client: the real clock goes on, sleeps, and has chance in it") {
  const HubClock clock = HubClock::real();
  const auto start = clock.now();
  CHECK(clock.sleep(std::chrono::milliseconds(2)));
  CHECK(clock.now() - start >= std::chrono::milliseconds(2));
  for (int i = 0; i < 100; ++i) {
    const double jitter = clock.jitter();
    CHECK(jitter >= 0);
    CHECK(jitter <= 1);
  }
  CHECK(clock.jitter() != clock.jitter());
}

}  // namespace
}  // namespace kimitok
