// What the files of a loaded tokenizer say about it.
#ifndef KIMITOK_APP_VERIFY_LOADED_FILES_HPP_
#define KIMITOK_APP_VERIFY_LOADED_FILES_HPP_

#include <filesystem>
#include <string>

#include "kimitok/load.hpp"

namespace kimitok::app {

// The vocabulary file among the files that were read; nullptr for a tokenizer.json.
const std::filesystem::path* tiktoken_model_of(const LoadedTokenizer& loaded);

// SHA-256 of that file, read again; empty for a tokenizer.json. Fails with `io`.
Result<std::string> tiktoken_model_sha256(const LoadedTokenizer& loaded);

// The name of the directory the tokenizer's names are from, which a golden record's "profile" is
// compared with: the configuration's, as vocabulary files are shared.
std::string profile_directory_of(const LoadedTokenizer& loaded);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_LOADED_FILES_HPP_
