// Tells damaged bytes from whole ones, at the speed of memory. It proves nothing against whoever
// makes bytes on purpose: what it guards lies where only the user can write.
#ifndef KIMITOK_IMAGE_CHECKSUM_HPP_
#define KIMITOK_IMAGE_CHECKSUM_HPP_

#include <cstdint>
#include <string_view>

namespace kimitok {

// XXH3, 64 bits, without a seed. Source: https://github.com/Cyan4973/xxHash/blob/dev/doc.
std::uint64_t checksum(std::string_view bytes) noexcept;

}  // namespace kimitok

#endif  // KIMITOK_IMAGE_CHECKSUM_HPP_
