// Finds golden files and reads their lines.
#ifndef KIMITOK_APP_VERIFY_GOLDEN_FILE_HPP_
#define KIMITOK_APP_VERIFY_GOLDEN_FILE_HPP_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "input.hpp"
#include "verify/golden.hpp"

namespace kimitok::app {

// `path` itself, or the *.jsonl files in it in the order of their names. Fails with `io` if there
// is none, or no such path.
Result<std::vector<std::string>> golden_files(const std::string& path);

// What to do with a file's lines. A failure stops the reading, and gets the file and line added.
struct GoldenVisitor {
  std::function<Result<void>(const GoldenHeader&)> header;
  // Returns whether to go on.
  std::function<Result<bool>(const GoldenRecord&, std::uint64_t line)> record;
};

// Fails with `io`, or with `malformed_input` at the line. Blank lines are passed over.
Result<void> read_golden(Input& input, const GoldenVisitor& visitor);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_GOLDEN_FILE_HPP_
