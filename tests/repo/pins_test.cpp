#include "kimitok/pins.hpp"

#include <doctest/doctest.h>

#include <string>

#include "kimitok/digest.hpp"
#include "repo/pins_example.hpp"

namespace kimitok {
namespace {

using test::pinned;
using test::pinned_file;

TEST_CASE("pins: a name is up to 64 plain characters and does not look like a flag or hidden") {
  for (const std::string& name :
       {std::string("a"), std::string("kimi-k2.5_X"), std::string("_"), std::string(64, 'a')}) {
    CAPTURE(name);
    CHECK(is_pin_name(name));
  }
  for (const std::string& name :
       {std::string(), std::string(".a"), std::string("-a"), std::string("a/b"), std::string("a b"),
        std::string("a@b"), std::string("\xC3\xA9"), std::string(65, 'a')}) {
    CAPTURE(name);
    CHECK_FALSE(is_pin_name(name));
  }
}

TEST_CASE("pins: a file is found by its path, an absent one is known to be absent") {
  const PinnedArtifact artifact = pinned("kimi");
  const PinnedFile* found = artifact.find(*ArtifactName::parse("tiktoken.model"));
  REQUIRE(found != nullptr);
  CHECK(found->size == 2'795'286);
  CHECK(artifact.find(*ArtifactName::parse("tokenizer.json")) == nullptr);
  CHECK(artifact.is_absent(*ArtifactName::parse("tokenizer.json")));
  CHECK_FALSE(artifact.is_absent(*ArtifactName::parse("tiktoken.model")));
}

TEST_CASE("pins: the digest is that of the sorted lines of sha256sum, then of the absent files") {
  PinnedArtifact artifact = pinned("kimi");
  const std::string lines =
      "5daea80093340e66e03ad1ec58e4e218fb2191e4344edd4e3bac19a6924b7530  tokenizer_config.json\n"
      "b6c497a7469b33ced9c38afb1ad6e47f03f5e5dc05f15930799210ec050c5103  tiktoken.model\n"
      "absent  a\n"
      "absent  tokenizer.json\n";
  artifact.absent.push_back(*ArtifactName::parse("a"));
  CHECK(artifact.digest() == "kt1:" + sha256_hex(lines));
}

TEST_CASE("pins: artifacts are kept by name, each once, with their lists in order") {
  Pins pins;
  pins.put(pinned("b"));
  pins.put(pinned("a"));
  PinnedArtifact again = pinned("b");
  again.requested = *Revision::parse("v2");
  again.files.insert(again.files.begin(), pinned_file("z"));
  again.absent.push_back(*ArtifactName::parse("a"));
  pins.put(again);

  REQUIRE(pins.artifacts().size() == 2);
  CHECK(pins.artifacts()[0].name == "a");
  CHECK(pins.artifacts()[1].name == "b");
  REQUIRE(pins.find("b") != nullptr);
  CHECK(pins.find("b")->requested.text() == "v2");
  CHECK(pins.find("b")->files.back().name.text() == "z");
  CHECK(pins.find("b")->absent.front().text() == "a");
  CHECK(pins.find("c") == nullptr);
}

}  // namespace
}  // namespace kimitok
