// How a command that may have to write JSON ends.
#ifndef KIMITOK_APP_FETCH_PRINT_RESULT_HPP_
#define KIMITOK_APP_FETCH_PRINT_RESULT_HPP_

#include <string>

#include "exit.hpp"
#include "kimitok/error.hpp"

namespace kimitok::app {

// Writes the text to stdout, or reports the failure, with --json as JSON on stdout too. Returns the
// exit status.
int print_result(const Result<std::string>& text, bool json, Outcome& outcome);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_FETCH_PRINT_RESULT_HPP_
