#include "decode/leading_digits.hpp"

#include <doctest/doctest.h>

#include <string>

namespace kimitok::app {
namespace {

void check(const std::string& eight_bytes) {
  std::size_t count = 0;
  TokenId value = 0;
  for (; count < 8 && eight_bytes[count] >= '0' && eight_bytes[count] <= '9'; ++count) {
    value = value * 10 + static_cast<TokenId>(eight_bytes[count] - '0');
  }
  const LeadingDigits found = leading_digits(eight_bytes.data());
  if (found.count == count && found.value == value) return;
  CAPTURE(eight_bytes);
  CHECK(found.count == count);
  CHECK(found.value == value);
}

}  // namespace

TEST_CASE("leading digits: any byte anywhere ends them") {
  for (std::size_t at = 0; at < 8; ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      for (int next = 0; next < 256; ++next) {
        std::string text = "98765432";
        text[at] = static_cast<char>(byte);
        if (at < 7) text[at + 1] = static_cast<char>(next);
        check(text);
      }
    }
  }
}

TEST_CASE("leading digits: numbers of every size") {
  for (unsigned number = 0; number < 10'000'000; number += number < 200'000 ? 1 : 997) {
    check((std::to_string(number) + " 123456").substr(0, 8));
    check((std::to_string(number) + ",9\n99999").substr(0, 8));
  }
  check("00000000");
  check("00000007");
  check("99999999");
}

}  // namespace kimitok::app
