#include <doctest/doctest.h>

#include <string>

#include "kimitok/pins.hpp"
#include "repo/pins_example.hpp"

namespace kimitok {
namespace {

using test::pinned;
using test::pinned_file;

TEST_CASE("pins writer: no artifacts") {
  CHECK(Pins().json() == "{\n  \"kimitok_lock\": 1,\n  \"artifacts\": []\n}\n");
}

TEST_CASE("pins writer: every member in its place, with two blanks of indent") {
  Pins pins;
  pins.put(pinned("kimi-k2"));
  const std::string expected = R"({
  "kimitok_lock": 1,
  "artifacts": [
    {
      "name": "kimi-k2",
      "source": "hf",
      "repo_type": "model",
      "repo": "moonshotai/Kimi-K2-Instruct",
      "requested": "main",
      "commit": "0102674b179db4ca5a28cd9a4fb446f87f0c1454",
      "files": [
        {
          "path": "tiktoken.model",
          "size": 2795286,
          "sha256": "b6c497a7469b33ced9c38afb1ad6e47f03f5e5dc05f15930799210ec050c5103",
          "hub": "sha256:b6c497a7469b33ced9c38afb1ad6e47f03f5e5dc05f15930799210ec050c5103"
        },
        {
          "path": "tokenizer_config.json",
          "size": 5596,
          "sha256": "5daea80093340e66e03ad1ec58e4e218fb2191e4344edd4e3bac19a6924b7530",
          "hub": "git-sha1:894496edbf19449b18a683c89e6055f92f69d02e"
        }
      ],
      "absent": [
        "tokenizer.json"
      ],
      "digest": ")" + pinned("kimi-k2").digest() +
                               R"("
    }
  ]
}
)";
  CHECK(pins.json() == expected);
}

TEST_CASE("pins writer: the order in which artifacts came does not show") {
  Pins one, other;
  one.put(pinned("a"));
  one.put(pinned("b"));
  other.put(pinned("b"));
  other.put(pinned("a"));
  CHECK(one.json() == other.json());
}

TEST_CASE("pins writer: paths are written in ASCII") {
  PinnedArtifact artifact = pinned("a");
  artifact.files = {pinned_file("\xC3\xA9\"\xF0\x9F\x98\x80")};
  artifact.absent.clear();
  Pins pins;
  pins.put(artifact);
  const std::string json = pins.json();
  CHECK(json.find(R"("path": "\u00e9\"\ud83d\ude00")") != std::string::npos);
  CHECK(json.find("\"absent\": [],") != std::string::npos);
}

}  // namespace
}  // namespace kimitok
