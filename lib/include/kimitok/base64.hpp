// Base64 in its canonical form. (RFC 4648, section 4; strict as section 3.5 allows.)
#ifndef KIMITOK_BASE64_HPP_
#define KIMITOK_BASE64_HPP_

#include <cstddef>
#include <string>
#include <string_view>

namespace kimitok {

// What breaks the canonical form.
enum class Base64Fault {
  none,
  length,         // not a multiple of four characters
  character,      // a character outside the alphabet, which includes "=" anywhere but at the end
  trailing_bits,  // bits of the last character that no byte uses are not zero
};

struct Base64Decoded {
  std::size_t size = 0;  // bytes written
  Base64Fault fault = Base64Fault::none;
  std::size_t offset = 0;  // of the character at fault
};

// Writes the bytes that `text` stands for to `out`; on a fault, what was written means nothing.
// Requires: room for text.size() / 4 * 3 bytes.
Base64Decoded decode_base64(std::string_view text, char* out) noexcept;

struct Base64Prefix {
  std::size_t read = 0;     // characters
  std::size_t written = 0;  // bytes
};

// Writes the bytes of the groups of four characters that `text` begins with, up to the first that
// is not canonical or, with it, the first that has padding. Requires: as decode_base64().
Base64Prefix decode_base64_prefix(std::string_view text, char* out) noexcept;

std::string encode_base64(std::string_view bytes);

}  // namespace kimitok

#endif  // KIMITOK_BASE64_HPP_
