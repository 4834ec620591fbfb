// Where tokens lie in the text they were made from.
#ifndef KIMITOK_TOKEN_SPANS_HPP_
#define KIMITOK_TOKEN_SPANS_HPP_

#include <cstdint>
#include <string_view>

namespace kimitok {

// Half-open, from the start of the text. The code points are those the token has a byte of, so
// neighbours that share a character overlap by one.
struct TokenSpan {
  std::uint64_t byte_begin = 0, byte_end = 0;
  std::uint64_t char_begin = 0, char_end = 0;
};

// Fed with the bytes of each token in order (tokens of a text, joined, are the text), says where
// each lies. In text that is not UTF-8 a lead byte begins a character, and a continuation byte that
// no lead byte before it asks for is a character of its own.
class TokenSpans {
 public:
  TokenSpan next(std::string_view token_bytes);

 private:
  std::uint64_t byte_ = 0;
  std::uint64_t chars_ = 0;     // characters begun so far
  unsigned char expected_ = 0;  // continuation bytes still missing from the last character
};

}  // namespace kimitok

#endif  // KIMITOK_TOKEN_SPANS_HPP_
