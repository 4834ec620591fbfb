#include "cli/exit_status.hpp"

#include <doctest/doctest.h>

using kimitok::ErrorCode;
using kimitok::cli::exit_status;

TEST_CASE("exit status: every failure ends in its documented status") {
  struct Case {
    ErrorCode code;
    int status;
  };
  const Case cases[] = {
      {ErrorCode::usage, 2},
      {ErrorCode::malformed_input, 3},
      {ErrorCode::invalid_utf8, 3},
      {ErrorCode::disallowed_special, 3},
      {ErrorCode::unknown_token, 3},
      {ErrorCode::id_out_of_range, 3},
      {ErrorCode::model_not_found, 4},
      {ErrorCode::model_malformed, 4},
      {ErrorCode::model_unsupported, 4},
      {ErrorCode::model_mismatch, 4},
      {ErrorCode::integrity, 4},
      {ErrorCode::pins_invalid, 4},
      {ErrorCode::network, 5},
      {ErrorCode::access_denied, 5},
      {ErrorCode::not_on_hub, 5},
      {ErrorCode::io, 6},
      {ErrorCode::broken_pipe, 141},
  };
  for (const Case& row : cases) {
    CAPTURE(static_cast<int>(row.code));
    CHECK(exit_status(row.code) == row.status);
  }
}
