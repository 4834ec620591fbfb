#include "cli/version.hpp"

#include <fmt/format.h>

#include <string_view>

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
  return fmt::format("{{\"schema\":1,\"version\":\"{}\",\"unicode\":\"{}\",\"compiler\":\"{}\"}}\n",
                     kVersion, kUnicode, trimmed(kCompiler));
}

}  // namespace kimitok::cli
