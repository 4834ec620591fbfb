#include "kimitok/digest.hpp"

#include <doctest/doctest.h>

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

}  // namespace
}  // namespace kimitok
