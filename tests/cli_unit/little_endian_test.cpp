#include "little_endian.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

namespace kimitok::app {

TEST_CASE("little endian: the lowest byte comes first") {
  const char bytes[] = {'\x01', '\x02', '\x03', '\x84', '\x05', '\x06', '\x07', '\x88'};
  CHECK(load_little_endian<std::uint16_t>(bytes) == 0x0201);
  CHECK(load_little_endian<std::uint32_t>(bytes) == 0x84030201);
  CHECK(load_little_endian<std::int32_t>(bytes) < 0);
  CHECK(load_little_endian<std::uint64_t>(bytes) == 0x8807060584030201);
  std::string stored(5, 'x');
  store_little_endian(std::uint32_t{0x84030201}, stored.data());
  CHECK(stored == std::string(bytes, 4) + 'x');
}

}  // namespace kimitok::app
