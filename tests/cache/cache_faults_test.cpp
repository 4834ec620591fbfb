// Each operation that writes, with each of its system calls failing or being its last.
#include <doctest/doctest.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "cache/cache_fixture.hpp"
#include "kimitok/artifact_cache.hpp"
#include "support/cache_invariants.hpp"
#include "support/faulty_system.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;
using test::CacheFixture;
using test::FaultySystem;

using Work = std::function<Result<void>(System&)>;

struct Operation {
  const char* name;
  Work prepare;  // what the operation finds
  Work run;
};

const std::string kOther = "the bytes of another file";

Result<void> nothing(System&) { return {}; }

// `fixture` has to outlive them.
std::vector<Operation> operations(const CacheFixture& fixture) {
  const auto cache = [&fixture](System& system, bool no_symlinks = false) {
    ArtifactCache::Options options;
    options.no_symlinks = no_symlinks;
    return ArtifactCache(fixture.root, options, system);
  };
  const auto store_blob = [&fixture, cache](System& system) {
    auto into = cache(system);
    return test::store_blob(into, fixture.repo, fixture.blob, fixture.bytes);
  };
  const auto link = [&fixture, cache](System& system) {
    return cache(system).link(fixture.repo, fixture.commit, fixture.name, fixture.blob);
  };
  const auto copy = [&fixture, cache](System& system) {
    return cache(system, true).link(fixture.repo, fixture.commit, fixture.name, fixture.blob);
  };
  const auto mark = [&fixture, cache](System& system) {
    return cache(system).record_absent(fixture.repo, fixture.commit, fixture.name);
  };
  const auto write_ref = [&fixture, cache](System& system) {
    return cache(system).write_ref(fixture.repo, test::revision("refs/pr/1"), fixture.commit);
  };
  const auto store_wrong_entry = [&fixture, cache, store_blob](System& system) -> Result<void> {
    if (auto stored = store_blob(system); !stored) return stored;
    auto into = cache(system);
    return test::store_file(into, fixture.repo, fixture.commit, fixture.name, test::lfs_id(kOther),
                            kOther);
  };
  const auto store_and_link = [store_blob, link](System& system) -> Result<void> {
    if (auto stored = store_blob(system); !stored) return stored;
    return link(system);
  };
  const auto store_other_ref = [=, &fixture](System& system) -> Result<void> {
    if (auto marked = mark(system); !marked) return marked;
    auto into = cache(system);
    const Commit other = test::commit_of('b');
    if (auto marked = into.record_absent(fixture.repo, other, fixture.name); !marked) return marked;
    return into.write_ref(fixture.repo, test::revision("refs/pr/1"), other);
  };
  return {{"a blob, the first in the cache", nothing, store_blob},
          {"a blob that is there already", store_blob, store_blob},
          {"a link", store_blob, link},
          {"a link in place of another", store_wrong_entry, link},
          {"a copy", store_blob, copy},
          {"a copy in place of a link", store_wrong_entry, copy},
          {"a marker", nothing, mark},
          {"the first ref", store_and_link, write_ref},
          {"a ref in place of another", store_other_ref, write_ref}};
}

void check_sound(const CacheFixture& fixture) {
  const auto state = test::state_of_cache(fixture.root);
  for (const std::string& problem : state.problems) FAIL_CHECK(problem);
}

void start_afresh(const CacheFixture& fixture, const Operation& operation) {
  fs::remove_all(fixture.root);
  FaultySystem without_faults;
  REQUIRE(operation.prepare(without_faults));
}

void rerun(const CacheFixture& fixture, const Operation& operation) {
  FaultySystem without_faults;
  const auto again = operation.run(without_faults);
  REQUIRE_MESSAGE(again, again.error().message());
  check_sound(fixture);
}

std::vector<std::string> calls_of(const CacheFixture& fixture, const Operation& operation) {
  start_afresh(fixture, operation);
  FaultySystem system;
  REQUIRE(operation.run(system));
  REQUIRE(system.calls().size() > 5);
  return system.calls();
}

