// verify without a form: the files of tokenizers, and whether what they make is sound.
#ifndef KIMITOK_APP_VERIFY_FILE_SUITE_HPP_
#define KIMITOK_APP_VERIFY_FILE_SUITE_HPP_

#include "cli/args.hpp"
#include "messages.hpp"
#include "verify/check_log.hpp"

namespace kimitok::app {

// Whether the command line asks for this: by its flags and names, or by asking for nothing else.
bool asks_for_files(const cli::VerifyArgs& args);

// What kimitok.lock names, all or VerifyArgs::names, or where there is no lock or -m is given the
// tokenizer of -m. --locked: no kimitok.lock, one that is not canonical, and unknown keys in it are
// `pins_invalid`. --repair fetches what is not right, then checks again; --remote compares with the
// Hub's listing.
void run_file_suite(const cli::Args& args, const Messages& messages, CheckLog& log);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_FILE_SUITE_HPP_
