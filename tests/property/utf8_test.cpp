#include "kimitok/utf8.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "reference/naive_utf8.hpp"
#include "support/random.hpp"
#include "support/show.hpp"

namespace kimitok {
namespace {

// Whether utf8's functions read `bytes` as the reference does.
bool agrees(std::string_view bytes) {
  std::size_t at = 0, valid_prefix = 0, code_points = 0;
  bool valid = true;
  for (const reference::Character& character : reference::characters(bytes)) {
    const utf8::Unit unit = utf8::next(bytes.substr(at));
    if (unit.size != character.bytes.size()) return false;
    at += unit.size;
    if ((unit.kind == utf8::Unit::Kind::valid) != character.code_point.has_value()) return false;
    if (character.code_point && unit.code_point != *character.code_point) return false;
    if (unit.kind == utf8::Unit::Kind::incomplete && at != bytes.size()) return false;
    valid = valid && character.code_point.has_value();
    if (valid) valid_prefix = at;
    ++code_points;
  }
  return at == bytes.size() && utf8::valid_prefix(bytes) == valid_prefix &&
         utf8::is_valid(bytes) == valid && (!valid || utf8::code_points(bytes) == code_points) &&
         utf8::replace_ill_formed(bytes) == reference::decode_replacing(bytes);
}

TEST_CASE("utf8: every code point is read back as it was written") {
  std::size_t wrong = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c == 0xD800) c = 0xE000;
    std::string text;
    utf8::append(c, text);
    const utf8::Unit unit = utf8::next(text);
    wrong += text != reference::encode_utf8(c) || unit.kind != utf8::Unit::Kind::valid ||
             unit.size != text.size() || unit.code_point != c || !utf8::is_valid(text);
  }
  CHECK(wrong == 0);
}

TEST_CASE("utf8: every string of up to four bytes from the edges of the table") {
  const std::string edges(
      "\x00\x7F\x80\x8F\x90\x9F\xA0\xBF\xC1\xC2\xDF\xE0\xE1\xED\xEF\xF0\xF1\xF4\xF5\xFF", 20);
  std::size_t strings = 0;
  for (std::size_t size = 1; size <= 4; ++size) {
    std::vector<std::size_t> digits(size, 0);
    while (true) {
      std::string bytes;
      for (const std::size_t digit : digits) bytes += edges[digit];
      ++strings;
      if (!agrees(bytes)) FAIL_CHECK(test::escaped(bytes));
      std::size_t i = 0;
      while (i < size && ++digits[i] == edges.size()) digits[i++] = 0;
      if (i == size) break;
    }
  }
  CHECK(strings == 20 + 400 + 8'000 + 160'000);
}

TEST_CASE("utf8: random mixtures of characters and bytes") {
  test::Random random(10);
  for (int round = 0; round < 100'000; ++round) {
    std::string bytes;
    for (std::size_t i = random.below(30); i > 0; --i) {
      if (random.one_in(3)) {
        bytes += random.byte();
      } else if (random.one_in(2)) {
        bytes += "letters"[random.below(7)];
      } else {
        const auto scalar = static_cast<char32_t>(random.below(0xD800));
        const std::string sequence = reference::encode_utf8(scalar);
        bytes += sequence.substr(0, random.between(1, sequence.size()));
      }
    }
    if (!agrees(bytes)) FAIL_CHECK(test::escaped(bytes));
  }
}

}  // namespace
}  // namespace kimitok
