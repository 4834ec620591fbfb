// What a fuzz target holds to be true; libFuzzer reports an abort with the input that led to it.
#ifndef KIMITOK_FUZZ_REQUIRE_HPP_
#define KIMITOK_FUZZ_REQUIRE_HPP_

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "kimitok/error.hpp"

namespace kimitok::fuzz {

inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

// An error of a model's reader is of one of its kinds and one printable line.
inline void require_presentable(const Error& error) {
  require(
      error.code() == ErrorCode::model_malformed || error.code() == ErrorCode::model_unsupported,
      "the error is the model's");
  const std::string& sentence = error.sentence();
  require(
      !sentence.empty() && std::none_of(sentence.begin(), sentence.end(),
                                        [](char c) { return c >= 0 && (c < ' ' || c == 0x7F); }),
      "the sentence is one printable line");
}

}  // namespace kimitok::fuzz

#endif  // KIMITOK_FUZZ_REQUIRE_HPP_
