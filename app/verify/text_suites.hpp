// verify --roundtrip and --random: texts that are checked without knowing their ids.
#ifndef KIMITOK_APP_VERIFY_TEXT_SUITES_HPP_
#define KIMITOK_APP_VERIFY_TEXT_SUITES_HPP_

#include <vector>

#include "cli/args.hpp"
#include "kimitok/load.hpp"
#include "verify/check_log.hpp"
#include "verify/verified_texts.hpp"

namespace kimitok::app {

// Checks each file of --roundtrip, then the --random texts, until --max-failures. `texts`, if not
// nullptr, gets them all.
void run_text_suites(const cli::Args& args, const LoadedTokenizer& loaded, unsigned threads,
                     CheckLog& log, std::vector<VerifiedText>* texts);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_TEXT_SUITES_HPP_
