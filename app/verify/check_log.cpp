#include "verify/check_log.hpp"

#include <fmt/core.h>

#include "output.hpp"
#include "verify/check_report.hpp"

namespace kimitok::app {
namespace {

using Status = CheckResult::Status;

std::uint64_t& count_of(CheckTally& tally, Status status) {
  switch (status) {
    case Status::passed:
      return tally.passed;
    case Status::failed:
      return tally.failed;
    case Status::broken:
      return tally.broken;
    case Status::skipped:
      break;
  }
  return tally.skipped;
}

}  // namespace

void CheckLog::add(CheckResult result) {
  ++count_of(tally_, result.status);
  if (result.status == Status::failed) {
    if (result.code) {
      outcome_.failed(error_of(result));
    } else {
      messages_.error(error_of(result));
      outcome_.answered_no();
    }
  }
  tell(result);
  if (args_.report != cli::Report::none || !args_.junit.empty()) {
    results_.push_back(std::move(result));
  }
}

void CheckLog::add_broken(std::string suite, const Error& error) {
  outcome_.failed(error);
  CheckResult result = CheckResult::failed(std::move(suite), "", error.sentence());
  result.status = Status::broken;
  result.file = error.source();
  result.line = error.position().line;
  result.code = error.code();
  add(std::move(result));
}

bool CheckLog::is_enough() const {
  return args_.max_failures && tally_.failed >= *args_.max_failures;
}

void CheckLog::tell(const CheckResult& result) const {
  if (result.status == Status::failed) {
    for (const std::string& line : explanation(result)) messages_.note(line);
  } else if (result.status != Status::broken) {
    messages_.detail(fmt::format("{}: {}: {}", result.suite, result.title(),
                                 result.status == Status::passed ? "ok" : "not checked"));
  }
}

void CheckLog::finish() {
  messages_.note(summary(tally_));
  if (is_enough()) messages_.note("stopped there, as --max-failures asks");
  if (args_.report == cli::Report::json) write("", json_report(tally_, results_));
  if (args_.report == cli::Report::tap) write("", tap_report(results_));
  if (!args_.junit.empty()) write(args_.junit, junit_report(results_));
}

void CheckLog::write(const std::string& path, const std::string& report) {
  auto output = Output::open(path);
  if (!output) return outcome_.failed(output.error());
  auto written = output->write(report);
  if (written) written = output->commit();
  if (!written) outcome_.failed(written.error());
}

}  // namespace kimitok::app
