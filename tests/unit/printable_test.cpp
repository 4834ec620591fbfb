#include "base/printable.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

namespace kimitok {
namespace {

using namespace std::string_literals;

TEST_CASE("printable: control characters are shown and all else stays") {
  const std::pair<std::string, std::string> rows[] = {
      {"", ""},
      {" a\\b\"~", " a\\b\"~"},
      {"\0\t\n\r\x1B[31m\x1F\x7F"s, "\\x00\\x09\\x0a\\x0d\\x1b[31m\\x1f\\x7f"},
      {"\xC3\xA9\xE4\xB8\xAD\xFF", "\xC3\xA9\xE4\xB8\xAD\xFF"},
  };
  for (const auto& row : rows) {
    const std::string& shown = row.second;
    CAPTURE(shown);
    CHECK(printable(row.first) == shown);
  }
}

}  // namespace
}  // namespace kimitok
