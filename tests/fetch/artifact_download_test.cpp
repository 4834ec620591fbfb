#include "fetch/artifact_download.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "fetch/world.hpp"
#include "support/cache_invariants.hpp"

namespace kimitok::test {
namespace {

namespace fs = std::filesystem;

const std::string kBytes = "{\"a\": 1}\n";  // of tokenizer_config.json

BlobId id_of(std::string_view bytes) { return BlobId::parse(digests_of(bytes).git_sha1).value(); }

// One download of tokenizer_config.json, with a head to be spoilt.
struct Delivery {
  World world;
  ArtifactCache cache{world.root, quick_system()};
  FetchEvents events;
  FetchRequest request = world.request();
  RepoId repo = repo_id();
  Commit commit = commit_of('a');
  ArtifactName name = name_of("tokenizer_config.json");
  ArtifactHead head{.commit = commit,
                    .blob = id_of(kBytes),
                    .size = kBytes.size(),
                    .url = "https://hub.test/file",
                    .request_id = "request-7"};
  bool force = false;

  // begin, all bytes, store.
  Result<StoredBlob> run(std::string_view bytes) {
    const Expectation expectation(request, name);
    ArtifactDownload download(cache, events, {repo, commit, expectation, force});
    const auto wanted = download.begin(head);
    if (!wanted) return fail(wanted.error());
    if (*wanted) {
      if (auto written = download.write(bytes); !written) return fail(written.error());
    }
    return download.store();
  }

  std::size_t blobs() const { return state_of_cache(world.root).blobs; }
  void check_nothing_left() const {
    const CacheState state = state_of_cache(world.root);
    CHECK(state.problems.empty());
    CHECK(state.leftovers.empty());
    CHECK(state.blobs == 0);
  }
};

TEST_CASE("artifact download: bytes that fit become a blob") {
  Delivery delivery;
  const auto stored = delivery.run(kBytes);
  REQUIRE_MESSAGE(stored, stored.error().message());
  CHECK(stored->blob == id_of(kBytes));
  CHECK(stored->digests == digests_of(kBytes));
  CHECK(stored->source == FetchedFile::Source::network);
  CHECK(delivery.blobs() == 1);
}

TEST_CASE("artifact download: bytes that do not fit leave nothing") {
  for (const std::string_view bytes : {"", "{\"a\": 1}", "{\"a\": 2}\n", "{\"a\": 1}\n\n"}) {
    CAPTURE(bytes);
    Delivery delivery;
    const auto stored = delivery.run(bytes);
    REQUIRE_FALSE(stored);
    CHECK(stored.error().code() == ErrorCode::integrity);
    CHECK(stored.error().sentence().find("(from https://hub.test/file, request request-7)") !=
          std::string::npos);
    delivery.check_nothing_left();
  }
}

TEST_CASE("artifact download: a reply without a size is judged by its hash") {
  Delivery delivery;
  delivery.head.size.reset();
  CHECK_FALSE(delivery.run("{"));
  delivery.check_nothing_left();
  CHECK(delivery.run(kBytes));
}

TEST_CASE("artifact download: a size that is wrong by one is an error") {
  Delivery delivery;
  delivery.head.size = kBytes.size() + 1;
  const auto stored = delivery.run(kBytes);
  REQUIRE_FALSE(stored);
  CHECK(stored.error().sentence().find("has 9 bytes, but the Hub says 10") == 0);
  delivery.check_nothing_left();
}

TEST_CASE("artifact download: a reply of another commit is refused before its bytes") {
  Delivery delivery;
  delivery.head.commit = commit_of('b');
  const auto stored = delivery.run(kBytes);
  REQUIRE_FALSE(stored);
  CHECK(stored.error().code() == ErrorCode::integrity);
  CHECK(stored.error().sentence().find(commit_of('b').text()) != std::string::npos);
  CHECK_FALSE(fs::exists(delivery.world.root));
}

TEST_CASE("artifact download: bytes after a restart count from the first") {
  Delivery delivery;
  const Expectation expectation(delivery.request, delivery.name);
  ArtifactDownload download(delivery.cache, delivery.events,
                            {delivery.repo, delivery.commit, expectation});
  REQUIRE(download.begin(delivery.head));
  REQUIRE(download.write("<html> something"));
  REQUIRE(download.restart());
  REQUIRE(download.write(kBytes));
  CHECK(download.store());
}

TEST_CASE("artifact download: a blob the cache has is not wanted, unless forced or damaged") {
  Delivery delivery;
  REQUIRE(delivery.run(kBytes));
  auto again = delivery.run("never looked at");
  REQUIRE(again);
  CHECK(again->source == FetchedFile::Source::cache);
  CHECK(again->digests == digests_of(kBytes));

  delivery.force = true;
  again = delivery.run(kBytes);
  REQUIRE(again);
  CHECK(again->source == FetchedFile::Source::network);

  delivery.force = false;
  std::ofstream(delivery.world.blob_of("tokenizer_config.json")) << "damage";
  again = delivery.run(kBytes);
  REQUIRE(again);
  CHECK(again->source == FetchedFile::Source::repaired);
  CHECK(delivery.blobs() == 1);
}

TEST_CASE("artifact download: a pinned file goes under its pinned id, whatever a mirror calls it") {
  Delivery delivery;
  const PinnedArtifact pins = pins_of_first();
  delivery.request.pins = &pins;
  delivery.head.blob = BlobId::parse(digests_of(kBytes).sha256);
  const auto stored = delivery.run(kBytes);
  REQUIRE(stored);
  CHECK(stored->blob == id_of(kBytes));
}

TEST_CASE("artifact download: a pinned file stops at its size where none is announced") {
  Delivery delivery;
  const PinnedArtifact pins = pins_of_first();
  delivery.request.pins = &pins;
  delivery.head.size.reset();
  const auto stored = delivery.run(kBytes + kBytes);
  REQUIRE_FALSE(stored);
  CHECK(stored.error().code() == ErrorCode::integrity);
  CHECK(stored.error().sentence().find("has more bytes than the 9") == 0);
  delivery.check_nothing_left();
}

}  // namespace
}  // namespace kimitok::test