TEST_CASE("cache faults: any call may fail with any error, and a rerun succeeds") {
  const CacheFixture fixture;
  for (const Operation& operation : operations(fixture)) {
    CAPTURE(operation.name);
    const std::vector<std::string> calls = calls_of(fixture, operation);
    unsigned failures = 0;
    for (std::size_t k = 0; k < calls.size(); ++k) {
      CAPTURE(calls[k]);
      for (const int error : {ENOSPC, EDQUOT, EIO, EROFS, EACCES}) {
        CAPTURE(error);
        start_afresh(fixture, operation);
        FaultySystem system;
        system.fail(k, error);
        const auto done = operation.run(system);
        if (!done) {
          ++failures;
          CHECK(done.error().code() == ErrorCode::io);
          CHECK(done.error().source().starts_with(fixture.root.string()));
        }
        check_sound(fixture);
        CHECK(test::state_of_cache(fixture.root).leftovers.empty());
        rerun(fixture, operation);
      }
    }
    CHECK(failures > calls.size());
  }
}

TEST_CASE("cache faults: the process may end at any call, and a rerun succeeds") {
  const CacheFixture fixture;
  for (const Operation& operation : operations(fixture)) {
    CAPTURE(operation.name);
    const std::vector<std::string> calls = calls_of(fixture, operation);
    for (std::size_t k = 0; k < calls.size(); ++k) {
      CAPTURE(calls[k]);
      for (const auto moment : {FaultySystem::Moment::before, FaultySystem::Moment::after}) {
        start_afresh(fixture, operation);
        const int status = test::status_of_child([&] {
          FaultySystem system;
          system.die(k, moment);
          static_cast<void>(operation.run(system).has_value());
        });
        CHECK(status == FaultySystem::kDeathStatus);
        check_sound(fixture);
        rerun(fixture, operation);
      }
    }
  }
}

TEST_CASE("cache faults: with short writes everything still succeeds") {
  const CacheFixture fixture;
  for (const Operation& operation : operations(fixture)) {
    CAPTURE(operation.name);
    start_afresh(fixture, operation);
    FaultySystem system;
    system.write_short();
    CHECK(operation.run(system));
    check_sound(fixture);
  }
}

TEST_CASE("cache faults: a disk of any size is full without harm") {
  const CacheFixture fixture;
  for (const Operation& operation : operations(fixture)) {
    CAPTURE(operation.name);
    for (const std::uint64_t room : {0u, 1u, 12u, 13u, 39u, 40u, 191u, 300u}) {
      CAPTURE(room);
      start_afresh(fixture, operation);
      FaultySystem system;
      system.limit_disk(room);
      static_cast<void>(operation.run(system).has_value());
      check_sound(fixture);
      CHECK(test::state_of_cache(fixture.root).leftovers.empty());
      rerun(fixture, operation);
    }
  }
}

TEST_CASE(
    "cache faults: eight that store the same at once, with no lock between them, all succeed") {
  for (int round = 0; round < 10; ++round) {
    const CacheFixture fixture;
    std::atomic<int> ready = 0;
    std::atomic<int> succeeded = 0;
    const auto work = [&] {
      FaultySystem system;
      system.grant_locks();
      ArtifactCache cache(fixture.root, system);
      ++ready;
      while (ready < 8) std::this_thread::yield();
      const FileLock lock = cache.lock(fixture.repo, fixture.blob);
      const auto stored = test::store_file(cache, fixture.repo, fixture.commit, fixture.name,
                                           fixture.blob, fixture.bytes);
      const auto ref = cache.write_ref(fixture.repo, test::revision("main"), fixture.commit);
      if (lock.is_held() && stored && ref) ++succeeded;
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) threads.emplace_back(work);
    for (std::thread& thread : threads) thread.join();
    CHECK(succeeded == 8);
    check_sound(fixture);
    const auto state = test::state_of_cache(fixture.root);
    CHECK(state.leftovers.empty());
    CHECK(state.blobs == 1);
    CHECK(state.entries == 1);
    CHECK(state.refs == 1);
  }
}

}  // namespace
}  // namespace kimitok
