// A compiled vocabulary: the arrays that are otherwise computed from its file, ready to be used
// where they lie.
//
// An image is an optimisation and never trusted when it is damaged: its checksum is computed at
// each opening, and whatever is not as it should be is a failure, upon which the caller goes back
// to the source. The file is mapped, not read, and never written again once it has its name: it is
// only ever replaced by another. Whoever truncates it nevertheless while it is in use ends the
// program with SIGBUS; only the user can.
#ifndef KIMITOK_IMAGE_IMAGE_HPP_
#define KIMITOK_IMAGE_IMAGE_HPP_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/shared_array.hpp"
#include "image/image_format.hpp"
#include "image/image_key.hpp"
#include "image/trusted_directory.hpp"
#include "kimitok/error.hpp"

namespace kimitok {

// Immutable: const members may be called from any thread. The arrays that it gives keep what they
// lie in.
class Image {
 public:
  // Maps the file of this name. Fails with `io` if it is not there or may not decide anything (see
  // TrustedDirectory::open_file), and as over().
  static Result<Image> open(const TrustedDirectory& directory, const std::string& name,
                            const ImageKey& key);

  // Over bytes that `owner` keeps, beginning at a multiple of 64. Fails with `integrity` if they
  // are not a whole image of `key`.
  static Result<Image> over(std::shared_ptr<const void> owner, std::string_view bytes,
                            const ImageKey& key);

  // Nothing if there is no such section or its elements are of another size.
  template <typename T>
  std::optional<SharedArray<T>> section(Section section) const {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= kSectionAlignment);
    const std::string_view bytes = find(section, sizeof(T));
    if (bytes.data() == nullptr) return std::nullopt;
    // The elements were put there as they are, by ImageWriter.
    return SharedArray<T>(
        owner_, std::span(reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)));
  }

  // The same, of a fixed number of elements.
  template <typename T>
  std::optional<SharedArray<T>> section(Section wanted, std::size_t size) const {
    auto found = section<T>(wanted);
    return found && found->size() == size ? found : std::nullopt;
  }

 private:
  // Bytes of no section have no data.
  struct Found {
    std::uint64_t element_bytes = 0;
    std::string_view bytes;
  };

  Image() = default;
  Result<void> read(std::string_view bytes, const ImageKey& key);
  Result<void> read_entries(std::string_view bytes, std::uint64_t count);
  std::string_view find(Section section, std::size_t element_bytes) const noexcept;

  std::shared_ptr<const void> owner_;
  std::array<Found, kSections + 1> sections_;  // by their numbers
};

}  // namespace kimitok

#endif  // KIMITOK_IMAGE_IMAGE_HPP_
