#include "image_directory.hpp"

namespace kimitok::app {

std::filesystem::path image_directory(const Environment& environment) {
  if (const auto images = environment("KIMITOK_IMAGES")) return *images;
  if (const auto cache = environment("XDG_CACHE_HOME"); cache && !cache->empty())
    return std::filesystem::path(*cache) / "kimitok/images";
  if (const auto home = environment("HOME"); home && !home->empty())
    return std::filesystem::path(*home) / ".cache/kimitok/images";
  return {};
}

}  // namespace kimitok::app
