#include "kimitok/error.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

namespace kimitok {
namespace {

Error bad_rank() { return {ErrorCode::model_malformed, "rank 40 follows rank 38"}; }

TEST_CASE("error: a message names source, position, sentence and remedy, leaving out the unknown") {
  struct Row {
    Error error;
    std::string expected;
  };
  const Row rows[] = {
      {bad_rank(), "rank 40 follows rank 38"},
      {bad_rank().in("m"), "m: rank 40 follows rank 38"},
      {bad_rank().at_line(3), "line 3: rank 40 follows rank 38"},
      {bad_rank().at_line(3, 5), "line 3, column 5: rank 40 follows rank 38"},
      {bad_rank().at_byte(0), "byte 0: rank 40 follows rank 38"},
      {bad_rank().with_remedy("fetch it again"), "rank 40 follows rank 38; fetch it again"},
      {bad_rank().in("m").at_line(3, 5).at_byte(40).with_remedy("fetch it again"),
       "m: line 3, column 5, byte 40: rank 40 follows rank 38; fetch it again"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expected);
    CHECK(row.error.message() == row.expected);
    CHECK(row.error.code() == ErrorCode::model_malformed);
    CHECK(row.error.sentence() == "rank 40 follows rank 38");
  }
}

TEST_CASE("error: the innermost source stays") {
  const Error error = bad_rank().in("inner").in("outer");
  CHECK(error.source() == "inner");
}

TEST_CASE("error: a later byte offset replaces an earlier one") {
  const Error error = bad_rank().at_byte(3).at_byte(103);
  CHECK(error.position().byte == 103);
}

TEST_CASE("error: a position that is not known is not there") {
  CHECK(bad_rank().position().line == 0);
  CHECK(bad_rank().position().column == 0);
  CHECK_FALSE(bad_rank().position().byte.has_value());
}

Result<std::unique_ptr<int>> half(int value) {
  if (value % 2 != 0) return fail(ErrorCode::usage, "odd");
  return std::make_unique<int>(value / 2);
}

TEST_CASE("result: holds the value of a success, which can be moved out") {
  auto result = half(6);
  REQUIRE(result.has_value());
  CHECK(static_cast<bool>(result));
  CHECK(**result == 3);
  CHECK(*result->get() == 3);
  const std::unique_ptr<int> moved = *std::move(result);
  CHECK(*moved == 3);
}

TEST_CASE("result: holds the error of a failure, which can be passed on") {
  auto result = half(7);
  REQUIRE_FALSE(result.has_value());
  CHECK_FALSE(static_cast<bool>(result));
  CHECK(result.error().sentence() == "odd");
  const Result<void> passed_on = fail(std::move(result).error().in("half"));
  REQUIRE_FALSE(passed_on.has_value());
  CHECK(passed_on.error().code() == ErrorCode::usage);
  CHECK(passed_on.error().message() == "half: odd");
}

TEST_CASE("result: one of nothing is a success until it is given an error") {
  Result<void> result;
  CHECK(result.has_value());
  result = fail(ErrorCode::io, "the disk is full");
  REQUIRE_FALSE(result.has_value());
  CHECK(std::move(result).error().message() == "the disk is full");
}

}  // namespace
}  // namespace kimitok
