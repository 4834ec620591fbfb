#include "verify/loaded_files.hpp"

#include <algorithm>

#include "kimitok/digest.hpp"
#include "kimitok/file.hpp"

namespace kimitok::app {
namespace {

constexpr std::size_t kMaxModelBytes = std::size_t{1} << 30;

}  // namespace

const std::filesystem::path* tiktoken_model_of(const LoadedTokenizer& loaded) {
  if (loaded.kind == ModelKind::tokenizer_json) return nullptr;
  for (const auto& file : loaded.files) {
    if (file.extension() != ".json") return &file;
  }
  return nullptr;
}

Result<std::string> tiktoken_model_sha256(const LoadedTokenizer& loaded) {
  const std::filesystem::path* path = tiktoken_model_of(loaded);
  if (path == nullptr) return std::string();
  const auto bytes = read_file(*path, kMaxModelBytes);
  if (!bytes) return fail(bytes.error());
  return sha256_hex(*bytes);
}

std::string profile_directory_of(const LoadedTokenizer& loaded) {
  if (loaded.files.empty()) return {};
  const auto is_json = [](const std::filesystem::path& file) {
    return file.extension() == ".json";
  };
  const auto json = std::ranges::find_if(loaded.files, is_json);
  std::error_code error;
  const auto file =
      std::filesystem::absolute(json != loaded.files.end() ? *json : loaded.files.front(), error);
  return file.lexically_normal().parent_path().filename().string();
}

}  // namespace kimitok::app
