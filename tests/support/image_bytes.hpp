// An image's bytes to be damaged, in memory that an image may lie in.
#ifndef KIMITOK_TESTS_SUPPORT_IMAGE_BYTES_HPP_
#define KIMITOK_TESTS_SUPPORT_IMAGE_BYTES_HPP_

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "image/checksum.hpp"
#include "image/image.hpp"
#include "image/image_format.hpp"

namespace kimitok::test {

// What was opened from it may be used as long as this lives.
class ImageBytes {
 public:
  explicit ImageBytes(std::string_view bytes)
      : lines_(bytes.size() / sizeof(Line) + 1), size_(bytes.size()) {
    if (size_ > 0) std::memcpy(data(), bytes.data(), size_);
  }

  char* data() { return lines_.data()->bytes; }
  std::size_t size() const { return size_; }

  // Makes the checksum right again, as if the bytes had been written like that.
  void seal() {
    if (size_ < kChecksummedFrom) return;
    const std::uint64_t sum = checksum({data() + kChecksummedFrom, size_ - kChecksummedFrom});
    std::memcpy(data() + offsetof(ImageHeader, checksum), &sum, sizeof sum);
  }

  // Of the first `size` bytes.
  Result<Image> open(const ImageKey& key, std::size_t size) {
    return Image::over(nullptr, {data(), size}, key);
  }
  Result<Image> open(const ImageKey& key) { return open(key, size_); }

 private:
  struct alignas(kSectionAlignment) Line {
    char bytes[kSectionAlignment];
  };
  std::vector<Line> lines_;
  std::size_t size_;
};

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_IMAGE_BYTES_HPP_
