// The files below a directory, for count --recursive.
#ifndef KIMITOK_APP_COUNT_DIRECTORY_FILES_HPP_
#define KIMITOK_APP_COUNT_DIRECTORY_FILES_HPP_

#include <string>
#include <vector>

#include "cli/args.hpp"
#include "input.hpp"
#include "messages.hpp"

namespace kimitok::app {

// Replaces each directory by the regular files below it, by path, that match an --include (if there
// are any) and no --exclude; globs without a slash look at the file's name, others at the whole
// path. Symbolic links below a directory are not followed. Files with a NUL byte in their first 8
// KiB are taken for binary, left out, and named with --verbose. Fails with `io` where a directory
// cannot be read.
Result<std::vector<InputName>> with_directory_files(std::vector<InputName> names,
                                                    const cli::InputArgs& args,
                                                    const Messages& messages);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_COUNT_DIRECTORY_FILES_HPP_
