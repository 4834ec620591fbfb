#include "image/image_writer.hpp"

#include <cassert>
#include <cstring>

#include "image/checksum.hpp"
#include "image/image_format.hpp"

namespace kimitok {
namespace {

std::size_t aligned(std::size_t offset) {
  return (offset + kSectionAlignment - 1) / kSectionAlignment * kSectionAlignment;
}

}  // namespace

std::string ImageWriter::image(const ImageKey& key) const {
  assert(key.source.size() == kDigestDigits);
  std::vector<ImageEntry> entries;
  std::size_t end = sizeof(ImageHeader) + added_.size() * sizeof(ImageEntry);
  for (const Added& added : added_) {
    entries.push_back({static_cast<std::uint64_t>(added.section), added.element_bytes, aligned(end),
                       added.bytes.size()});
    end = aligned(end) + added.bytes.size();
  }

  std::string image(end, '\0');
  const auto put = [&image](std::size_t offset, const void* bytes, std::size_t size) {
    if (size > 0) std::memcpy(image.data() + offset, bytes, size);
  };
  for (std::size_t i = 0; i < added_.size(); ++i)
    put(entries[i].offset, added_[i].bytes.data(), added_[i].bytes.size());
  put(sizeof(ImageHeader), entries.data(), entries.size() * sizeof(ImageEntry));

  ImageHeader header{};
  std::memcpy(header.magic, ImageHeader::kMagic, sizeof header.magic);
  header.byte_order = ImageHeader::kByteOrder;
  header.format = ImageHeader::kFormat;
  header.layout = key.layout;
  header.image_bytes = image.size();
  header.section_count = entries.size();
  key.source.copy(header.source, sizeof header.source);
  put(0, &header, sizeof header);
  header.checksum = checksum(std::string_view(image).substr(kChecksummedFrom));
  put(0, &header, sizeof header);
  return image;
}

}  // namespace kimitok
