// What an image is of, and the arrays that it may have.
#ifndef KIMITOK_IMAGE_IMAGE_KEY_HPP_
#define KIMITOK_IMAGE_IMAGE_KEY_HPP_

#include <cstddef>
#include <cstdint>
#include <string>

namespace kimitok {

inline constexpr std::size_t kDigestDigits = 64;

struct ImageKey {
  std::string source;    // SHA-256 of the file it was made from: 64 lower-case digits
  std::uint64_t layout;  // differs where the arrays' elements mean something else
};

// Their numbers stay: an image knows its sections by them.
enum class Section : std::uint64_t {
  token_bytes = 1,
  token_offsets = 2,
  byte_ids = 3,
  token_buckets = 4,
  long_filter = 5,
  long_slots = 6,
  pair_buckets = 7,
  first_ascii = 8,
  first_ending = 9,
  first_beginning = 10,
  first_pages = 11,
  first_characters = 12,
  first_prefixes = 13,
};
inline constexpr std::size_t kSections = 13;

}  // namespace kimitok

#endif  // KIMITOK_IMAGE_IMAGE_KEY_HPP_
