#include "verify/shell_word.hpp"

#include <fmt/core.h>

#include "escaped.hpp"
#include "kimitok/base64.hpp"
#include "kimitok/utf8.hpp"

namespace kimitok::app {
namespace {

constexpr std::size_t kMaxTextInCommand = 200;

}  // namespace

std::string shell_word(std::string_view word) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+=@:,%";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string_view::npos) {
    return std::string(word);
  }
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\"'\"'") : std::string(1, c);
  return quoted + '\'';
}

bool is_plain(std::string_view text) {
  return text.size() <= kMaxTextInCommand && utf8::is_valid(text) && escaped(text) == text;
}

std::string printing_command(std::string_view text) {
  if (is_plain(text)) return "printf %s " + shell_word(text);
  return fmt::format("printf %s {} | base64 -d", encode_base64(text));
}

std::string model_flags(const cli::GlobalArgs& global) {
  std::string flags;
  const auto add = [&flags](std::string_view flag, const std::string& value) {
    if (!value.empty()) flags += fmt::format(" {} {}", flag, shell_word(value));
  };
  add("-m", global.model);
  add("--tiktoken-model", global.tiktoken_model);
  add("--tokenizer-config", global.tokenizer_config);
  add("--pattern", global.pattern.value_or(""));
  add("--special-tokens", global.special_tokens);
  return flags;
}

}  // namespace kimitok::app
