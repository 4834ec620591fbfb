// Where every check of `kimitok verify` goes: tells failures at once, keeps count, and writes the
// report that was asked for.
#ifndef KIMITOK_APP_VERIFY_CHECK_LOG_HPP_
#define KIMITOK_APP_VERIFY_CHECK_LOG_HPP_

#include <string>
#include <vector>

#include "cli/args.hpp"
#include "exit.hpp"
#include "verify/check_result.hpp"

namespace kimitok::app {

class CheckLog {
 public:
  // All are used as long as this lives.
  CheckLog(const cli::VerifyArgs& args, const Messages& messages, Outcome& outcome)
      : args_(args), messages_(messages), outcome_(outcome) {}

  void add(CheckResult result);

  // A check that could not be done: the input, the network or a file is at fault. The exit status
  // is the error's.
  void add_broken(std::string suite, const Error& error);

  // As many failures as --max-failures allows have been seen.
  bool is_enough() const;

  const CheckTally& tally() const { return tally_; }
  const Messages& messages() const { return messages_; }

  // The summary and the reports.
  void finish();

 private:
  void tell(const CheckResult& result) const;
  void write(const std::string& path, const std::string& report);

  const cli::VerifyArgs& args_;
  const Messages& messages_;
  Outcome& outcome_;
  CheckTally tally_;
  std::vector<CheckResult> results_;  // for the reports; empty if there is none
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_CHECK_LOG_HPP_
