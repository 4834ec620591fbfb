// Finds and reads the files a tokenizer is loaded from.
#ifndef KIMITOK_LOAD_MODEL_FILES_HPP_
#define KIMITOK_LOAD_MODEL_FILES_HPP_

#include <cstddef>
#include <filesystem>
#include <string>

#include "kimitok/error.hpp"
#include "kimitok/load.hpp"

namespace kimitok {

// An empty path: there is no such file.
struct ModelFiles {
  std::filesystem::path vocabulary;  // tiktoken.model, or any vocabulary file
  std::filesystem::path tokenizer_config;
  std::filesystem::path tokenizer_json;
  std::filesystem::path model_config;  // config.json
  std::filesystem::path generation_config;
};

// Fails with `model_not_found` if there is neither a vocabulary nor a tokenizer.json.
Result<ModelFiles> find_model_files(const LoadRequest& request);

// The whole file. Fails with `io`, or with `model_malformed` if it holds what download tools leave
// in a file's place: a Git LFS pointer, a web page, or the path that a symbolic link leads to.
Result<std::string> read_model_file(const std::filesystem::path& path, std::size_t max_bytes);

}  // namespace kimitok

#endif  // KIMITOK_LOAD_MODEL_FILES_HPP_
