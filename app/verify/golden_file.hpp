// Finds golden files and reads their records.
#ifndef KIMITOK_APP_VERIFY_GOLDEN_FILE_HPP_
#define KIMITOK_APP_VERIFY_GOLDEN_FILE_HPP_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/golden.hpp"

namespace kimitok::app {

// `path` itself, or the *.jsonl and *.inp files in it at any depth, in the order of their names.
// Fails with `io` if there is none, or no such path.
Result<std::vector<std::string>> golden_files(const std::string& path);

// The file that holds the ids of a golden file: itself, or the other one of a pair.
std::string golden_ids_file(const std::string& file);
bool is_golden_pair(const std::string& file);

// What to do with a file's lines. A failure stops the reading, and gets the file and line added.
struct GoldenVisitor {
  std::function<Result<void>(const GoldenHeader&)> header;
  // `line` of golden_ids_file(). Returns whether to go on.
  std::function<Result<bool>(const GoldenRecord&, std::uint64_t line)> record;
};

// A record without "chunking" has the header's. Fails with `io`, or with `malformed_input` at the
// line. Blank lines are passed over.
Result<void> read_golden(const std::string& file, const GoldenVisitor& visitor);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_GOLDEN_FILE_HPP_
