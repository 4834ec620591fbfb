#include "image_directory.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>

namespace kimitok::app {
namespace {

std::string directory(const std::map<std::string, std::string>& variables) {
  return image_directory([&variables](const char* name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  });
}

TEST_CASE("image directory: what the variable says, else the user's cache") {
  CHECK(directory({{"KIMITOK_IMAGES", "/i"}, {"XDG_CACHE_HOME", "/x"}, {"HOME", "/h"}}) == "/i");
  CHECK(directory({{"XDG_CACHE_HOME", "/x"}, {"HOME", "/h"}}) == "/x/kimitok/images");
  CHECK(directory({{"XDG_CACHE_HOME", ""}, {"HOME", "/h"}}) == "/h/.cache/kimitok/images");
  CHECK(directory({{"HOME", "/h"}}) == "/h/.cache/kimitok/images");
}

TEST_CASE("image directory: none if the variable is empty, or there is no home") {
  CHECK(directory({{"KIMITOK_IMAGES", ""}, {"XDG_CACHE_HOME", "/x"}, {"HOME", "/h"}}).empty());
  CHECK(directory({{"HOME", ""}}).empty());
  CHECK(directory({}).empty());
}

}  // namespace
}  // namespace kimitok::app
