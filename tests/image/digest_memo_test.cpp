#include "image/digest_memo.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "support/temp_dir.hpp"

namespace kimitok {
namespace {

const std::string kSomeDigest = std::string(32, 'a') + std::string(32, '7');

TEST_CASE("digest memo: gives the digest to the identity it was written for, and to no other") {
  const test::TempDir dir;
  const auto one = FileIdentity::of(dir.write("one", "bytes"));
  const auto other = FileIdentity::of(dir.write("other", "bytes"));
  REQUIRE(one.has_value());
  REQUIRE(other.has_value());
  CHECK(memo_name(*one) != memo_name(*other));
  const std::string memo = memo_text(*one, kSomeDigest);
  CHECK(digest_in_memo(memo, *one) == kSomeDigest);
  CHECK(digest_in_memo(memo, *other) == std::nullopt);
}

TEST_CASE("digest memo: any byte changed, lost or added makes it none") {
  const test::TempDir dir;
  const auto identity = FileIdentity::of(dir.write("file", "bytes"));
  REQUIRE(identity.has_value());
  const std::string memo = memo_text(*identity, kSomeDigest);
  for (std::size_t at = 0; at < memo.size(); ++at) {
    CAPTURE(at);
    CHECK_FALSE(digest_in_memo(memo.substr(0, at), *identity).has_value());
    for (const char other : {'0', '1', 'b', '\n'}) {
      std::string changed = memo;
      changed[at] = other;
      if (changed != memo) CHECK_FALSE(digest_in_memo(changed, *identity).has_value());
    }
  }
  CHECK_FALSE(digest_in_memo(memo + "\n", *identity).has_value());
  CHECK_FALSE(digest_in_memo("", *identity).has_value());
}

}  // namespace
}  // namespace kimitok
