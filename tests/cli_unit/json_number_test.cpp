#include "decode/json_number.hpp"

#include <doctest/doctest.h>

#include <string_view>

namespace kimitok::app {
namespace {

// The number `text` begins with, as far as it goes.
struct Read {
  JsonNumber number;
  std::size_t taken = 0;
};
Read read(std::string_view text) {
  Read read;
  if (!read.number.begin(text[0])) return read;
  for (read.taken = 1; read.taken < text.size() && read.number.take(text[read.taken]);)
    ++read.taken;
  return read;
}

}  // namespace

TEST_CASE("JSON number: what RFC 8259 calls a number is one, to its end") {
  struct Case {
    std::string_view text;
    std::size_t taken;
    bool complete, natural;
  };
  constexpr Case kCases[] = {
      {"0", 1, true, true},      {"120", 3, true, true},    {"012", 1, true, true},
      {"-0", 2, true, false},    {"-12", 3, true, false},   {"-", 1, false, false},
      {"-x", 1, false, false},   {"1.5", 3, true, false},   {"1.", 2, false, false},
      {"1.e5", 2, false, false}, {"0.0e", 4, false, false}, {"1e5", 3, true, false},
      {"1E+05", 5, true, false}, {"1e-", 3, false, false},  {"1e+-", 3, false, false},
      {"1e5.0", 3, true, false}, {"1.5.5", 3, true, false}, {"12]", 2, true, true},
      {"+1", 0, true, true},     {".5", 0, true, true},
  };
  for (const auto& [given, taken, complete, natural] : kCases) {
    const auto& text = given;
    CAPTURE(text);
    const Read found = read(text);
    CHECK(found.taken == taken);
    if (taken == 0) continue;
    CHECK(found.number.is_complete() == complete);
    CHECK(found.number.is_natural() == natural);
  }
}

TEST_CASE("JSON number: the value of a natural number is known up to 32 bits") {
  CHECK(read("0").number.value() == 0);
  CHECK(read("4294967295").number.value() == 4294967295);
  CHECK(read("4294967296").number.value() == std::nullopt);
  CHECK(read("18446744073709551617").number.value() == std::nullopt);
  CHECK(read("99999999999999999999999999999999").number.value() == std::nullopt);
}

}  // namespace kimitok::app
