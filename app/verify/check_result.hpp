// What one check of `kimitok verify` found, whatever kind of check it is.
#ifndef KIMITOK_APP_VERIFY_CHECK_RESULT_HPP_
#define KIMITOK_APP_VERIFY_CHECK_RESULT_HPP_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kimitok/error.hpp"
#include "verify/difference.hpp"

namespace kimitok::app {

struct CheckResult {
  enum class Status {
    passed,
    failed,
    broken,   // it could not be done
    skipped,  // it is not for this tokenizer
  };

  std::string suite;  // "golden", "tokenizer", ...: what kind of check
  std::string name;   // of the case; may be empty where there is a file
  Status status = Status::passed;
  // Where the case is from, if from a file.
  std::string file;
  std::uint64_t line = 0;  // 0: all of the file

  // Of one that did not pass:
  std::string check;      // which of the things the case expects: "ids"; empty: there is but one
  Difference difference;  // why; of a skipped one the sentence alone
  std::string command;    // shows in a shell what the tokenizer does; empty: there is none
  // The kind of failure, where it is more than a "no" to the question that was asked.
  std::optional<ErrorCode> code;

  static CheckResult passed(std::string suite, std::string name);
  static CheckResult failed(std::string suite, std::string name, std::string sentence);

  // "vectors.jsonl: line 3: a name", for reports that have but one name for a case.
  std::string title() const;
};

std::string_view name_of(CheckResult::Status status);

struct CheckTally {
  std::uint64_t passed = 0, failed = 0, broken = 0, skipped = 0;

  std::uint64_t total() const { return passed + failed + broken + skipped; }
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_CHECK_RESULT_HPP_
