#include "image/checksum.hpp"

#include <doctest/doctest.h>

#include <string>

namespace kimitok {
namespace {

TEST_CASE("checksum: is XXH3 of 64 bits") {
  // xxhash's own test vector for no bytes and no seed (its tests/sanity_test_vectors.h).
  CHECK(checksum("") == 0x2D06800538D394C2u);
}

TEST_CASE("checksum: every bit of short and of long bytes matters") {
  for (const std::size_t size : {std::size_t{1}, std::size_t{40}, std::size_t{5000}}) {
    std::string bytes(size, 'x');
    const std::uint64_t whole = checksum(bytes);
    for (std::size_t bit = 0; bit < 8 * size; ++bit) {
      bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
      if (checksum(bytes) == whole) FAIL("bit " << bit << " of " << size << " bytes");
      bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
    }
    CHECK(checksum(bytes) == whole);
  }
}

}  // namespace
}  // namespace kimitok
