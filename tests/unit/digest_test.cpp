#include "kimitok/digest.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>

namespace kimitok {
namespace {

// FIPS 180-2, appendix B, and the empty message.
TEST_CASE("digest: SHA-256 of the published examples") {
  struct Row {
    std::string bytes, expected;
  };
  const Row rows[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {std::string(1'000'000, 'a'),
       "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.bytes.size());
    CHECK(sha256_hex(row.bytes) == row.expected);
  }
}

TEST_CASE("digest: bytes may come in any number of updates, and the digest may move in between") {
  Sha256 first;
  first.update("a");
  first.update("");
  Sha256 digest = std::move(first);
  digest.update("bc");
  CHECK(digest.hex() == sha256_hex("abc"));
}

TEST_CASE("digest: NUL bytes count") {
  CHECK(sha256_hex(std::string("a\0b", 3)) != sha256_hex("a"));
  CHECK(sha256_hex(std::string(1, '\0')) ==
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

// FIPS 180-2, appendix A, and the empty message.
TEST_CASE("digest: SHA-1 of the published examples") {
  struct Row {
    std::string bytes, expected;
  };
  const Row rows[] = {
      {"", "da39a3ee5e6b4b0d3255bfef95601890afd80709"},
      {"abc", "a9993e364706816aba3e25717850c26c9cd0d89d"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "84983e441c3bd26ebaae4aa1f95129e5e54670f1"},
      {std::string(1'000'000, 'a'), "34aa973cd4c4daa4f61eeb2bdbad27316534016f"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.bytes.size());
    Sha1 first;
    first.update(row.bytes.substr(0, 2));
    Sha1 digest = std::move(first);
    digest.update(row.bytes.substr(std::min<std::size_t>(row.bytes.size(), 2)));
    CHECK(digest.hex() == row.expected);
  }
}

}  // namespace
}  // namespace kimitok
