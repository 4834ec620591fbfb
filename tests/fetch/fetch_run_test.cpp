#include "fetch/fetch_run.hpp"

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

// ---- what the cache holds ----

TEST_CASE("fetch run: a cached file whose bytes changed is fetched again, with a warning") {
  const std::vector<std::string> damages = {"", "cut", std::string(3000, 'w')};
  for (const std::string& damage : damages) {
    CAPTURE(damage.size());
    World world;
    REQUIRE(world.fetch(world.request()));
    overwrite(world.blob_of("tiktoken.model"), damage);
    const auto snapshot = world.fetch(world.request());
    REQUIRE_MESSAGE(snapshot, snapshot.error().message());
    CHECK(file_of(*snapshot, "tiktoken.model").source == Source::repaired);
    CHECK(file_of(*snapshot, "tokenizer_config.json").source == Source::cache);
    CHECK(world.was_warned_of(digests_of(damage).sha256));
    CHECK(flaws_of(world.root) == std::vector<std::string>());
  }
}

TEST_CASE("fetch run: offline, bytes that changed are never returned") {
  World world;
  REQUIRE(world.fetch(world.request()));
  overwrite(world.blob_of("tiktoken.model"), std::string(3000, 'w'));
  const auto snapshot = world.fetch_offline(world.request());
  REQUIRE_FALSE(snapshot);
  const Error& error = snapshot.error();
  CHECK(error.code() == ErrorCode::integrity);
  CHECK(error.source() == (world.snapshot() / "tiktoken.model").string());
  CHECK(error.sentence().find(digests_of(std::string(3000, 'w')).sha256) != std::string::npos);
  CHECK(error.sentence().find(digests_of(std::string(3000, 'v')).sha256) != std::string::npos);
  CHECK(error.remedy().find("kimitok fetch") != std::string::npos);
}

TEST_CASE("fetch run: a dangling link is a file that is missing") {
  World world;
  REQUIRE(world.fetch(world.request()));
  fs::remove(world.blob_of("tiktoken.model"));
  const auto snapshot = world.fetch(world.request());
  REQUIRE(snapshot);
  CHECK(file_of(*snapshot, "tiktoken.model").source == Source::network);
  CHECK(flaws_of(world.root) == std::vector<std::string>());
}

TEST_CASE("fetch run: a blob that only lacks its link is not fetched again") {
  World world;
  REQUIRE(world.fetch(world.request()));
  fs::remove(world.snapshot() / "tiktoken.model");
  world.bytes = 0;
  const auto snapshot = world.fetch(world.request());
  REQUIRE(snapshot);
  CHECK(file_of(*snapshot, "tiktoken.model").source == Source::cache);
  CHECK(world.bytes == 0);
  CHECK(bytes_of(world.snapshot() / "tiktoken.model") == std::string(3000, 'v'));
}

TEST_CASE("fetch run: with pins a blob that only lacks its link needs no request") {
  World world;
  REQUIRE(world.fetch(world.request()));
  fs::remove(world.snapshot() / "tiktoken.model");
  const PinnedArtifact pins = pins_of_first();
  const auto snapshot = world.fetch_offline(world.request(pins));
  REQUIRE_MESSAGE(snapshot, snapshot.error().message());
  CHECK(file_of(*snapshot, "tiktoken.model").source == Source::cache);
  CHECK(bytes_of(world.snapshot() / "tiktoken.model") == std::string(3000, 'v'));
}

TEST_CASE("fetch run: a copy without a blob's name is taken as it is, and has git's id") {
  World world;
  REQUIRE(world.fetch(world.request()));
  fs::remove(world.snapshot() / "tokenizer_config.json");
  overwrite(world.snapshot() / "tokenizer_config.json", "{}");
  world.hub.forget_requests();
  const auto snapshot = world.fetch(world.request());
  REQUIRE(snapshot);
  const FetchedFile& file = file_of(*snapshot, "tokenizer_config.json");
  CHECK(file.source == Source::cache);
  CHECK(file.blob->hex() == digests_of("{}").git_sha1);
  CHECK(world.requests_with("tokenizer_config.json") == 0);
}

TEST_CASE("fetch run: a copy that is not what is pinned is replaced by what is") {
  World world;
  REQUIRE(world.fetch(world.request()));
  fs::remove(world.snapshot() / "tokenizer_config.json");
  overwrite(world.snapshot() / "tokenizer_config.json", "{}");
  const PinnedArtifact pins = pins_of_first();
  const auto snapshot = world.fetch(world.request(pins));
  REQUIRE_MESSAGE(snapshot, snapshot.error().message());
  CHECK(file_of(*snapshot, "tokenizer_config.json").source == Source::repaired);
  CHECK(bytes_of(world.snapshot() / "tokenizer_config.json") == "{\"a\": 1}\n");
}

TEST_CASE("fetch run: without links the files are copies, and are found again") {
  World world;
  world.cache_options.no_symlinks = true;
  REQUIRE(world.fetch(world.request()));
  CHECK_FALSE(fs::is_symlink(world.snapshot() / "tiktoken.model"));
  world.hub.forget_requests();
  const auto again = world.fetch(world.request());
  REQUIRE(again);
  CHECK(file_of(*again, "tiktoken.model").source == Source::cache);
  CHECK(world.hub.requests().size() == 1);
  CHECK(flaws_of(world.root) == std::vector<std::string>());
}

