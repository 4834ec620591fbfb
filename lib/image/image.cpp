#include "image/image.hpp"

#include <fmt/core.h>
#include <sys/mman.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "image/checksum.hpp"

namespace kimitok {
namespace {

// More would be no image of a vocabulary that can be loaded.
constexpr std::uint64_t kMaxImageBytes = std::uint64_t{1} << 30;

Failure damaged(std::string sentence) { return fail(ErrorCode::integrity, std::move(sentence)); }

template <typename T>
T read_at(std::string_view bytes, std::size_t offset) {
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

Result<void> check_header(const ImageHeader& header, std::string_view bytes, const ImageKey& key) {
  if (std::memcmp(header.magic, ImageHeader::kMagic, sizeof header.magic) != 0)
    return damaged("is no image");
  if (header.byte_order != ImageHeader::kByteOrder) return damaged("is for other machines");
  if (header.format != ImageHeader::kFormat || header.layout != key.layout)
    return damaged("is for another version of kimitok");
  if (header.image_bytes != bytes.size()) return damaged("has another size than it says");
  if (std::string_view(header.source, sizeof header.source) != key.source)
    return damaged("is of another vocabulary");
  if (header.section_count > kSections) return damaged("has too many sections");
  if (header.checksum != checksum(bytes.substr(kChecksummedFrom)))
    return damaged("has other bytes than were written");
  return {};
}

}  // namespace

Result<Image> Image::open(const TrustedDirectory& directory, const std::string& name,
                          const ImageKey& key) {
  auto file = directory.open_file(name, kMaxImageBytes);
  if (!file) return fail(std::move(file).error());
  const std::size_t size = file->size;
  if (size < sizeof(ImageHeader)) return damaged("is too short to be an image");
  // All of it is about to be read: populating saves a fault for every few pages.
  void* const mapped =
      ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file->file.number(), 0);
  if (mapped == MAP_FAILED) {
    return fail(ErrorCode::io, fmt::format("cannot be mapped: {}", std::strerror(errno)));
  }
  const std::shared_ptr<const void> owner(
      mapped, [size](const void* bytes) { ::munmap(const_cast<void*>(bytes), size); });
  return over(owner, {static_cast<const char*>(mapped), size}, key);
}

Result<Image> Image::over(std::shared_ptr<const void> owner, std::string_view bytes,
                          const ImageKey& key) {
  Image image;
  image.owner_ = std::move(owner);
  if (auto read = image.read(bytes, key); !read) return fail(std::move(read).error());
  return image;
}

Result<void> Image::read(std::string_view bytes, const ImageKey& key) {
  if (bytes.size() < sizeof(ImageHeader)) return damaged("is too short to be an image");
  const auto header = read_at<ImageHeader>(bytes, 0);
  if (auto checked = check_header(header, bytes, key); !checked) return checked;
  return read_entries(bytes, header.section_count);
}

Result<void> Image::read_entries(std::string_view bytes, std::uint64_t count) {
  std::uint64_t used = sizeof(ImageHeader) + count * sizeof(ImageEntry);
  if (used > bytes.size()) return damaged("ends within its list of sections");
  for (std::size_t i = 0; i < count; ++i) {
    const auto entry = read_at<ImageEntry>(bytes, sizeof(ImageHeader) + i * sizeof(ImageEntry));
    if (entry.section == 0 || entry.section > kSections) return damaged("has an unknown section");
    if (entry.offset % kSectionAlignment != 0 || entry.offset < used ||
        entry.offset > bytes.size() || entry.bytes > bytes.size() - entry.offset) {
      return damaged("has a section that lies in the wrong place");
    }
    if (entry.element_bytes == 0 || entry.bytes % entry.element_bytes != 0)
      return damaged("has a section that ends within an element");
    Found& found = sections_[entry.section];
    if (found.bytes.data() != nullptr) return damaged("has a section twice");
    found = {entry.element_bytes, bytes.substr(entry.offset, entry.bytes)};
    used = entry.offset + entry.bytes;
  }
  return {};
}

std::string_view Image::find(Section section, std::size_t element_bytes) const noexcept {
  const Found& found = sections_[static_cast<std::size_t>(section)];
  return found.element_bytes == element_bytes ? found.bytes : std::string_view();
}

}  // namespace kimitok
