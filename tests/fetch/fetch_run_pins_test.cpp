// What a fetch run makes of hashes that are promised beforehand.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "fetch/world.hpp"
#include "support/cache_invariants.hpp"

namespace kimitok::test {
namespace {

namespace fs = std::filesystem;
using Source = FetchedFile::Source;

TEST_CASE("fetch run: a hash that is expected outweighs the Hub's own") {
  World world;
  FetchRequest request = world.request();
  request.expected.push_back(
      {.name = name_of("tiktoken.model"), .sha256 = sha256_of("other"), .said_by = "--sha256"});
  const auto snapshot = world.fetch(request);
  REQUIRE_FALSE(snapshot);
  const Error& error = snapshot.error();
  CHECK(error.code() == ErrorCode::integrity);
  CHECK(error.sentence().find("but --sha256 says " + digests_of("other").sha256) !=
        std::string::npos);
  CHECK(error.sentence().find(digests_of(std::string(3000, 'v')).sha256) != std::string::npos);
  CHECK(state_of_cache(world.root).blobs == 0);
}

TEST_CASE("fetch run: a cached file is held to the hash that is expected, too") {
  World world;
  REQUIRE(world.fetch(world.request()));
  FetchRequest request = world.request();
  request.expected.push_back(
      {.name = name_of("tiktoken.model"), .sha256 = sha256_of("other"), .said_by = "--sha256"});
  for (const bool offline : {false, true}) {
    CAPTURE(offline);
    const auto snapshot = offline ? world.fetch_offline(request) : world.fetch(request);
    REQUIRE_FALSE(snapshot);
    CHECK(snapshot.error().code() == ErrorCode::integrity);
  }
  CHECK(flaws_of(world.root) == std::vector<std::string>());
}

TEST_CASE("fetch run: a file with an expected hash may be absent, unless it is required") {
  World world;
  FetchRequest request = world.request();
  request.expected.push_back(
      {.name = name_of("tokenizer.json"), .sha256 = sha256_of("other"), .said_by = "--sha256"});
  REQUIRE(world.fetch(request));
  request.expected.back().required = true;
  const auto snapshot = world.fetch(request);
  REQUIRE_FALSE(snapshot);
  CHECK(snapshot.error().code() == ErrorCode::not_on_hub);
  CHECK(snapshot.error().sentence().find("--sha256") != std::string::npos);
}

TEST_CASE("fetch run: pins are held to, and what they say is absent is not asked for") {
  World world;
  const PinnedArtifact pins = pins_of_first();
  const auto snapshot = world.fetch(world.request(pins));
  REQUIRE(snapshot);
  CHECK(world.requests_with("tokenizer.json") == 0);
  CHECK(world.requests_with("/api/models/") == 0);
  CHECK(flaws_of(world.root) == std::vector<std::string>());
}

TEST_CASE("fetch run: a required file that the pins say is absent is an error without a request") {
  World world;
  const PinnedArtifact pins = pins_of_first();
  FetchRequest request = world.request(pins);
  request.expected.push_back({.name = name_of("tokenizer.json"),
                              .sha256 = sha256_of("other"),
                              .said_by = "--sha256",
                              .required = true});
  const auto snapshot = world.fetch(request);
  REQUIRE_FALSE(snapshot);
  CHECK(snapshot.error().code() == ErrorCode::integrity);
  CHECK(snapshot.error().sentence().find("--sha256") != std::string::npos);
  CHECK(world.requests_with("tokenizer.json") == 0);
}

TEST_CASE("fetch run: bytes other than the pinned ones are refused, though the Hub vouches") {
  World world;
  PinnedArtifact pins = pins_of_first();
  HubFiles moved = first_files();
  moved["tokenizer_config.json"].bytes = "{\"a\": 2}\n";
  world.hub.commit(kRepo, commit_of('a'), moved);
  const auto snapshot = world.fetch(world.request(pins));
  REQUIRE_FALSE(snapshot);
  const Error& error = snapshot.error();
  CHECK(error.code() == ErrorCode::integrity);
  CHECK(error.sentence().find("kimitok.lock") != std::string::npos);
  CHECK(error.sentence().find(digests_of("{\"a\": 2}\n").sha256) != std::string::npos);
  CHECK(error.sentence().find(digests_of("{\"a\": 1}\n").sha256) != std::string::npos);
  CHECK(flaws_of(world.root) == std::vector<std::string>());
}

TEST_CASE("fetch run: a pinned file of another size is refused before its bytes") {
  World world;
  const PinnedArtifact pins = pins_of_first();
  HubFiles moved = first_files();
  moved["tiktoken.model"].bytes += "more";
  world.hub.commit(kRepo, commit_of('a'), moved);
  const auto snapshot = world.fetch(world.request(pins));
  REQUIRE_FALSE(snapshot);
  CHECK(snapshot.error().sentence().find("has 3004 bytes, but kimitok.lock says 3000") == 0);
  CHECK(world.bytes == 0);
}

TEST_CASE(
    "fetch run: a pinned file that the Hub does not have is an error, and not marked absent") {
  World world;
  const PinnedArtifact pins = pins_of_first();
  HubFiles fewer = first_files();
  fewer.erase("tokenizer_config.json");
  world.hub.commit(kRepo, commit_of('a'), fewer);
  for (int attempt = 0; attempt < 2; ++attempt) {
    const auto snapshot = world.fetch(world.request(pins));
    REQUIRE_FALSE(snapshot);
    CHECK(snapshot.error().code() == ErrorCode::not_on_hub);
    CHECK(snapshot.error().source() == "tokenizer_config.json");
  }
  CHECK_FALSE(fs::exists(world.repo_folder() / ".no_exist" / commit_of('a').text() /
                         "tokenizer_config.json"));
}

TEST_CASE("fetch run: a marker of absence does not outweigh a pin") {
  World world;
  HubFiles fewer = first_files();
  fewer.erase("tokenizer_config.json");
  world.hub.commit(kRepo, commit_of('a'), fewer);
  REQUIRE(world.fetch(world.request()));
  world.hub.commit(kRepo, commit_of('a'), first_files());
  const PinnedArtifact pins = pins_of_first();
  const auto snapshot = world.fetch(world.request(pins));
  REQUIRE(snapshot);
  CHECK(file_of(*snapshot, "tokenizer_config.json").source == Source::network);
}

TEST_CASE("fetch run: a file in the cache that the pins say is absent is an error") {
  World world;
  REQUIRE(world.fetch(world.request()));
  overwrite(world.snapshot() / "tokenizer.json", "{}");
  const PinnedArtifact pins = pins_of_first();
  const auto snapshot = world.fetch(world.request(pins));
  REQUIRE_FALSE(snapshot);
  CHECK(snapshot.error().code() == ErrorCode::integrity);
  CHECK(snapshot.error().source() == (world.snapshot() / "tokenizer.json").string());
}

TEST_CASE("fetch run: a commit that is gone from the Hub is still fetched from the cache") {
  World world;
  REQUIRE(world.fetch(world.request()));
  world.hub.faults_of_urls["hub.test"] = {HubFault::Kind::status, 0, 404};
  const PinnedArtifact pins = pins_of_first();
  CHECK(world.fetch(world.request(pins)));
}

}  // namespace
}  // namespace kimitok::test
