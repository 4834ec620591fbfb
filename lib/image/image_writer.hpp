// Puts arrays together into an image.
#ifndef KIMITOK_IMAGE_IMAGE_WRITER_HPP_
#define KIMITOK_IMAGE_IMAGE_WRITER_HPP_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "image/image_key.hpp"

namespace kimitok {

class ImageWriter {
 public:
  // The elements must live until the image is made. Requires: no section comes twice, and T has no
  // padding, whose bytes would be accidental.
  template <typename T>
  void add(Section section, std::span<const T> elements) {
    static_assert(std::has_unique_object_representations_v<T>);
    add(section, sizeof(T),
        {reinterpret_cast<const char*>(elements.data()), elements.size_bytes()});
  }

  // The whole file. Equal arrays give equal bytes.
  std::string image(const ImageKey& key) const;

 private:
  struct Added {
    Section section;
    std::size_t element_bytes;
    std::string_view bytes;
  };
  void add(Section section, std::size_t element_bytes, std::string_view bytes) {
    added_.push_back({section, element_bytes, bytes});
  }

  std::vector<Added> added_;
};

}  // namespace kimitok

#endif  // KIMITOK_IMAGE_IMAGE_WRITER_HPP_
