// A command that is spoken to over its standard input and output.
#ifndef KIMITOK_APP_VERIFY_ORACLE_PROCESS_HPP_
#define KIMITOK_APP_VERIFY_ORACLE_PROCESS_HPP_

#include <functional>
#include <string>
#include <string_view>

#include "kimitok/error.hpp"

namespace kimitok::app {

struct OracleTalk {
  // The next bytes for the command; empty: that is all, its input is closed.
  std::function<std::string()> ask;
  // Bytes the command wrote. False: no more is wanted, the command is ended.
  std::function<Result<bool>(std::string_view)> hear;
};

// Runs `sh -c command` until it ends. Reads and writes whenever either is possible, so that neither
// side waits for the other however much there is; its standard error is ours. A command that stops
// reading is listened to till its end. Fails with `io` where it cannot be run, is ended by a
// signal, or with a status other than 0; and with what hear() fails with.
Result<void> talk_to(const std::string& command, const OracleTalk& talk);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_ORACLE_PROCESS_HPP_
