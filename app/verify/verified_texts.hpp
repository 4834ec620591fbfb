// The texts that one run of `kimitok verify` works on, for checks that need no more than a text.
#ifndef KIMITOK_APP_VERIFY_VERIFIED_TEXTS_HPP_
#define KIMITOK_APP_VERIFY_VERIFIED_TEXTS_HPP_

#include <cstdint>
#include <string>

namespace kimitok::app {

struct VerifiedText {
  std::string suite;  // "golden", "roundtrip" or "random"
  std::string name;   // may be empty where there is a file
  std::string file;   // empty: made up
  std::uint64_t line = 0;
  std::string text;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_VERIFIED_TEXTS_HPP_