TEST_CASE("fetch run: a marker that a file is absent is believed without a request") {
  World world;
  REQUIRE(world.fetch(world.request()));
  world.hub.forget_requests();
  REQUIRE(world.fetch(world.request()));
  CHECK(world.requests_with("tokenizer.json") == 0);
}

TEST_CASE("fetch run: force fetches what is cached and asks for what is absent") {
  World world;
  REQUIRE(world.fetch(world.request()));
  world.hub.forget_requests();
  world.bytes = 0;
  FetchRequest request = world.request();
  request.force = true;
  const auto snapshot = world.fetch(request);
  REQUIRE(snapshot);
  CHECK(file_of(*snapshot, "tiktoken.model").source == Source::network);
  CHECK(world.bytes == 3016);
  CHECK(world.requests_with("tokenizer.json") == 1);
  CHECK(flaws_of(world.root) == std::vector<std::string>());
}

// ---- what the Hub delivers ----

TEST_CASE("fetch run: wrong bytes are fetched once more, past every cache") {
  World world;
  const std::string lfs = "cdn.test";
  bool spoilt = false;
  world.hub.before_reply = [&](std::size_t request) {
    if (spoilt || world.hub.requests()[request].url.find(lfs) == std::string::npos) return;
    spoilt = true;
    world.hub.faults[request] = {HubFault::Kind::wrong_byte};
  };
  const auto snapshot = world.fetch(world.request());
  REQUIRE_MESSAGE(snapshot, snapshot.error().message());
  CHECK(spoilt);
  CHECK(bytes_of(world.snapshot() / "tiktoken.model") == std::string(3000, 'v'));
  CHECK(world.was_warned_of("tiktoken.model"));
  const auto& requests = world.hub.requests();
  const bool afresh = std::any_of(requests.begin(), requests.end(), [](const HttpRequest& request) {
    return std::any_of(request.headers.begin(), request.headers.end(),
                       [](const HttpHeader& h) { return h.value == "no-cache"; });
  });
  CHECK(afresh);
  CHECK(flaws_of(world.root) == std::vector<std::string>());
}

TEST_CASE("fetch run: bytes that stay wrong are told with both hashes and where they came from") {
  struct Row {
    std::string url, file, actual, promised;
  };
  std::string lfs(3000, 'v');
  lfs[1500] ^= 1;
  std::string plain = "{\"a\": 1}\n";
  plain[4] ^= 1;
  const std::vector<Row> rows = {
      {"cdn.test", "tiktoken.model", digests_of(lfs).sha256,
       digests_of(std::string(3000, 'v')).sha256},
      {"resolve-cache", "tokenizer_config.json", digests_of(plain).git_sha1,
       digests_of("{\"a\": 1}\n").git_sha1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.file);
    World world;
    world.hub.faults_of_urls[row.url] = {HubFault::Kind::wrong_byte};
    FetchRequest request = world.request();
    request.names = names_of({row.file});
    const auto snapshot = world.fetch(request);
    REQUIRE_FALSE(snapshot);
    const Error& error = snapshot.error();
    CHECK(error.code() == ErrorCode::integrity);
    CHECK(error.source() == row.file);
    CHECK(error.sentence().find(row.actual) != std::string::npos);
    CHECK(error.sentence().find(row.promised) != std::string::npos);
    CHECK(error.sentence().find("https://") != std::string::npos);
    CHECK(error.sentence().find("Signature") == std::string::npos);
    CHECK(error.sentence().find("request-") != std::string::npos);
    CHECK(state_of_cache(world.root).blobs == 0);
    CHECK(state_of_cache(world.root).refs == 0);
    CHECK(flaws_of(world.root) == std::vector<std::string>());
  }
}

TEST_CASE("fetch run: what comes in a file's place is named") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", "Git LFS pointer"},
      {"\n <!DOCTYPE html><html>", "web page"}};
  for (const auto& row : rows) {
    CAPTURE(row.second);
    World world;
    world.hub.faults_of_urls["resolve-cache"] = {HubFault::Kind::other_body, 0, 0, row.first};
    FetchRequest request = world.request();
    request.names = names_of({"tokenizer_config.json"});
    const auto snapshot = world.fetch(request);
    REQUIRE_FALSE(snapshot);
    CHECK(snapshot.error().code() == ErrorCode::integrity);
    CHECK(snapshot.error().remedy().find(row.second) != std::string::npos);
  }
}

TEST_CASE("fetch run: without pins a reply needs its headers, with pins the hashes decide") {
  for (const std::string header : {"x-repo-commit", "etag"}) {
    CAPTURE(header);
    World world;
    world.hub.faults_of_urls["resolve-cache"] = {HubFault::Kind::lacks_header, 0, 0, header};
    const auto bare = world.fetch(world.request());
    REQUIRE_FALSE(bare);
    CHECK(bare.error().code() == ErrorCode::network);
    CHECK(bare.error().sentence().find(header == "etag" ? "ETag" : "X-Repo-Commit") !=
          std::string::npos);
    CHECK(bare.error().sentence().find(FakeHub::kUrl) != std::string::npos);

    const PinnedArtifact pins = pins_of_first();
    const auto pinned = world.fetch(world.request(pins));
    REQUIRE_MESSAGE(pinned, pinned.error().message());
    CHECK(flaws_of(world.root) == std::vector<std::string>());
  }
}

}  // namespace
}  // namespace kimitok::test
