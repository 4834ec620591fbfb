#include "kimitok/token_spans.hpp"

namespace kimitok {
namespace {

unsigned char continuations_after(unsigned char lead) {
  if (lead >= 0xF0) return 3;
  if (lead >= 0xE0) return 2;
  return lead >= 0xC0 ? 1 : 0;
}

}  // namespace

TokenSpan TokenSpans::next(std::string_view token_bytes) {
  TokenSpan span{byte_, byte_ + token_bytes.size(), chars_, chars_};
  byte_ = span.byte_end;
  bool first = true;
  for (const char c : token_bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) == 0x80 && expected_ > 0) {
      --expected_;
      // The token begins inside a character: it has a share in the one before.
      if (first) span.char_begin = chars_ - 1;
    } else {
      ++chars_;
      expected_ = continuations_after(byte);
    }
    first = false;
  }
  span.char_end = chars_;
  return span;
}

}  // namespace kimitok
