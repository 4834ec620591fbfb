// verify --golden: compares the tokenizer with golden records.
#ifndef KIMITOK_APP_VERIFY_GOLDEN_SUITE_HPP_
#define KIMITOK_APP_VERIFY_GOLDEN_SUITE_HPP_

#include <string>
#include <vector>

#include "cli/args.hpp"
#include "kimitok/load.hpp"
#include "verify/check_log.hpp"
#include "verify/golden_check.hpp"
#include "verify/verified_texts.hpp"

namespace kimitok::app {

class GoldenSuite {
 public:
  // All are used as long as this lives. `texts`, if not nullptr, gets the text of every record.
  GoldenSuite(const cli::Args& args, const LoadedTokenizer& loaded, unsigned threads, CheckLog& log,
              std::vector<VerifiedText>* texts);

  // Every path of --golden. No record at all is a failure.
  void run();

 private:
  void check_path(const std::string& path);
  void check_file(const std::string& file);
  Result<void> check_header(const GoldenHeader& header);
  Result<bool> check_record(const GoldenRecord& record, const std::string& file,
                            std::uint64_t line);
  CheckResult failure(const GoldenRecord& record, GoldenMismatch mismatch, const std::string& file,
                      std::uint64_t line) const;

  const cli::Args& args_;
  const LoadedTokenizer& loaded_;
  std::string profile_;
  GoldenChecker checker_;
  CheckLog& log_;
  std::vector<VerifiedText>* texts_;
  std::string model_sha256_;  // computed when first asked for
  std::uint64_t checked_ = 0, of_other_profile_ = 0;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_GOLDEN_SUITE_HPP_
