#include "kimitok/token_spans.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "reference/naive_utf8.hpp"
#include "support/random.hpp"
#include "support/show.hpp"

namespace kimitok {
namespace {

std::vector<std::string_view> random_tokens(std::string_view text, test::Random& random) {
  std::vector<std::string_view> tokens;
  while (!text.empty()) {
    tokens.push_back(text.substr(0, random.between(1, 5)));
    text.remove_prefix(tokens.back().size());
  }
  return tokens;
}

TEST_CASE("token spans: in a text, a token has the characters it has a byte of") {
  test::Random random(30);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    std::vector<std::size_t> character_of;  // each byte
    for (std::size_t i = 0, count = random.between(1, 20); i < count; ++i) {
      const char32_t most[] = {0x7F, 0x7FF, 0xD7FF, 0x10FFFF};
      auto scalar = static_cast<char32_t>(random.below(most[random.below(4)] + 1));
      if (scalar >= 0xD800 && scalar <= 0xDFFF) scalar = 'x';
      text += reference::encode_utf8(scalar);
      character_of.resize(text.size(), i);
    }
    TokenSpans spans;
    std::size_t at = 0;
    for (const std::string_view token : random_tokens(text, random)) {
      const TokenSpan span = spans.next(token);
      CAPTURE(test::escaped(text));
      CAPTURE(at);
      REQUIRE(span.byte_begin == at);
      at += token.size();
      REQUIRE(span.byte_end == at);
      REQUIRE(span.char_begin == character_of[span.byte_begin]);
      REQUIRE(span.char_end == character_of[at - 1] + 1);
    }
    REQUIRE(at == text.size());
  }
}

TEST_CASE("token spans: in any bytes, characters follow each other without gaps") {
  test::Random random(31);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t i = random.between(1, 40); i > 0; --i) text += random.byte();
    // Each byte is a character's first, or belongs to the one before: a continuation byte that the
    // last lead byte still asks for.
    std::vector<std::size_t> character_of;
    std::size_t characters = 0, asked_for = 0;
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte >= 0x80 && byte < 0xC0 && asked_for > 0) {
        --asked_for;
      } else {
        ++characters;
        asked_for = byte < 0xC0 ? 0 : byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
      }
      character_of.push_back(characters - 1);
    }
    TokenSpans spans;
    for (const std::string_view token : random_tokens(text, random)) {
      const TokenSpan span = spans.next(token);
      CAPTURE(test::escaped(text));
      REQUIRE(span.char_begin == character_of[span.byte_begin]);
      REQUIRE(span.char_end == character_of[span.byte_end - 1] + 1);
    }
  }
}

}  // namespace
}  // namespace kimitok
