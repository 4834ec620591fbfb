// How an image lies in its file:
//
//   image    = header *entry *(padding section)     an entry for each section, in the same order
//   padding  = zero bytes up to the next multiple of 64
//   section  = the elements of one array, as they lie in memory
//
// Nothing in it is a pointer. Numbers have the byte order of the machine that wrote them, which
// `byte_order` tells.
#ifndef KIMITOK_IMAGE_IMAGE_FORMAT_HPP_
#define KIMITOK_IMAGE_IMAGE_FORMAT_HPP_

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "image/image_key.hpp"

namespace kimitok {

struct ImageHeader {
  static constexpr char kMagic[8] = {'k', 'i', 'm', 'i', 't', 'o', 'k', '\x1A'};
  static constexpr std::uint32_t kByteOrder = 0x01020304;
  // To be raised when what a section means changes.
  static constexpr std::uint32_t kFormat = 1;

  char magic[8];
  std::uint64_t checksum;  // of all bytes that follow it
  std::uint32_t byte_order;
  std::uint32_t format;
  std::uint64_t layout;
  std::uint64_t image_bytes;
  std::uint64_t section_count;
  char source[kDigestDigits];
};

struct ImageEntry {
  std::uint64_t section;
  std::uint64_t element_bytes;
  std::uint64_t offset;  // from the image's begin
  std::uint64_t bytes;
};

inline constexpr std::size_t kSectionAlignment = 64;
inline constexpr std::size_t kChecksummedFrom = offsetof(ImageHeader, byte_order);

static_assert(sizeof(ImageHeader) == 48 + kDigestDigits && sizeof(ImageEntry) == 32);
static_assert(std::is_trivially_copyable_v<ImageHeader> &&
              std::is_trivially_copyable_v<ImageEntry>);

}  // namespace kimitok

#endif  // KIMITOK_IMAGE_IMAGE_FORMAT_HPP_
