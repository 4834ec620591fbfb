#include "encoded_bytes.hpp"

#include <doctest/doctest.h>

namespace kimitok::app {

TEST_CASE("encoded bytes: hexadecimal digits in pairs, and nothing else") {
  CHECK(bytes_of_hex("") == "");
  CHECK(bytes_of_hex("61fF") == "a\xFF");
  for (const std::string_view wrong : {"6", "6g", "0x", " 6", "61 62"}) {
    CAPTURE(wrong);
    CHECK_FALSE(bytes_of_hex(wrong));
  }
}

TEST_CASE("encoded bytes: canonical base64, and nothing else") {
  CHECK(bytes_of_base64("") == "");
  CHECK(bytes_of_base64("YQ==") == "a");
  CHECK(bytes_of_base64("YWI=") == "ab");
  CHECK(bytes_of_base64("YWJj") == "abc");
  CHECK(bytes_of_base64("+/+/YQ==") == "\xFB\xFF\xBF\x61");
  for (const std::string_view wrong :
       {"Y", "YQ", "YQ=", "YR==", "YWJ=", "YQ==YQ==", "====", "Y===", "-_-_", "YW Jj", "YWJj\n"}) {
    CAPTURE(wrong);
    CHECK_FALSE(bytes_of_base64(wrong));
  }
}

}  // namespace kimitok::app
