// Shows what checks found.
#ifndef KIMITOK_APP_VERIFY_CHECK_REPORT_HPP_
#define KIMITOK_APP_VERIFY_CHECK_REPORT_HPP_

#include <string>
#include <vector>

#include "verify/check_result.hpp"

namespace kimitok::app {

// The first line that explains a failure on a terminal.
Error error_of(const CheckResult& result);

// The lines after the first. Bytes are as they are: Messages makes them printable.
std::vector<std::string> explanation(const CheckResult& result);

// "1,022 passed, 1 failed", and what could not be or was not checked.
std::string summary(const CheckTally& tally);

// Everything as one JSON object and a line end: counts, every check in `checks`, and what failed in
// full in `failures`.
std::string json_report(const CheckTally& tally, const std::vector<CheckResult>& results);

// Test Anything Protocol, version 13.
std::string tap_report(const std::vector<CheckResult>& results);

// JUnit's XML as CI systems read it: a test suite for each kind of check.
std::string junit_report(const std::vector<CheckResult>& results);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_CHECK_REPORT_HPP_
