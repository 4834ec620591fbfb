// Shows what differs between a tokenizer and golden records.
#ifndef KIMITOK_APP_VERIFY_GOLDEN_REPORT_HPP_
#define KIMITOK_APP_VERIFY_GOLDEN_REPORT_HPP_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/args.hpp"
#include "verify/golden_check.hpp"

namespace kimitok::app {

struct GoldenFailure {
  std::string file;
  std::uint64_t line = 0;
  std::string name;   // of the record; empty: none
  std::string check;  // the member that was expected: "ids"
  GoldenMismatch mismatch;
  std::string command;  // shows what the tokenizer does, in a shell
};

struct GoldenTally {
  std::uint64_t passed = 0;
  std::uint64_t failed = 0;
  std::uint64_t other_profile = 0;  // not checked
};

// A command whose output is what `expectation` of `record` is compared with; a short text stands in
// the command itself, a long one is read from the file. `model_flags` is from model_flags().
std::string reproducing_command(const GoldenRecord& record, const GoldenExpectation& expectation,
                                const std::string& file, std::uint64_t line,
                                Chunking model_chunking, const std::string& model_flags);

// The flags that name the model, as the user gave them, each after a blank.
std::string model_flags(const cli::GlobalArgs& global);

// The lines after the first that explain a failure on a terminal. Bytes are as they are: Messages
// makes them printable.
std::vector<std::string> explanation(const GoldenFailure& failure);

// "1,022 passed, 1 failed", and what was not checked.
std::string summary(const GoldenTally& tally);

// Everything as one JSON object and a line end.
std::string json_report(const GoldenTally& tally, const std::vector<GoldenFailure>& failures);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_GOLDEN_REPORT_HPP_
