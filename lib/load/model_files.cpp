#include "load/model_files.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <system_error>
#include <utility>

#include "kimitok/file.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;

// A dangling link counts: reading it then fails by name, where leaving it out would say less.
fs::path if_present(const fs::path& path) {
  std::error_code error;
  return fs::exists(fs::symlink_status(path, error)) ? path : fs::path();
}

Failure not_found(const fs::path& model, std::string sentence, std::string remedy) {
  return fail(Error(ErrorCode::model_not_found, std::move(sentence))
                  .in(model.native())
                  .with_remedy(std::move(remedy)));
}

void look_into(const fs::path& directory, ModelFiles& files) {
  if (files.vocabulary.empty()) {
    files.vocabulary = if_present(directory / "tiktoken.model");
    files.tokenizer_json = if_present(directory / "tokenizer.json");
  }
  if (files.tokenizer_config.empty()) {
    files.tokenizer_config = if_present(directory / "tokenizer_config.json");
  }
  files.model_config = if_present(directory / "config.json");
  files.generation_config = if_present(directory / "generation_config.json");
}

void look_at(const fs::path& file, ModelFiles& files) {
  if (!files.vocabulary.empty()) return;
  if (file.extension() != ".json") {
    files.vocabulary = file;
    return;
  }
  files.tokenizer_json = file;
  if (files.tokenizer_config.empty()) {
    files.tokenizer_config = if_present(file.parent_path() / "tokenizer_config.json");
  }
}

bool is_web_page(std::string_view bytes) {
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  const auto starts_with = [bytes](std::string_view tag) {
    return bytes.size() >= tag.size() &&
           std::equal(tag.begin(), tag.end(), bytes.begin(), [](char wanted, char byte) {
             return wanted == (byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
           });
  };
  return starts_with("<!doctype html") || starts_with("<html");
}

bool is_link_target(std::string_view bytes, const fs::path& path) {
  constexpr std::size_t kLongestPath = 4096;
  return bytes.size() <= kLongestPath && bytes.starts_with("../") &&
         bytes.ends_with("/" + path.filename().native());
}

}  // namespace

Result<ModelFiles> find_model_files(const LoadRequest& request) {
  ModelFiles files;
  files.vocabulary = request.tiktoken_model;
  files.tokenizer_config = request.tokenizer_config;
  if (!request.model.empty()) {
    std::error_code error;
    const fs::file_status status = fs::status(request.model, error);
    if (status.type() == fs::file_type::not_found) {
      return not_found(request.model, "there is no such file or directory",
                       "give a directory that holds tiktoken.model and tokenizer_config.json, or "
                       "tokenizer.json");
    }
    if (status.type() == fs::file_type::none) {
      return fail(Error(ErrorCode::io, "cannot be looked at: " + error.message())
                      .in(request.model.native()));
    }
    fs::is_directory(status) ? look_into(request.model, files) : look_at(request.model, files);
  }
  if (files.vocabulary.empty() && files.tokenizer_json.empty()) {
    return not_found(
        request.model,
        request.model.empty() ? "no vocabulary was named"
                              : "there is neither a tiktoken.model nor a tokenizer.json in it",
        "give a directory that holds tiktoken.model and tokenizer_config.json, or tokenizer.json");
  }
  return files;
}

Result<std::string> read_model_file(const fs::path& path, std::size_t max_bytes) {
  auto bytes = read_file(path, max_bytes);
  if (!bytes) return bytes;
  const auto refuse = [&path](std::string sentence, std::string remedy) {
    return fail(Error(ErrorCode::model_malformed, std::move(sentence))
                    .in(path.native())
                    .with_remedy(std::move(remedy)));
  };
  if (bytes->starts_with("version https://git-lfs.github.com/spec/v1")) {
    return refuse("is a Git LFS pointer, not the file itself",
                  "run `git lfs pull` in its repository");
  }
  if (is_web_page(*bytes)) {
    return refuse("is a web page, not the file itself",
                  "download the raw file, logged in if it needs that");
  }
  if (is_link_target(*bytes, path)) {
    return refuse("holds only the path of another file, as a symbolic link that was not kept does",
                  "copy that file here");
  }
  return bytes;
}

}  // namespace kimitok
