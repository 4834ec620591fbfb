#include "kimitok/blob_id.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

namespace kimitok {
namespace {

constexpr std::string_view kSha256 =
    "b6c497a7469b33ced9c38afb1ad6e47f03f5e5dc05f15930799210ec050c5103";
constexpr std::string_view kGitSha1 = "da1187b32f35ea1bdd263d5aa75b205f51517ed0";

TEST_CASE("blob id: a SHA-256 is 64 lower-case hexadecimal digits") {
  REQUIRE(Sha256Hex::parse(kSha256));
  CHECK(Sha256Hex::parse(kSha256)->text() == kSha256);
  CHECK_FALSE(Sha256Hex::parse(""));
  CHECK_FALSE(Sha256Hex::parse(kGitSha1));
  CHECK_FALSE(Sha256Hex::parse(std::string(kSha256) + '0'));
  CHECK_FALSE(Sha256Hex::parse(std::string(64, 'A')));
  CHECK_FALSE(Sha256Hex::parse(std::string(64, 'g')));
}

TEST_CASE("blob id: the number of digits tells the kind") {
  const auto sha256 = BlobId::parse(kSha256);
  REQUIRE(sha256);
  CHECK(sha256->kind() == BlobId::Kind::sha256);
  CHECK(sha256->hex() == kSha256);
  CHECK(sha256->tagged() == "sha256:" + std::string(kSha256));

  const auto git_sha1 = BlobId::parse(kGitSha1);
  REQUIRE(git_sha1);
  CHECK(git_sha1->kind() == BlobId::Kind::git_sha1);
  CHECK(git_sha1->hex() == kGitSha1);
  CHECK(git_sha1->tagged() == "git-sha1:" + std::string(kGitSha1));
}

TEST_CASE("blob id: what could not be a name in the cache is none") {
  for (const std::string& hex :
       {std::string(), std::string(39, '0'), std::string(41, '0'), std::string(63, '0'),
        std::string(65, '0'), std::string(40, 'A'), std::string(64, 'F'), std::string(40, '/'),
        std::string(64, '.'), "\"" + std::string(38, '0') + "\""}) {
    CAPTURE(hex);
    CHECK_FALSE(BlobId::parse(hex));
  }
}

TEST_CASE("blob id: a tag must be that of the digits") {
  for (const std::string_view hex : {kSha256, kGitSha1}) {
    const auto id = BlobId::parse(hex);
    CHECK(BlobId::parse_tagged(id->tagged()) == id);
  }
  for (const std::string& text :
       {std::string(), std::string(kSha256), "sha256:" + std::string(kGitSha1),
        "git-sha1:" + std::string(kSha256), "sha1:" + std::string(kGitSha1),
        "SHA256:" + std::string(kSha256), "sha256: " + std::string(kSha256),
        std::string("sha256:")}) {
    CAPTURE(text);
    CHECK_FALSE(BlobId::parse_tagged(text));
  }
}

TEST_CASE("blob id: digests of known files") {
  const Digests nothing = digests_of("");
  CHECK(nothing.size == 0);
  CHECK(nothing.git_sha1 == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
  CHECK(nothing.sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

  const Digests hello = digests_of("Hello, World!");
  CHECK(hello.size == 13);
  CHECK(hello.git_sha1 == "b45ef6fec89518d314f546fd6c3025367b721684");
  CHECK(hello.sha256 == "dffd6021bb2bd5b0af676290809ec3a53191dd81c7f70a4b28688a362182986f");
}

TEST_CASE("blob id: bytes may come in any number of updates, and the hasher may move in between") {
  BlobHasher first(13);
  first.update("Hello");
  first.update("");
  BlobHasher hasher = std::move(first);
  hasher.update(", World!");
  CHECK(hasher.digests() == digests_of("Hello, World!"));
}

TEST_CASE("blob id: digests fit the id of either kind, and no other") {
  const Digests hello = digests_of("Hello, World!");
  CHECK(hello.fit(*BlobId::parse(hello.sha256)));
  CHECK(hello.fit(*BlobId::parse(hello.git_sha1)));
  CHECK_FALSE(hello.fit(*BlobId::parse(kSha256)));
  CHECK_FALSE(hello.fit(*BlobId::parse(kGitSha1)));
}

}  // namespace
}  // namespace kimitok
