#include "fetch/expectation.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "fetch/world.hpp"

namespace kimitok::test {
namespace {

const std::string kBytes(3000, 'v');  // of tiktoken.model

TEST_CASE("expectation: without pins and hashes anything will do") {
  const FetchRequest request = World().request();
  const ArtifactName name = name_of("tiktoken.model");
  const Expectation expectation(request, name);
  CHECK(expectation.name() == name);
  CHECK(expectation.pinned() == nullptr);
  CHECK_FALSE(expectation.is_pinned_absent());
  CHECK_FALSE(expectation.required_by());
  CHECK_FALSE(expectation.mismatch(digests_of("anything")));
}

TEST_CASE("expectation: a pinned file has one size, one hash and one id, and has to be there") {
  const PinnedArtifact pins = pins_of_first();
  FetchRequest request = World().request();
  request.pins = &pins;
  const ArtifactName name = name_of("tiktoken.model");
  const Expectation expectation(request, name);
  CHECK(expectation.required_by() == "kimitok.lock");
  CHECK_FALSE(expectation.mismatch(digests_of(kBytes)));
  CHECK(expectation.mismatch(digests_of("short")) == "has 5 bytes, but kimitok.lock says 3000");
  const std::string other(3000, 'w');
  CHECK(expectation.mismatch(digests_of(other)) == "has SHA-256 " + digests_of(other).sha256 +
                                                       ", but kimitok.lock says " +
                                                       digests_of(kBytes).sha256);
}

TEST_CASE("expectation: a pin whose own hashes contradict each other fits nothing") {
  PinnedArtifact pins = pins_of_first();
  for (PinnedFile& file : pins.files) file.hub = BlobId::parse(std::string(40, '0')).value();
  FetchRequest request = World().request();
  request.pins = &pins;
  const ArtifactName name = name_of("tiktoken.model");
  CHECK(Expectation(request, name).mismatch(digests_of(kBytes)) ==
        "has git SHA-1 " + digests_of(kBytes).git_sha1 + ", but kimitok.lock says " +
            std::string(40, '0'));
}

TEST_CASE("expectation: what the pins say is absent is known to be") {
  const PinnedArtifact pins = pins_of_first();
  FetchRequest request = World().request();
  request.pins = &pins;
  const ArtifactName name = name_of("tokenizer.json");
  CHECK(Expectation(request, name).is_pinned_absent());
  CHECK_FALSE(Expectation(request, name).required_by());
}

TEST_CASE("expectation: every hash that is given for a file counts, and for no other file") {
  FetchRequest request = World().request();
  const ArtifactName name = name_of("tiktoken.model");
  request.expected = {{.name = name, .sha256 = sha256_of(kBytes), .said_by = "the table"},
                      {.name = name, .sha256 = sha256_of("x"), .said_by = "--sha256"}};
  CHECK(Expectation(request, name).mismatch(digests_of(kBytes)) ==
        "has SHA-256 " + digests_of(kBytes).sha256 + ", but --sha256 says " +
            digests_of("x").sha256);
  const ArtifactName other = name_of("config.json");
  CHECK_FALSE(Expectation(request, other).mismatch(digests_of(kBytes)));
}

TEST_CASE("expectation: a required hash requires its file") {
  FetchRequest request = World().request();
  const ArtifactName name = name_of("tiktoken.model");
  request.expected = {{.name = name, .sha256 = sha256_of("x"), .said_by = "--sha256"}};
  CHECK_FALSE(Expectation(request, name).required_by());
  request.expected[0].required = true;
  CHECK(Expectation(request, name).required_by() == "--sha256");
}

TEST_CASE("expectation: a blob's id is held against the digest of its kind") {
  const Digests digests = digests_of("{}");
  CHECK_FALSE(blob_mismatch(digests, BlobId::parse(digests.sha256).value(), "the Hub"));
  CHECK_FALSE(blob_mismatch(digests, BlobId::parse(digests.git_sha1).value(), "the Hub"));
  const std::string zeros(64, '0');
  CHECK(blob_mismatch(digests, BlobId::parse(zeros).value(), "the Hub") ==
        "has SHA-256 " + digests.sha256 + ", but the Hub says " + zeros);
}

}  // namespace
}  // namespace kimitok::test
