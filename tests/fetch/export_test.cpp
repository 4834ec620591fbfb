#include "kimitok/export.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "fetch/world.hpp"
#include "support/faulty_system.hpp"

namespace kimitok::test {
namespace {

namespace fs = std::filesystem;

struct Export {
  World world;
  FetchedSnapshot snapshot;
  fs::path directory = world.directory.path() / "some" / "where";

  Export() : snapshot(fetched(world)) {}

  static FetchedSnapshot fetched(World& world) {
    auto snapshot = world.fetch(world.request());
    REQUIRE(snapshot);
    return *std::move(snapshot);
  }

  Result<void> run(bool replace = false, System& system = quick_system()) {
    return export_snapshot(snapshot, directory, replace, system);
  }

  void put(const std::string& name, std::string_view bytes) const {
    fs::create_directories((directory / name).parent_path());
    std::ofstream(directory / name) << bytes;
  }

  std::set<std::string> files() const {
    std::set<std::string> names;
    if (!fs::exists(directory)) return names;
    for (const auto& entry : fs::recursive_directory_iterator(directory)) {
      if (entry.is_directory()) continue;
      names.insert(entry.path().lexically_relative(directory).string());
    }
    return names;
  }

  static std::set<std::string> all_files() {
    return {"deep/er/notes.txt", "tiktoken.model", "tokenizer_config.json"};
  }
};

TEST_CASE("export: every file is there as a plain, read-only file, and nothing else") {
  Export copy;
  REQUIRE(copy.run());
  CHECK(copy.files() == Export::all_files());
  for (const std::string& name : Export::all_files()) {
    CAPTURE(name);
    struct stat status {};
    REQUIRE(::lstat((copy.directory / name).c_str(), &status) == 0);
    CHECK(S_ISREG(status.st_mode));
    CHECK((status.st_mode & 07777) == 0444);
    CHECK(bytes_of(copy.directory / name) == first_files().at(name).bytes);
  }
}

TEST_CASE("export: what is there already is left alone") {
  Export copy;
  REQUIRE(copy.run());
  const auto written = fs::last_write_time(copy.directory / "tiktoken.model");
  FaultySystem system(quick_system());
  REQUIRE(copy.run(false, system));
  CHECK(system.calls().size() > 3);
  CHECK(fs::last_write_time(copy.directory / "tiktoken.model") == written);
  for (const std::string& call : system.calls()) CHECK_FALSE(call.starts_with("renameat"));
}

TEST_CASE("export: other files of the directory stay") {
  Export copy;
  copy.put("README.md", "mine");
  REQUIRE(copy.run());
  CHECK(bytes_of(copy.directory / "README.md") == "mine");
}

TEST_CASE("export: a file with other bytes is replaced only if that is asked for") {
  Export copy;
  copy.put("tokenizer_config.json", "mine");
  const auto refused = copy.run();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code() == ErrorCode::io);
  CHECK(refused.error().source() == (copy.directory / "tokenizer_config.json").string());
  CHECK(copy.files() == std::set<std::string>{"tokenizer_config.json"});
  CHECK(bytes_of(copy.directory / "tokenizer_config.json") == "mine");
  REQUIRE(copy.run(true));
  CHECK(bytes_of(copy.directory / "tokenizer_config.json") == "{\"a\": 1}\n");
}

TEST_CASE("export: a link is replaced itself, never what it leads to") {
  Export copy;
  copy.put("mine.txt", "mine");
  fs::create_symlink("mine.txt", copy.directory / "tiktoken.model");
  REQUIRE_FALSE(copy.run());
  REQUIRE(copy.run(true));
  CHECK_FALSE(fs::is_symlink(copy.directory / "tiktoken.model"));
  CHECK(bytes_of(copy.directory / "mine.txt") == "mine");
}

TEST_CASE("export: a directory or a file in the way is named") {
  Export copy;
  fs::create_directories(copy.directory / "tiktoken.model");
  const auto refused = copy.run(true);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().source() == (copy.directory / "tiktoken.model").string());

  Export other;
  fs::create_directories(other.directory.parent_path());
  std::ofstream(other.directory) << "a file";
  const auto no_directory = other.run();
  REQUIRE_FALSE(no_directory);
  CHECK(no_directory.error().code() == ErrorCode::io);
}

TEST_CASE("export: a file that the tokenizer does not have may not lie there") {
  Export copy;
  copy.put("tokenizer.json", "{}");
  for (const bool replace : {false, true}) {
    const auto refused = copy.run(replace);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code() == ErrorCode::io);
    CHECK(refused.error().source() == (copy.directory / "tokenizer.json").string());
    CHECK(copy.files() == std::set<std::string>{"tokenizer.json"});
  }
}

TEST_CASE("export: bytes of the cache that changed meanwhile are not copied") {
  Export copy;
  std::ofstream(copy.world.blob_of("tiktoken.model")) << "changed";
  const auto refused = copy.run();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code() == ErrorCode::integrity);
  CHECK(refused.error().sentence().find(digests_of("changed").sha256) != std::string::npos);
  CHECK(copy.files().empty());
}

TEST_CASE("export: whatever call fails, each file is whole or not there, and a rerun succeeds") {
  FaultySystem counted(quick_system());
  REQUIRE(Export().run(false, counted));
  REQUIRE(counted.calls().size() > 20);
  std::size_t failures = 0;
  for (std::size_t call = 0; call < counted.calls().size(); ++call) {
    CAPTURE(call);
    CAPTURE(counted.calls()[call]);
    Export copy;
    FaultySystem system(quick_system());
    system.fail(call, ENOSPC);
    const auto result = copy.run(false, system);
    if (!result) {
      ++failures;
      CHECK(result.error().code() == ErrorCode::io);
    }
    for (const std::string& name : copy.files()) {
      REQUIRE(first_files().count(name) == 1);
      CHECK(bytes_of(copy.directory / name) == first_files().at(name).bytes);
    }
    REQUIRE(copy.run());
    CHECK(copy.files() == Export::all_files());
  }
  CHECK(failures > 15);
}

TEST_CASE("export: writes that take only a part are continued") {
  Export copy;
  FaultySystem system(quick_system());
  system.write_short();
  REQUIRE(copy.run(false, system));
  CHECK(bytes_of(copy.directory / "tiktoken.model") == std::string(3000, 'v'));
}

}  // namespace
}  // namespace kimitok::test
