// Where images of vocabularies lie.
#ifndef KIMITOK_APP_IMAGE_DIRECTORY_HPP_
#define KIMITOK_APP_IMAGE_DIRECTORY_HPP_

#include <filesystem>

#include "kimitok/hub_settings.hpp"

namespace kimitok::app {

// $KIMITOK_IMAGES, else $XDG_CACHE_HOME/kimitok/images, else ~/.cache/kimitok/images. Empty, for no
// images at all: KIMITOK_IMAGES is set to nothing, or there is no home directory.
std::filesystem::path image_directory(const Environment& environment);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_IMAGE_DIRECTORY_HPP_
