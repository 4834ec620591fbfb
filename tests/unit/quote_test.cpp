#include "json/quote.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace kimitok {
namespace {

using namespace std::string_literals;

TEST_CASE("quote: bytes become one line of printable characters") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"", R"("")"},
      {"a b~", R"("a b~")"},
      {"\"\\", R"("\"\\")"},
      {"\0\n\x1B[31m\x7F"s, R"("\x00\x0a\x1b[31m\x7f")"},
      {"\xE4\xB8\xAD\xFF", R"("\xe4\xb8\xad\xff")"},
      {std::string(60, 'x'), '"' + std::string(60, 'x') + '"'},
      {std::string(61, 'x'), '"' + std::string(60, 'x') + "...\""},
  };
  for (const auto& row : rows) {
    const auto& bytes = row.first;
    const auto& text = row.second;
    CAPTURE(text);
    CHECK(quote(bytes) == text);
  }
}

}  // namespace
}  // namespace kimitok
