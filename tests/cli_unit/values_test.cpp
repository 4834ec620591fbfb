#include "cli/values.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

using namespace kimitok;

TEST_CASE("values: a number is decimal digits within its range") {
  struct Case {
    std::string_view text;
    std::uint64_t number;
  };
  const Case cases[] = {{"2", 2}, {"007", 7}, {"10", 10}};
  for (const Case& row : cases) {
    CAPTURE(row.text);
    const auto parsed = cli::parse_number(row.text, 2, 10);
    REQUIRE(parsed);
    CHECK(*parsed == row.number);
  }
  const auto largest = cli::parse_number("18446744073709551615", 0, UINT64_MAX);
  REQUIRE(largest);
  CHECK(*largest == UINT64_MAX);
}

TEST_CASE("values: what is not a number in range is refused with the reason") {
  struct Case {
    std::string_view text, sentence;
  };
  const Case cases[] = {
      {"", "'' is not a number"},
      {"4x", "'4x' is not a number"},
      {" 4", "' 4' is not a number"},
      {"4 ", "'4 ' is not a number"},
      {"+4", "'+4' is not a number"},
      {"-4", "'-4' is not a number"},
      {"0x4", "'0x4' is not a number"},
      {"4.0", "'4.0' is not a number"},
      {"99999999999999999999x", "'99999999999999999999x' is not a number"},
      {"99999999999999999999", "99999999999999999999 is too large, the most is 10"},
      {"11", "11 is too large, the most is 10"},
      {"1", "1 is too small, the least is 2"},
  };
  for (const Case& row : cases) {
    CAPTURE(row.text);
    const auto parsed = cli::parse_number(row.text, 2, 10);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code() == ErrorCode::usage);
    CHECK(parsed.error().sentence() == std::string(row.sentence));
  }
}

TEST_CASE("values: a list is cut at commas and has no empty parts") {
  const auto list = cli::parse_list("<|im_end|>,[EOS], x");
  REQUIRE(list);
  CHECK(*list == std::vector<std::string>{"<|im_end|>", "[EOS]", " x"});
  for (const std::string_view text : {"", ",", "a,", ",a", "a,,b"}) {
    CAPTURE(text);
    CHECK_FALSE(cli::parse_list(text));
  }
}

TEST_CASE("values: an empty text is refused where there has to be one") {
  CHECK_FALSE(cli::parse_nonempty(""));
  const auto text = cli::parse_nonempty(" ");
  REQUIRE(text);
  CHECK(*text == " ");
}
