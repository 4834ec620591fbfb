#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "kimitok/pins.hpp"
#include "repo/pins_example.hpp"

namespace kimitok {
namespace {

using test::pinned;
using test::pinned_file;

std::string example() {
  Pins pins;
  pins.put(pinned("kimi"));
  return pins.json();
}

// The example with the first `old` as `replacement`.
std::string changed(std::string_view old, std::string_view replacement) {
  std::string json = example();
  const std::size_t at = json.find(old);
  REQUIRE(at != std::string::npos);
  return json.replace(at, old.size(), replacement);
}

Error refused(std::string_view json, Pins::UnknownKeys unknown = Pins::UnknownKeys::refuse) {
  const auto pins = Pins::parse(json, unknown);
  REQUIRE_FALSE(pins);
  CHECK(pins.error().code() == ErrorCode::pins_invalid);
  return pins.error();
}

TEST_CASE("pins reader: what was written is read") {
  Pins pins;
  PinnedArtifact odd = pinned("odd");
  odd.files.push_back(pinned_file("\xC3\xA9\"\xF0\x9F\x98\x80"));
  PinnedArtifact empty = pinned("empty");
  empty.files.clear();
  empty.absent.clear();
  pins.put(pinned("kimi"));
  pins.put(odd);
  pins.put(empty);
  for (const auto unknown : {Pins::UnknownKeys::refuse, Pins::UnknownKeys::ignore}) {
    const auto read = Pins::parse(pins.json(), unknown);
    REQUIRE(read);
    CHECK(read->artifacts() == pins.artifacts());
    CHECK(read->json() == pins.json());
  }
}

TEST_CASE("pins reader: order and blanks do not matter") {
  const std::string top =
      changed("\n  \"kimitok_lock\": 1,", "")
          .insert(example().size() - 3 - std::string("\n  \"kimitok_lock\": 1,").size(),
                  ",\r\n\t\"kimitok_lock\":1");
  const auto read = Pins::parse(top, Pins::UnknownKeys::refuse);
  REQUIRE(read);
  CHECK(read->json() == example());
}

TEST_CASE("pins reader: what is no JSON text of this kind is refused with its place") {
  CHECK(refused("").message() == "is empty");
  CHECK(refused(std::string(Pins::kMaxBytes + 1, ' ')).message() ==
        "holds more than 1048576 bytes");
  CHECK(refused("\xEF\xBB\xBF" + example()).message() == "begins with a byte order mark");
  CHECK(refused("[]").message().find("object") != std::string::npos);
  CHECK(refused("{").message().find("is not JSON") != std::string::npos);
  CHECK(refused("{\"a\": \"\xFF\"}").position().byte.has_value());
  for (std::size_t size = 1; size + 1 < example().size(); size += 7) {
    CAPTURE(size);
    CHECK_FALSE(refused(example().substr(0, size)).sentence().empty());
  }
}

TEST_CASE("pins reader: an unfinished merge is told with its line and what to do") {
  const Error error = refused(changed("      \"requested\"", "<<<<<<< HEAD\n      \"requested\""));
  CHECK(error.position().line == 9);
  CHECK(error.sentence() == "holds the marks of a merge that is not finished");
  CHECK_FALSE(error.remedy().empty());
  CHECK(refused(example() + ">>>>>>> other\n").sentence() == error.sentence());
}

TEST_CASE("pins reader: another version needs a newer program") {
  for (const auto unknown : {Pins::UnknownKeys::refuse, Pins::UnknownKeys::ignore}) {
    const Error error = refused(R"({"new": 1, "kimitok_lock": 2})", unknown);
    CHECK(error.message() ==
          "kimitok_lock is 2, a version that is not known here; a newer kimitok may know it");
  }
}

TEST_CASE("pins reader: an unknown key is refused or ignored, as asked") {
  struct Row {
    std::string_view before, path;
  };
  const Row rows[] = {{"\"artifacts\"", "the top level"},
                      {"\"repo\"", "artifacts[0]"},
                      {"\"size\"", "artifacts[0].files[0]"}};
  for (const Row& row : rows) {
    CAPTURE(row.path);
    const std::string json = changed(row.before, "\"more\": [], " + std::string(row.before));
    CHECK(refused(json).message() == std::string(row.path) + " has the unknown key \"more\"");
    const auto ignored = Pins::parse(json, Pins::UnknownKeys::ignore);
    REQUIRE(ignored);
    CHECK(ignored->json() == example());
  }
}

TEST_CASE("pins reader: each member must be there, once, and of its type") {
  for (const std::string key :
       {"kimitok_lock", "artifacts", "name", "source", "repo_type", "repo", "requested", "commit",
        "files", "path", "size", "sha256", "hub", "absent", "digest"}) {
    CAPTURE(key);
    const std::string quoted = '"' + key + "\": ";
    const std::string missing =
        refused(changed(quoted, "\"x\": "), Pins::UnknownKeys::ignore).message();
    CHECK(missing.find("has no \"" + key + '"') != std::string::npos);
    const std::string twice = refused(changed(quoted, quoted + "1, " + quoted)).message();
    CHECK(twice.find("has the key \"" + key + "\" twice") != std::string::npos);
    const std::string wrong =
        refused(changed(quoted, quoted + "true, \"x\": "), Pins::UnknownKeys::ignore).message();
    CHECK(wrong.find(key) != std::string::npos);
    CHECK(wrong.find("is true, not") != std::string::npos);
  }
}

TEST_CASE("pins reader: a value that is wrong is refused by its member") {
  struct Row {
    std::string_view old, replacement, expected;
  };
  const Row rows[] = {
      {"\"kimi\"", "\"-x\"", "artifacts[0].name is \"-x\", not a name"},
      {"\"hf\"", "\"ms\"", "artifacts[0].source is \"ms\", not \"hf\""},
      {"\"model\"", "\"dataset\"", "artifacts[0].repo_type is \"dataset\", not \"model\""},
      {"\"moonshotai/", "\"../", "artifacts[0].repo is refused"},
      {"\"main\"", "\"../x\"", "artifacts[0].requested is refused"},
      {"\"main\"", "\"94a4053eb8863059dd8afc00937f054e1365abbd\"",
       "artifacts[0] has a commit other"},
      {"\"0102674b", "\"0102674B", "artifacts[0].commit is"},
      {"\"tiktoken.model\"", "\"../x\"", "artifacts[0].files[0].path is refused"},
      {"\"tiktoken.model\"", "\"a\\u0000\"", "artifacts[0].files[0].path is refused"},
      {"2795286", "-1", "artifacts[0].files[0].size is -1, not a number of bytes"},
      {"2795286", "1.5", "artifacts[0].files[0].size is 1.5, not"},
      {"2795286", "1e3", "artifacts[0].files[0].size is 1e3, not"},
      {"2795286", "18446744073709551616",
       "artifacts[0].files[0].size is 18446744073709551616, not"},
      {"\"b6c4", "\"B6C4", "artifacts[0].files[0][\"sha256\"] is"},
      {"\"b6c4", "\"5c4", "artifacts[0].files[0][\"sha256\"] is"},
      {"\"b6c4", "\"b6c5", "has a hub and a sha256 that are not the same"},
      {"\"sha256:", "\"git-sha1:", "artifacts[0].files[0].hub is"},
      {"\"git-sha1:", "\"", "artifacts[0].files[1].hub is"},
      {"\"tokenizer.json\"", "\"/x\"", "artifacts[0].absent[0] is refused"},
      {"\"tokenizer.json\"", "1", "artifacts[0].absent[0] is 1, not a string"},
      {"\"kt1:", "\"kt2:", "artifacts[0].digest is not that of its files, kt1:"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.old);
    CAPTURE(row.replacement);
    CHECK(refused(changed(row.old, row.replacement)).message().find(row.expected) !=
          std::string::npos);
  }
}

TEST_CASE("pins reader: one hash for another, or a file more or less, breaks the digest") {
  const std::string digest = "is not that of its files";
  CHECK(refused(changed("5daea800", "6daea800")).message().find(digest) != std::string::npos);
  CHECK(refused(changed("\"tokenizer.json\"", "")).message().find(digest) != std::string::npos);
  CHECK(
      refused(changed("\"tokenizer.json\"", "\"a\", \"tokenizer.json\"")).message().find(digest) !=
      std::string::npos);
}

TEST_CASE("pins reader: a size is no part of the digest") {
  const auto read = Pins::parse(changed("5596", "1"), Pins::UnknownKeys::refuse);
  REQUIRE(read);
  CHECK(read->artifacts()[0].files[1].size == 1);
}

TEST_CASE("pins reader: a path may not come twice, whatever its case") {
  for (const std::string_view other : {"tokenizer_config.json", "Tokenizer_Config.JSON"}) {
    CAPTURE(other);
    PinnedArtifact files = pinned("a");
    files.files.push_back(pinned_file(other));
    PinnedArtifact absent = pinned("a");
    absent.absent.push_back(*ArtifactName::parse(other));
    for (const PinnedArtifact& artifact : {files, absent}) {
      Pins pins;
      pins.put(artifact);
      CHECK(refused(pins.json()).message().find("a second time") != std::string::npos);
    }
  }
}

TEST_CASE("pins reader: a name may not come twice") {
  Pins pins;
  pins.put(pinned("a"));
  pins.put(pinned("b"));
  std::string json = pins.json();
  json.replace(json.find("\"b\""), 3, "\"a\"");
  CHECK(refused(json).message() == "artifacts[1] has the name \"a\" a second time");
}

}  // namespace
}  // namespace kimitok
