// verify --self-test: checks the program with what is part of it, without any file.
#ifndef KIMITOK_APP_VERIFY_SELF_TEST_HPP_
#define KIMITOK_APP_VERIFY_SELF_TEST_HPP_

#include "verify/check_log.hpp"

namespace kimitok::app {

// Digests, base64 and JSON, the pieces of Kimi's pattern, and a small vocabulary whose ids are
// written out: encode, decode, streams and the checks of self_check().
void run_self_test(CheckLog& log);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_SELF_TEST_HPP_
