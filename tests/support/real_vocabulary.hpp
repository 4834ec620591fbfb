// The published vocabularies and real text, which are not part of this project: KIMITOK_TEST_KIMI
// names a folder that holds Kimi-K2-Instruct/, Kimi-K2.6/ and Kimi-K3/, KIMITOK_TEST_CORPUS one of
// texts.
#ifndef KIMITOK_TESTS_SUPPORT_REAL_VOCABULARY_HPP_
#define KIMITOK_TESTS_SUPPORT_REAL_VOCABULARY_HPP_

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>

namespace kimitok::test {

// The folder a variable names. Nothing if it is unset; the sentence printed then makes CTest report
// the test as skipped (SKIP_REGULAR_EXPRESSION), and the caller returns.
inline std::optional<std::filesystem::path> folder_named_by(const char* variable) {
  const char* folder = std::getenv(variable);
  if (folder != nullptr && *folder != '\0') return std::filesystem::path(folder);
  std::cout << "skipped: " << variable << " is not set\n";
  return std::nullopt;
}

inline std::optional<std::filesystem::path> real_vocabularies() {
  return folder_named_by("KIMITOK_TEST_KIMI");
}

// The six texts of testdata/golden/corpus.json.
inline std::optional<std::filesystem::path> real_corpus() {
  return folder_named_by("KIMITOK_TEST_CORPUS");
}

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_REAL_VOCABULARY_HPP_
