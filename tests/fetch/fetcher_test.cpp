#include "kimitok/fetcher.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <vector>

#include "fetch/world.hpp"
#include "support/cache_invariants.hpp"
#include "support/faulty_system.hpp"

namespace kimitok::test {
namespace {

namespace fs = std::filesystem;
using Source = FetchedFile::Source;

std::vector<Source> sources_of(const FetchedSnapshot& snapshot) {
  std::vector<Source> sources;
  for (const FetchedFile& file : snapshot.files) sources.push_back(file.source);
  return sources;
}

FetchRequest of_commit(const World& world) {
  FetchRequest request = world.request();
  request.revision = *Revision::parse(commit_of('a').text());
  return request;
}

fs::path main_ref(const World& world) { return world.repo_folder() / "refs" / "main"; }

TEST_CASE("fetcher: the files of a tokenizer are asked for with the vocabularies first") {
  const auto names = tokenizer_artifacts();
  REQUIRE(names.size() == tokenizer_files().size());
  CHECK(names[0].text() == "tiktoken.model");
  CHECK(names[1].text() == "tokenizer.json");
  const bool any_code = std::any_of(names.begin(), names.end(), [](const ArtifactName& name) {
    return name.text().ends_with(".py");
  });
  CHECK_FALSE(any_code);
}

TEST_CASE("fetcher: a cold fetch brings every file, marks what is absent and writes the ref") {
  World world;
  const auto snapshot = world.fetch(world.request());
  REQUIRE_MESSAGE(snapshot, snapshot.error().message());
  CHECK(snapshot->repo == repo_id());
  CHECK(snapshot->requested == main_branch());
  CHECK(snapshot->commit == commit_of('a'));
  CHECK(snapshot->directory == world.snapshot());
  CHECK_FALSE(snapshot->resolved_from_cache);
  CHECK(sources_of(*snapshot) ==
        std::vector<Source>{Source::network, Source::absent, Source::network, Source::network});
  for (const FetchedFile& file : snapshot->files) {
    if (file.source == Source::absent) {
      CHECK(file.sha256.empty());
      CHECK_FALSE(file.blob);
      CHECK(file.path.empty());
      continue;
    }
    const std::string bytes = first_files().at(file.name.text()).bytes;
    CHECK(file.size == bytes.size());
    CHECK(file.sha256 == digests_of(bytes).sha256);
    CHECK(file.path == world.snapshot() / file.name.text());
    CHECK(bytes_of(file.path) == bytes);
  }
  CHECK(bytes_of(main_ref(world)) == commit_of('a').text());
  CHECK(fs::is_regular_file(world.repo_folder() / ".no_exist" / commit_of('a').text() /
                            "tokenizer.json"));
  CHECK(world.warnings.empty());

  const CacheState state = state_of_cache(world.root);
  CHECK(state.problems.empty());
  CHECK(state.leftovers.empty());
  CHECK(state.blobs == 3);
  CHECK(state.entries == 3);
  CHECK(state.refs == 1);
}

TEST_CASE("fetcher: progress and totals are those of what came") {
  World world;
  const auto snapshot = world.fetch(world.request());
  REQUIRE(snapshot);
  CHECK(world.begun == std::vector<std::string>{"tiktoken.model 3000", "tokenizer_config.json 9",
                                                "deep/er/notes.txt 7"});
  CHECK(world.bytes == 3016);
  CHECK(snapshot->bytes_received >= 3016);
  CHECK(snapshot->requests == world.hub.requests().size());
}

TEST_CASE("fetcher: a commit that is cached makes no request and no write") {
  World world;
  REQUIRE(world.fetch(world.request()));
  world.hub.forget_requests();
  FaultySystem system(quick_system());
  const auto again = world.fetch(of_commit(world), system);
  REQUIRE(again);
  CHECK(sources_of(*again) ==
        std::vector<Source>{Source::cache, Source::absent, Source::cache, Source::cache});
  CHECK(world.hub.requests().empty());
  CHECK(again->requests == 0);
  CHECK(system.calls().size() > 3);
  CHECK(system.changes() == 0);
}

TEST_CASE("fetcher: a branch that is cached costs one request and no write") {
  World world;
  REQUIRE(world.fetch(world.request()));
  world.hub.forget_requests();
  FaultySystem system(quick_system());
  const auto again = world.fetch(world.request(), system);
  REQUIRE(again);
  CHECK(world.hub.requests().size() == 1);
  CHECK(system.changes() == 0);
  CHECK(again->pinned("kimi") == pins_of_first());
}

TEST_CASE("fetcher: all files are of one commit, whatever the branch does meanwhile") {
  World world;
  HubFiles later = first_files();
  for (auto& [name, file] : later) file.bytes += "later";
  world.hub.commit(kRepo, commit_of('b'), later);
  world.hub.before_reply = [&world](std::size_t request) {
    if (request > 0) world.hub.branch(kRepo, "main", commit_of('b'));
  };
  const auto snapshot = world.fetch(world.request());
  REQUIRE(snapshot);
  CHECK(snapshot->commit == commit_of('a'));
  for (const FetchedFile& file : snapshot->files) {
    if (!file.path.empty()) CHECK(bytes_of(file.path) == first_files().at(file.name.text()).bytes);
  }
  CHECK(bytes_of(main_ref(world)) == commit_of('a').text());
}

TEST_CASE("fetcher: a branch that moved is fetched anew, and its ref moves last") {
  World world;
  REQUIRE(world.fetch(world.request()));
  HubFiles later = first_files();
  later["tiktoken.model"].bytes += "later";
  world.hub.commit(kRepo, commit_of('b'), later);
  world.hub.branch(kRepo, "main", commit_of('b'));
  FaultySystem system(quick_system());
  const auto snapshot = world.fetch(world.request(), system);
  REQUIRE(snapshot);
  CHECK(snapshot->commit == commit_of('b'));
  CHECK(bytes_of(main_ref(world)) == commit_of('b').text());
  std::string last_rename;
  for (const std::string& call : system.calls()) {
    if (call.starts_with("renameat")) last_rename = call;
  }
  CHECK(last_rename == "renameat main");
  CHECK(state_of_cache(world.root).problems.empty());
}

TEST_CASE("fetcher: where the Hub cannot be reached the cached ref stands in, with a warning") {
  World world;
  REQUIRE(world.fetch(world.request()));
  world.hub.faults_of_urls["hub.test"] = {HubFault::Kind::refused};
  const auto snapshot = world.fetch(world.request());
  REQUIRE_MESSAGE(snapshot, snapshot.error().message());
  CHECK(snapshot->resolved_from_cache);
  CHECK(snapshot->commit == commit_of('a'));
  CHECK(world.was_warned_of(commit_of('a').text()));
}

TEST_CASE("fetcher: where the Hub cannot be reached and nothing is cached, that is the error") {
  World world;
  world.hub.faults_of_urls["hub.test"] = {HubFault::Kind::refused};
  const auto snapshot = world.fetch(world.request());
  REQUIRE_FALSE(snapshot);
  CHECK(snapshot.error().code() == ErrorCode::network);
  CHECK_FALSE(fs::exists(world.root));
}

TEST_CASE("fetcher: no cached ref stands in for a Hub that refuses") {
  World world;
  REQUIRE(world.fetch(world.request()));
  for (const int status : {401, 403, 404}) {
    CAPTURE(status);
    world.hub.faults_of_urls["hub.test"] = {HubFault::Kind::status, 0, status};
    const auto snapshot = world.fetch(world.request());
    REQUIRE_FALSE(snapshot);
    CHECK(snapshot.error().code() != ErrorCode::network);
  }
}

TEST_CASE("fetcher: a ref is not written for a commit or for pins") {
  World world;
  REQUIRE(world.fetch(of_commit(world)));
  CHECK_FALSE(fs::exists(main_ref(world)));
  const PinnedArtifact pins = pins_of_first();
  FetchRequest request = world.request();
  request.pins = &pins;
  world.hub.branch(kRepo, "main", commit_of('b'));
  const auto pinned = world.fetch(request);
  REQUIRE(pinned);
  CHECK(pinned->commit == commit_of('a'));
  CHECK_FALSE(fs::exists(main_ref(world)));
}

TEST_CASE("fetcher: a commit without a vocabulary is refused, and gets no ref") {
  World world;
  HubFiles files = first_files();
  files.erase("tiktoken.model");
  world.hub.commit(kRepo, commit_of('b'), files);
  world.hub.branch(kRepo, "main", commit_of('b'));
  const auto snapshot = world.fetch(world.request());
  REQUIRE_FALSE(snapshot);
  CHECK(snapshot.error().code() == ErrorCode::not_on_hub);
  CHECK(snapshot.error().source() == kRepo);
  CHECK_FALSE(fs::exists(main_ref(world)));
  CHECK(state_of_cache(world.root).problems.empty());
}

TEST_CASE("fetcher: a request for other files than vocabularies needs none") {
  World world;
  FetchRequest request = world.request();
  request.names = names_of({"tokenizer_config.json"});
  const auto snapshot = world.fetch(request);
  REQUIRE(snapshot);
  CHECK(snapshot->files.size() == 1);
}

TEST_CASE("fetcher: offline, a branch that was fetched is found and makes no write") {
  World world;
  REQUIRE(world.fetch(world.request()));
  world.hub.forget_requests();
  FaultySystem system(quick_system());
  const auto snapshot = world.fetch_offline(world.request(), system);
  REQUIRE(snapshot);
  CHECK(snapshot->commit == commit_of('a'));
  CHECK_FALSE(snapshot->resolved_from_cache);
  CHECK(snapshot->requests == 0);
  CHECK(system.changes() == 0);
  CHECK(world.hub.requests().empty());
}

TEST_CASE("fetcher: offline, everything that is missing is named at once, with the command") {
  World world;
  FetchRequest some = world.request();
  some.names = names_of({"tiktoken.model"});
  REQUIRE(world.fetch(some));
  const auto snapshot = world.fetch_offline(world.request());
  REQUIRE_FALSE(snapshot);
  const Error& error = snapshot.error();
  CHECK(error.code() == ErrorCode::model_not_found);
  CHECK(error.sentence().find("tokenizer.json, tokenizer_config.json and deep/er/notes.txt") == 0);
  CHECK(error.sentence().find("tiktoken.model") == std::string::npos);
  CHECK(error.remedy().find("`kimitok fetch " + kRepo + "@" + commit_of('a').text() + "`") !=
        std::string::npos);
}

TEST_CASE("fetcher: offline, a branch never asked for is missing by its own name") {
  World world;
  const auto snapshot = world.fetch_offline(world.request());
  REQUIRE_FALSE(snapshot);
  CHECK(snapshot.error().code() == ErrorCode::model_not_found);
  CHECK(snapshot.error().remedy().find("`kimitok fetch " + kRepo + "@main`") != std::string::npos);
}

TEST_CASE("fetcher: a ref that cannot be written does not keep a cached tokenizer from its user") {
  World world;
  REQUIRE(world.fetch(of_commit(world)));
  FaultySystem read_only(quick_system());
  for (const char* call : {"mkdirat", "renameat", "symlinkat", "write"}) {
    read_only.fail_all(call, EROFS);
  }
  const auto snapshot = world.fetch(world.request(), read_only);
  REQUIRE_MESSAGE(snapshot, snapshot.error().message());
  CHECK(world.warnings.size() == 1);
  CHECK(world.was_warned_of("ead-only file system"));
}

TEST_CASE("fetcher: a snapshot is pinned with its files and what is absent in order") {
  World world;
  const auto snapshot = world.fetch(world.request());
  REQUIRE(snapshot);
  const PinnedArtifact pinned = snapshot->pinned("kimi");
  CHECK(pinned == pins_of_first());
  std::vector<std::string> names;
  for (const PinnedFile& file : pinned.files) names.push_back(file.name.text());
  CHECK(names ==
        std::vector<std::string>{"deep/er/notes.txt", "tiktoken.model", "tokenizer_config.json"});
}

}  // namespace
}  // namespace kimitok::test
