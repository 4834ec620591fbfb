#include "fetch/found_file.hpp"

#include <doctest/doctest.h>

#include <cerrno>
#include <filesystem>
#include <string>

#include "fetch/world.hpp"
#include "support/faulty_system.hpp"

namespace kimitok::test {
namespace {

namespace fs = std::filesystem;

struct FetchedWorld : World {
  FetchedWorld() { REQUIRE(fetch(request())); }

  Result<FoundFile> find(const FetchRequest& request, std::string_view file,
                         System& system = quick_system()) {
    const ArtifactCache cache(root, system);
    const ArtifactName name = name_of(file);
    return look_up(cache, repo_id(), commit_of('a'), Expectation(request, name));
  }
};

TEST_CASE("found file: a file whose bytes are those of its blob's name is right") {
  FetchedWorld world;
  const auto found = world.find(world.request(), "tiktoken.model");
  REQUIRE(found);
  REQUIRE(found->file);
  CHECK_FALSE(found->problem);
  CHECK(found->file->source == FetchedFile::Source::cache);
  CHECK(found->file->blob->hex() == digests_of(std::string(3000, 'v')).sha256);
  CHECK(found->file->path == world.snapshot() / "tiktoken.model");
}

TEST_CASE("found file: a marker says that a file is absent, and no entry at all says nothing") {
  FetchedWorld world;
  const auto absent = world.find(world.request(), "tokenizer.json");
  REQUIRE(absent);
  REQUIRE(absent->file);
  CHECK(absent->file->source == FetchedFile::Source::absent);
  const auto unknown = world.find(world.request(), "config.json");
  REQUIRE(unknown);
  CHECK_FALSE(unknown->file);
  CHECK_FALSE(unknown->problem);
}

TEST_CASE("found file: a link to the right bytes of another file is wrong where pins know better") {
  FetchedWorld world;
  fs::remove(world.snapshot() / "tokenizer_config.json");
  fs::create_symlink("../../blobs/" + world.blob_of("deep/er/notes.txt").filename().string(),
                     world.snapshot() / "tokenizer_config.json");
  const PinnedArtifact pins = pins_of_first();
  FetchRequest request = world.request();
  request.pins = &pins;
  const auto found = world.find(request, "tokenizer_config.json");
  REQUIRE(found);
  CHECK_FALSE(found->file);
  REQUIRE(found->problem);
  CHECK(found->problem->code() == ErrorCode::integrity);
}

TEST_CASE("found file: bytes that cannot be read are a problem of their own") {
  FetchedWorld world;
  FaultySystem system(quick_system());
  system.fail_all("read", EIO);
  const auto found = world.find(world.request(), "tiktoken.model", system);
  REQUIRE(found);
  REQUIRE(found->problem);
  CHECK(found->problem->code() == ErrorCode::io);
}

}  // namespace
}  // namespace kimitok::test
