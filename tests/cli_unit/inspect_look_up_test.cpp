#include "inspect/look_up.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <vector>

#include "support/tiny_vocabulary.hpp"

namespace kimitok::app {
namespace {

using Find = Result<TokenId> (*)(std::string_view, const Vocabulary&);

TEST_CASE("look-up: a token is found by id, text, bytes and name") {
  struct Row {
    Find find;
    std::string_view value;
    TokenId expected;
  };
  const std::vector<Row> rows = {
      {find_id, "256", 256},
      {find_id, "0258", 258},
      {find_id, "281", 281},
      {find_token, " hello", 268},
      {find_token, "中", 271},
      {find_bytes, "e4b8", 270},
      {find_bytes, "E4 b8 Ad", 271},
      {find_bytes, "00", 0x55},
      {find_special_name, "[BOS]", 280},
      {find_special_name, "<|reserved_token_300|>", 300},
  };
  const Vocabulary vocabulary = test::tiny_vocabulary();
  for (const Row& row : rows) {
    CAPTURE(row.value);
    const auto id = row.find(row.value, vocabulary);
    REQUIRE(id);
    CHECK(*id == row.expected);
  }
}

TEST_CASE("look-up: what is not there and what makes no sense are different failures") {
  struct Row {
    Find find;
    std::string_view value;
    ErrorCode expected;
  };
  const std::vector<Row> rows = {
      {find_id, "269", ErrorCode::unknown_token},
      {find_id, "301", ErrorCode::unknown_token},
      {find_id, "4294967296", ErrorCode::unknown_token},
      {find_id, "99999999999999999999999", ErrorCode::unknown_token},
      {find_id, "", ErrorCode::usage},
      {find_id, "-1", ErrorCode::usage},
      {find_id, "1 ", ErrorCode::usage},
      {find_id, "abc", ErrorCode::usage},
      {find_token, "nothing", ErrorCode::unknown_token},
      {find_token, "", ErrorCode::unknown_token},
      {find_token, "[BOS]", ErrorCode::unknown_token},
      {find_bytes, "e4b9ff", ErrorCode::unknown_token},
      {find_bytes, "e4b", ErrorCode::usage},
      {find_bytes, "e 4", ErrorCode::usage},
      {find_bytes, "+1", ErrorCode::usage},
      {find_bytes, "-1", ErrorCode::usage},
      {find_bytes, "0x", ErrorCode::usage},
      {find_bytes, "", ErrorCode::usage},
      {find_bytes, " ", ErrorCode::usage},
      {find_special_name, "hello", ErrorCode::unknown_token},
      {find_special_name, "[bos]", ErrorCode::unknown_token},
  };
  const Vocabulary vocabulary = test::tiny_vocabulary();
  for (const Row& row : rows) {
    CAPTURE(row.value);
    const auto id = row.find(row.value, vocabulary);
    REQUIRE_FALSE(id);
    CHECK(id.error().code() == row.expected);
    CHECK(id.error().source().starts_with("--"));
  }
}

}  // namespace
}  // namespace kimitok::app
