// The published vocabularies, which are not part of this project: KIMITOK_TEST_KIMI names a folder
// that holds Kimi-K2-Instruct/, Kimi-K2.6/ and Kimi-K3/.
#ifndef KIMITOK_TESTS_SUPPORT_REAL_VOCABULARY_HPP_
#define KIMITOK_TESTS_SUPPORT_REAL_VOCABULARY_HPP_

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>

namespace kimitok::test {

// Nothing if the variable is unset; the sentence printed then makes CTest report the test as
// skipped (SKIP_REGULAR_EXPRESSION), and the caller returns.
inline std::optional<std::filesystem::path> real_vocabularies() {
  const char* folder = std::getenv("KIMITOK_TEST_KIMI");
  if (folder != nullptr && *folder != '\0') return std::filesystem::path(folder);
  std::cout << "skipped: KIMITOK_TEST_KIMI is not set\n";
  return std::nullopt;
}

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_REAL_VOCABULARY_HPP_
