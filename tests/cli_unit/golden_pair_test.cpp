#include "verify/golden_pair.hpp"

#include <doctest/doctest.h>

namespace kimitok::app {
namespace {

constexpr std::string_view kSeparator = kGoldenPairSeparator;

std::string joined(std::initializer_list<std::string_view> texts) {
  std::string bytes;
  for (const std::string_view text : texts) bytes.append(text).append(kSeparator);
  return bytes;
}

std::vector<TokenId> ids(const GoldenRecord& record) {
  return std::get<std::vector<TokenId>>(record.expectations.at(0).value);
}

}  // namespace

TEST_CASE("golden pair: texts of any bytes belong to lines of ids") {
  const auto records =
      parse_golden_pair(joined({"", "a\nb", "\xFF", "\n"}), "\n 1 2\n3 4294967295 \n5");
  REQUIRE(records);
  REQUIRE(records->size() == 4);
  CHECK(records->at(0).text().empty());
  CHECK(ids(records->at(0)).empty());
  CHECK(records->at(1).text() == "a\nb");
  CHECK(ids(records->at(1)) == std::vector<TokenId>{1, 2});
  CHECK(records->at(2).text() == "\xFF");
  CHECK(ids(records->at(2)) == std::vector<TokenId>{3, 4294967295});
  CHECK(records->at(3).text() == "\n");
  CHECK(ids(records->at(3)) == std::vector<TokenId>{5});
  CHECK(records->at(3).expectations.at(0).special == SpecialMode::none);
}

TEST_CASE("golden pair: the last text needs no separator") {
  const auto records = parse_golden_pair(joined({"a"}) + "b", "1\n2\n");
  REQUIRE(records);
  REQUIRE(records->size() == 2);
  CHECK(records->at(1).text() == "b");
}

TEST_CASE("golden pair: nothing is no record") {
  const auto records = parse_golden_pair("", "");
  REQUIRE(records);
  CHECK(records->empty());
}

TEST_CASE("golden pair: lines and texts are as many") {
  const auto records = parse_golden_pair(joined({"a", "b"}), "1\n");
  REQUIRE_FALSE(records);
  CHECK(records.error().code() == ErrorCode::malformed_input);
  CHECK(records.error().message() == "there are 1 lines of ids for 2 texts");
}

TEST_CASE("golden pair: a line is ids with one blank between") {
  for (const char* line :
       {"x", "1 x", "1  2", "  1", "1,2", "-1", "+1", "4294967296", "1\t2", "1\r"}) {
    CAPTURE(line);
    const auto records = parse_golden_pair(joined({"a", "b"}), "7\n" + std::string(line) + "\n");
    REQUIRE_FALSE(records);
    CHECK(records.error().message() == "line 2: not ids with a blank between");
  }
}

TEST_CASE("golden pair: what is written is read again") {
  CHECK(golden_pair_line({}) == "\n");
  CHECK(golden_pair_line({1, 22}) == " 1 22\n");
}

}  // namespace kimitok::app
