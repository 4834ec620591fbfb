#include "cli/version.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>
#include <vector>

#include "kimitok/known_models.hpp"

namespace kimitok::cli {
namespace {

constexpr std::string_view kVersion = KIMITOK_VERSION;
constexpr std::string_view kUnicode = "16.0.0";
#ifdef __clang__
constexpr std::string_view kCompiler = "clang " __clang_version__;
#else
constexpr std::string_view kCompiler = "gcc " __VERSION__;
#endif

std::string_view trimmed(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string version_text() {
  return fmt::format("kimitok {}\nUnicode {}\nbuilt with {}\n", kVersion, kUnicode,
                     trimmed(kCompiler));
}

std::string version_json() {
  std::vector<std::string> models;
  for (const KnownModel& model : known_models()) {
    models.push_back(fmt::format(
        R"({{"alias":{},"repo":"{}","commit":{}}})",
        model.aliases.empty() ? "null" : fmt::format("\"{}\"", model.aliases.front()), model.repo,
        model.commit.empty() ? "null" : fmt::format("\"{}\"", model.commit)));
  }
  return fmt::format(
      R"({{"schema":1,"version":"{}","unicode":"{}","compiler":"{}","tiktoken_model_sha256":"{}","known_models":[{}]}})"
      "\n",
      kVersion, kUnicode, trimmed(kCompiler), kKimiModelSha256, fmt::join(models, ","));
}

}  // namespace kimitok::cli
