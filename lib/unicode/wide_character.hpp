// Characters of more than one byte, where the text is known to be UTF-8.
#ifndef KIMITOK_UNICODE_WIDE_CHARACTER_HPP_
#define KIMITOK_UNICODE_WIDE_CHARACTER_HPP_

namespace kimitok::unicode {

// The bytes of the character that begins with `lead`. Requires: `lead` is 0xC2 or above.
constexpr unsigned wide_size(unsigned char lead) noexcept {
  return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

// The code point at `at`. Requires: a whole character of two to four bytes.
constexpr char32_t wide_character(const unsigned char* at) noexcept {
  const auto tail = [at](int i) { return static_cast<char32_t>(at[i] & 0x3Fu); };
  switch (wide_size(at[0])) {
    case 2:
      return (at[0] & 0x1Fu) << 6 | tail(1);
    case 3:
      return (at[0] & 0x0Fu) << 12 | tail(1) << 6 | tail(2);
    default:
      return (at[0] & 0x07u) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3);
  }
}

}  // namespace kimitok::unicode

#endif  // KIMITOK_UNICODE_WIDE_CHARACTER_HPP_
