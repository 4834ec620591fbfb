#include "load/special_token_map.hpp"

#include <doctest/doctest.h>

#include <string_view>
#include <utility>
#include <vector>

namespace kimitok {
namespace {

TEST_CASE("special token map: names get their ids") {
  const auto specials = parse_special_token_map(R"({"<|b|>": 301, "<|a|>": 300})");
  REQUIRE(specials);
  CHECK(specials->size() == 2);
  REQUIRE(specials->find("<|b|>") != nullptr);
  CHECK(specials->find("<|b|>")->id == 301);
  CHECK(specials->find("<|b|>")->special);
  CHECK_FALSE(specials->find("<|b|>")->reserved);
}

TEST_CASE("special token map: a malformed one is refused, naming the name") {
  const std::vector<std::pair<std::string_view, std::string_view>> rows = {
      {"[]", "is not a JSON object"},
      {R"({"<a>": "5"})", "[\"<a>\"] is \"5\", not a number"},
      {R"({"<a>": -5})", "[\"<a>\"] is -5, not an id from 0 to 16777215"},
      {R"({"<a>": 5, "<a>": 6})", "the top level has the key \"<a>\" twice"},
  };
  for (const auto& row : rows) {
    const auto& json = row.first;
    const auto& message = row.second;
    CAPTURE(json);
    const auto specials = parse_special_token_map(json);
    REQUIRE_FALSE(specials);
    CHECK(specials.error().code() == ErrorCode::model_malformed);
    CHECK(specials.error().message() == message);
  }
  const auto twice = parse_special_token_map(R"({"<a>": 5, "<b>": 5})");
  REQUIRE_FALSE(twice);
  CHECK(twice.error().code() == ErrorCode::model_malformed);
  const auto empty = parse_special_token_map(R"({"": 5})");
  REQUIRE_FALSE(empty);
  CHECK(empty.error().code() == ErrorCode::model_malformed);
}

}  // namespace
}  // namespace kimitok
