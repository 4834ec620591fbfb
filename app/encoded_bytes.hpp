// Bytes spelled in text, read strictly.
#ifndef KIMITOK_APP_ENCODED_BYTES_HPP_
#define KIMITOK_APP_ENCODED_BYTES_HPP_

#include <optional>
#include <string>
#include <string_view>

namespace kimitok::app {

// Pairs of hexadecimal digits; nothing if `text` is anything else.
std::optional<std::string> bytes_of_hex(std::string_view text);

// Base64 with padding (RFC 4648, section 4), unused bits zero; nothing if `text` is anything else.
std::optional<std::string> bytes_of_base64(std::string_view text);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_ENCODED_BYTES_HPP_
