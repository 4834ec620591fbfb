#include "load/byte_alphabet.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "support/tokenizer_files.hpp"

namespace kimitok {
namespace {

TEST_CASE("byte alphabet: known characters stand for their bytes") {
  std::string bytes = "before ";
  REQUIRE(append_bytes_of("aĠĊĀġ¡ÿŃ~", bytes));
  CHECK(bytes == std::string("before a \n\0\x7F\xA1\xFF\xAD~", 16));
}

TEST_CASE("byte alphabet: each byte has one character") {
  for (int byte = 0; byte < 256; ++byte) {
    CAPTURE(byte);
    const std::string one(1, static_cast<char>(byte));
    std::string character = test::byte_level(one);
    character = character.substr(1, character.size() - 2);
    if (character.size() == 2 && character[0] == '\\') character.erase(0, 1);
    std::string bytes;
    REQUIRE(append_bytes_of(character, bytes));
    CHECK(bytes == one);
  }
}

TEST_CASE("byte alphabet: any other character stands for no byte") {
  for (const std::string_view text : {" ", "a b", "\n", "\x7F", "\xC2\x80", "\xC2\xA0", "\xC2\xAD",
                                      "xń"
                                      "\xC5\x84",
                                      "中", "\xF0\x9F\x98\x80"}) {
    CAPTURE(text);
    std::string bytes = "before";
    CHECK_FALSE(append_bytes_of(text, bytes));
    CHECK(bytes == "before");
  }
}

}  // namespace
}  // namespace kimitok
