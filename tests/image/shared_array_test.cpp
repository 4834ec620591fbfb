#include "base/shared_array.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <vector>

namespace kimitok {
namespace {

TEST_CASE("shared array: copies share elements that live as long as the last of them") {
  SharedArray<int> last;
  CHECK(last.size() == 0);
  {
    const SharedArray<int> first(std::vector<int>{3, 5, 8});
    last = first;
    CHECK(last.data() == first.data());
  }
  CHECK(last.size() == 3);
  CHECK(last[2] == 8);
  CHECK(last.span()[0] == 3);
}

TEST_CASE("shared array: elements of an owner keep it, and nothing else does") {
  auto owner = std::make_shared<std::vector<int>>(std::vector<int>{1, 2, 3, 4});
  const std::weak_ptr<std::vector<int>> watched = owner;
  {
    const SharedArray<int> array(owner, std::span<const int>(*owner).subspan(1, 2));
    owner.reset();
    CHECK_FALSE(watched.expired());
    CHECK(array.size() == 2);
    CHECK(array[1] == 3);
  }
  CHECK(watched.expired());
}

}  // namespace
}  // namespace kimitok
