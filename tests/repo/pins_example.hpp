// Pins to test with.
#ifndef KIMITOK_TESTS_REPO_PINS_EXAMPLE_HPP_
#define KIMITOK_TESTS_REPO_PINS_EXAMPLE_HPP_

#include <string>
#include <string_view>

#include "kimitok/pins.hpp"

namespace kimitok::test {

// A small file of this path.
inline PinnedFile pinned_file(std::string_view path) {
  const Digests digests = digests_of(path);
  return {*ArtifactName::parse(path), digests.size, *Sha256Hex::parse(digests.sha256),
          *BlobId::parse(digests.git_sha1)};
}

// Kimi-K2's two files, without a tokenizer.json.
inline PinnedArtifact pinned(std::string_view name) {
  constexpr std::string_view kModel =
      "b6c497a7469b33ced9c38afb1ad6e47f03f5e5dc05f15930799210ec050c5103";
  constexpr std::string_view kConfig =
      "5daea80093340e66e03ad1ec58e4e218fb2191e4344edd4e3bac19a6924b7530";
  return {std::string(name),
          *RepoId::parse("moonshotai/Kimi-K2-Instruct"),
          *Revision::parse("main"),
          *Commit::parse("0102674b179db4ca5a28cd9a4fb446f87f0c1454"),
          {{*ArtifactName::parse("tiktoken.model"), 2'795'286, *Sha256Hex::parse(kModel),
            *BlobId::parse(kModel)},
           {*ArtifactName::parse("tokenizer_config.json"), 5'596, *Sha256Hex::parse(kConfig),
            *BlobId::parse("894496edbf19449b18a683c89e6055f92f69d02e")}},
          {*ArtifactName::parse("tokenizer.json")}};
}

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_REPO_PINS_EXAMPLE_HPP_
