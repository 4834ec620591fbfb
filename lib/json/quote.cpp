#include "json/quote.hpp"

#include <fmt/core.h>

namespace kimitok {

std::string quote(std::string_view bytes) {
  constexpr std::size_t kShown = 60;
  std::string text = "\"";
  for (const char byte : bytes.substr(0, kShown)) {
    if (byte == '"' || byte == '\\') {
      text += '\\';
      text += byte;
    } else if (byte >= ' ' && byte <= '~') {
      text += byte;
    } else {
      text += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
    }
  }
  if (bytes.size() > kShown) text += "...";
  return text + '"';
}

}  // namespace kimitok
