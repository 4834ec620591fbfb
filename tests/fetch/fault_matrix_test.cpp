// A whole cold fetch with each of its system calls and each of its requests going wrong in each
// way: fetch.md 4.1 and 4.2, rows 1 to 10, 36 to 45, 52, 56 and 59.

#include <doctest/doctest.h>

#include <cerrno>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "fetch/world.hpp"
#include "support/cache_invariants.hpp"
#include "support/faulty_system.hpp"

namespace kimitok::test {
namespace {

const std::vector<std::string> kNothing;

// The calls of a cold fetch without faults.
std::vector<std::string> calls_of_a_fetch() {
  World world;
  FaultySystem system(quick_system());
  REQUIRE(world.fetch(world.request(), system));
  REQUIRE(system.calls().size() > 50);
  return system.calls();
}

std::size_t requests_of_a_fetch() {
  World world;
  REQUIRE(world.fetch(world.request()));
  REQUIRE(world.hub.requests().size() > 6);
  return world.hub.requests().size();
}

void check_right(const World& world) {
  for (const auto& entry : first_files()) {
    CAPTURE(entry.first);
    CHECK(bytes_of(world.snapshot() / entry.first) == entry.second.bytes);
  }
}

void check_rerun(World& world) {
  const std::size_t leftovers = state_of_cache(world.root).leftovers.size();
  const auto rerun = world.fetch(world.request());
  REQUIRE_MESSAGE(rerun, rerun.error().message());
  check_right(world);
  const CacheState state = state_of_cache(world.root);
  CHECK(state.problems == kNothing);
  CHECK(state.leftovers.size() == leftovers);
  CHECK(state.blobs == 3);
  CHECK(state.refs == 1);
}

void check_every_failing_call(int error) {
  const std::vector<std::string> calls = calls_of_a_fetch();
  std::size_t failures = 0;
  for (std::size_t call = 0; call < calls.size(); ++call) {
    CAPTURE(call);
    CAPTURE(calls[call]);
    World world;
    FaultySystem system(quick_system());
    system.fail(call, error);
    const auto fetched = world.fetch(world.request(), system);
    const CacheState state = state_of_cache(world.root);
    CHECK(state.problems == kNothing);
    if (fetched) {
      check_right(world);
    } else {
      ++failures;
      CHECK(fetched.error().code() == ErrorCode::io);
      CHECK_FALSE(fetched.error().source().empty());
    }
    // A temporary file whose removal is refused stays.
    if (!calls[call].starts_with("unlinkat")) CHECK(state.leftovers.empty());
    check_rerun(world);
  }
  CHECK(failures > 20);
}

TEST_CASE("fault matrix: whatever call finds no space, nothing wrong stays and a rerun succeeds") {
  check_every_failing_call(ENOSPC);
}

TEST_CASE("fault matrix: whatever call finds no quota, nothing wrong stays and a rerun succeeds") {
  check_every_failing_call(EDQUOT);
}

TEST_CASE("fault matrix: whatever call finds a broken disk, nothing wrong stays") {
  check_every_failing_call(EIO);
}

TEST_CASE("fault matrix: whatever call finds a read-only disk, nothing wrong stays") {
  check_every_failing_call(EROFS);
}

TEST_CASE("fault matrix: whatever call is not permitted, nothing wrong stays") {
  check_every_failing_call(EACCES);
}

TEST_CASE("fault matrix: whatever call fails on a fetch that is cached, no wrong bytes come back") {
  World world;
  REQUIRE(world.fetch(world.request()));
  FaultySystem counted(quick_system());
  REQUIRE(world.fetch_offline(world.request(), counted));
  REQUIRE(counted.calls().size() > 10);
  std::size_t failures = 0;
  for (std::size_t call = 0; call < counted.calls().size(); ++call) {
    CAPTURE(call);
    CAPTURE(counted.calls()[call]);
    FaultySystem system(quick_system());
    system.fail(call, EIO);
    const auto fetched = world.fetch_offline(world.request(), system);
    CHECK(system.changes() == 0);
    if (fetched) continue;
    ++failures;
    const ErrorCode code = fetched.error().code();
    CHECK((code == ErrorCode::io || code == ErrorCode::model_not_found));
  }
  CHECK(failures > 5);
  CHECK(state_of_cache(world.root).problems == kNothing);
}

TEST_CASE("fault matrix: writes that take only a part are continued") {
  World world;
  FaultySystem system(quick_system());
  system.write_short();
  REQUIRE(world.fetch(world.request(), system));
  check_rerun(world);
}

TEST_CASE("fault matrix: a disk too small for the files leaves none of them half") {
  for (const unsigned room : {0u, 1u, 190u, 191u, 192u, 1000u, 3190u, 3191u, 3199u, 3200u, 3210u}) {
    CAPTURE(room);
    World world;
    FaultySystem system(quick_system());
    system.limit_disk(room);
    const auto fetched = world.fetch(world.request(), system);
    REQUIRE_FALSE(fetched);
    CHECK(fetched.error().code() == ErrorCode::io);
    const CacheState state = state_of_cache(world.root);
    CHECK(state.problems == kNothing);
    CHECK(state.leftovers.empty());
    check_rerun(world);
  }
}

void check_killed(std::size_t call, FaultySystem::Moment moment) {
  World world;
  const int status = status_of_child([&] {
    FaultySystem system(quick_system());
    system.die(call, moment);
    const auto fetched = world.fetch(world.request(), system);
  });
  REQUIRE(status == FaultySystem::kDeathStatus);
  CHECK(state_of_cache(world.root).problems == kNothing);
  check_rerun(world);
}

// What is on the disk before a call is what was there after the one before it.
TEST_CASE("fault matrix: killed before any call or after the last, nothing wrong stays") {
  const std::vector<std::string> calls = calls_of_a_fetch();
  for (std::size_t call = 0; call < calls.size(); ++call) {
    CAPTURE(call);
    CAPTURE(calls[call]);
    check_killed(call, FaultySystem::Moment::before);
  }
  check_killed(calls.size() - 1, FaultySystem::Moment::after);
}

TEST_CASE("fault matrix: with locks that everybody gets, fetches at once still leave whole files") {
  for (int round = 0; round < 5; ++round) {
    World first;
    std::vector<std::thread> threads;
    std::vector<std::optional<bool>> succeeded(4);
    for (std::size_t i = 0; i < succeeded.size(); ++i) {
      threads.emplace_back([&first, &succeeded, i] {
        World own;
        own.root = first.root;
        FaultySystem system(quick_system());
        system.grant_locks();
        succeeded[i] = own.fetch(own.request(), system).has_value();
      });
    }
    for (std::thread& thread : threads) thread.join();
    for (const std::optional<bool>& done : succeeded) CHECK(done == true);
    check_rerun(first);
  }
}

// ---- the Hub ----

std::vector<std::pair<std::string, HubFault>> hub_faults() {
  using Kind = HubFault::Kind;
  std::vector<std::pair<std::string, HubFault>> faults = {
      {"refused", {Kind::refused}},
      {"silent", {Kind::silent}},
      {"reset before the body", {Kind::reset, 0}},
      {"reset within the body", {Kind::reset, 5}},
      {"cut before the body", {Kind::cut, 0}},
      {"cut within the body", {Kind::cut, 5}},
      {"a wrong byte", {Kind::wrong_byte}},
      {"a page for a body", {Kind::other_body, 0, 0, "<html>please log in</html>"}},
      {"more than the body", {Kind::other_body, 0, 0, std::string(5000, 'v')}},
  };
  for (const int status : {200, 400, 401, 403, 404, 408, 416, 429, 451, 500, 502, 503, 504}) {
    faults.push_back({std::to_string(status), {Kind::status, 0, status}});
  }
  for (const char* header : {"content-length", "etag", "location", "x-error-code", "x-linked-etag",
                             "x-linked-size", "x-repo-commit"}) {
    faults.push_back({std::string("without ") + header, {Kind::lacks_header, 0, 0, header}});
  }
  return faults;
}

void check_after_hub_fault(World& world, const Result<FetchedSnapshot>& fetched) {
  const CacheState state = state_of_cache(world.root);
  CHECK(state.problems == kNothing);
  CHECK(state.leftovers.empty());
  if (fetched) {
    check_right(world);
  } else {
    CHECK(state.refs == 0);
    CHECK(fetched.error().code() != ErrorCode::io);
  }
}

TEST_CASE("fault matrix: whatever goes wrong with one request, a rerun succeeds") {
  const std::size_t requests = requests_of_a_fetch();
  std::size_t successes = 0;
  std::size_t failures = 0;
  for (const auto& row : hub_faults()) {
    for (std::size_t request = 0; request < requests; ++request) {
      CAPTURE(row.first);
      CAPTURE(request);
      World world;
      world.hub.faults[request] = row.second;
      const auto fetched = world.fetch(world.request());
      ++(fetched ? successes : failures);
      check_after_hub_fault(world, fetched);
      world.hub.faults.clear();
      check_rerun(world);
    }
  }
  CHECK(successes > failures);
  CHECK(failures > 0);
}

TEST_CASE("fault matrix: what passes by itself is overcome within one fetch") {
  const std::size_t requests = requests_of_a_fetch();
  for (const auto& row : hub_faults()) {
    const HubFault& fault = row.second;
    const bool passes = fault.kind == HubFault::Kind::refused ||
                        fault.kind == HubFault::Kind::silent ||
                        fault.kind == HubFault::Kind::reset ||
                        (fault.kind == HubFault::Kind::status &&
                         (fault.status == 408 || fault.status == 429 || fault.status >= 500));
    if (!passes) continue;
    for (std::size_t request = 0; request < requests; ++request) {
      CAPTURE(row.first);
      CAPTURE(request);
      World world;
      world.hub.faults[request] = fault;
      const auto fetched = world.fetch(world.request());
      REQUIRE_MESSAGE(fetched, fetched.error().message());
    }
  }
}

TEST_CASE("fault matrix: whatever goes wrong every time, the fetch ends and leaves nothing wrong") {
  const std::size_t requests = requests_of_a_fetch();
  std::size_t failures = 0;
  for (const auto& row : hub_faults()) {
    for (const std::string url : {"/api/models/", "/resolve/", "resolve-cache", "cdn.test"}) {
      CAPTURE(row.first);
      CAPTURE(url);
      World world;
      world.hub.faults_of_urls[url] = row.second;
      const auto fetched = world.fetch(world.request());
      failures += !fetched;
      check_after_hub_fault(world, fetched);
      CHECK(world.hub.requests().size() < 10 * requests);
      world.hub.faults_of_urls.clear();
      check_rerun(world);
    }
  }
  CHECK(failures > 50);
}

}  // namespace
}  // namespace kimitok::test
