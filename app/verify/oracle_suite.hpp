// verify --against: compares with the ids another program gives.
#ifndef KIMITOK_APP_VERIFY_ORACLE_SUITE_HPP_
#define KIMITOK_APP_VERIFY_ORACLE_SUITE_HPP_

#include <vector>

#include "cli/args.hpp"
#include "kimitok/load.hpp"
#include "verify/check_log.hpp"
#include "verify/verified_texts.hpp"

namespace kimitok::app {

// Runs the command of --against over `texts` with names of special tokens meaning the tokens. It
// has to answer every line, in order. No text at all is a failure.
void run_oracle_suite(const cli::Args& args, const LoadedTokenizer& loaded,
                      const std::vector<VerifiedText>& texts, CheckLog& log);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_ORACLE_SUITE_HPP_
