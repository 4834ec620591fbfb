// The exit statuses, and which failure ends in which. The table people read is kExitStatuses in
// cli/commands.hpp.
#ifndef KIMITOK_APP_CLI_EXIT_STATUS_HPP_
#define KIMITOK_APP_CLI_EXIT_STATUS_HPP_

#include "kimitok/error.hpp"

namespace kimitok::cli {

enum ExitStatus : int {
  kExitDone = 0,
  kExitNo = 1,
  kExitUsage = 2,
  kExitData = 3,
  kExitModel = 4,
  kExitNetwork = 5,
  kExitIo = 6,
  kExitBug = 70,
  kExitBrokenPipe = 141,
};

constexpr int exit_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage:
      return kExitUsage;
    case ErrorCode::malformed_input:
    case ErrorCode::invalid_utf8:
    case ErrorCode::disallowed_special:
    case ErrorCode::unknown_token:
    case ErrorCode::id_out_of_range:
      return kExitData;
    case ErrorCode::model_not_found:
    case ErrorCode::model_malformed:
    case ErrorCode::model_unsupported:
    case ErrorCode::model_mismatch:
    case ErrorCode::integrity:
    case ErrorCode::pins_invalid:
      return kExitModel;
    case ErrorCode::network:
    case ErrorCode::access_denied:
    case ErrorCode::not_on_hub:
      return kExitNetwork;
    case ErrorCode::io:
      return kExitIo;
    case ErrorCode::broken_pipe:
      return kExitBrokenPipe;
  }
  return kExitBug;
}

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_EXIT_STATUS_HPP_
