// What it takes to make the image of a vocabulary that was read from its file.
#ifndef KIMITOK_LOAD_IMAGE_ORDER_HPP_
#define KIMITOK_LOAD_IMAGE_ORDER_HPP_

#include <filesystem>
#include <optional>
#include <string>

#include "image/file_identity.hpp"

namespace kimitok {

struct ImageOrder {
  std::filesystem::path images;       // where it is to lie
  std::filesystem::path source;       // the vocabulary's file
  FileIdentity identity;              // of the bytes that were read; settled
  std::optional<std::string> digest;  // known: the vocabulary has been used before
};

}  // namespace kimitok

#endif  // KIMITOK_LOAD_IMAGE_ORDER_HPP_
