#include "base/large_array.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <span>

namespace kimitok {
namespace {

struct alignas(64) Line {
  std::uint32_t numbers[16];
  bool operator==(const Line&) const = default;
};

TEST_CASE("large array: as many copies as asked for, where such elements may lie") {
  for (const std::size_t size : {0u, 1u, 3u, 1'000u, 32'767u, 32'768u, 40'000u}) {
    CAPTURE(size);
    const LargeArray<Line> array = make_large_array(size, Line{{7, 8}});
    CHECK(reinterpret_cast<std::uintptr_t>(array.get()) % alignof(Line) == 0);
    CHECK(std::ranges::count(std::span(array.get(), size), Line{{7, 8}}) ==
          static_cast<std::ptrdiff_t>(size));
  }
}

TEST_CASE("large array: two megabytes and more begin where a large page may") {
  const LargeArray<Line> array = make_large_array(std::size_t{1} << 15, Line{});
  CHECK(reinterpret_cast<std::uintptr_t>(array.get()) % (std::size_t{2} << 20) == 0);
}

}  // namespace
}  // namespace kimitok
