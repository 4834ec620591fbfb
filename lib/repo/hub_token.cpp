#include "repo/hub_token.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "kimitok/file.hpp"
#include "repo/home.hpp"

namespace kimitok {
namespace {

constexpr std::size_t kMaxTokenBytes = std::size_t{64} << 10;

// huggingface_hub's _clean_token: without CR and LF anywhere, without blanks at the ends.
std::string cleaned(std::string text) {
  std::erase_if(text, [](char c) { return c == '\r' || c == '\n'; });
  const std::size_t begin = text.find_first_not_of(" \t\v\f");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\v\f") - begin + 1);
}

// Nothing if `text` holds no token. Anything but visible ASCII would break out of the header that
// the token is sent in, or be refused there; the sentence does not show it.
Result<std::optional<HubToken>> token_in(std::string text, const std::string& source) {
  std::string value = cleaned(std::move(text));
  if (value.empty()) return std::optional<HubToken>();
  if (std::any_of(value.begin(), value.end(), [](char c) { return c <= ' ' || c > '~'; })) {
    return fail(Error(ErrorCode::usage,
                      "the token holds a blank or a character that is not printable ASCII")
                    .in(source));
  }
  return std::optional(HubToken{std::move(value), source});
}

// Of --token-file, which must hold one.
Result<std::optional<HubToken>> token_asked_for(const HubFlags& flags) {
  const std::string source = flags.token_file == "-" ? "standard input" : flags.token_file;
  std::string text;
  if (flags.token) {
    text = *flags.token;
  } else {
    auto bytes = read_file(flags.token_file, kMaxTokenBytes);
    if (!bytes) return fail(std::move(bytes).error());
    text = *std::move(bytes);
  }
  auto token = token_in(std::move(text), source);
  if (token && !*token) return fail(Error(ErrorCode::usage, "there is no token in it").in(source));
  return token;
}

Result<std::optional<HubToken>> token_on_disk(const std::filesystem::path& path,
                                              std::vector<std::string>& warnings) {
  std::error_code error;
  if (std::filesystem::status(path, error).type() == std::filesystem::file_type::not_found) {
    return std::optional<HubToken>();
  }
  auto bytes = read_file(path, kMaxTokenBytes);
  if (!bytes) {
    warnings.push_back(fmt::format("no token is sent: {}", bytes.error().message()));
    return std::optional<HubToken>();
  }
  return token_in(*std::move(bytes), path.string());
}

}  // namespace

Result<std::optional<HubToken>> hub_token(const Environment& environment, const HubFlags& flags,
                                          std::vector<std::string>& warnings) {
  if (flags.token || !flags.token_file.empty()) return token_asked_for(flags);
  if (const auto disabled = value_of(environment, "HF_HUB_DISABLE_IMPLICIT_TOKEN");
      disabled && is_true(*disabled)) {
    return std::optional<HubToken>();
  }
  for (const char* name : {"HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"}) {
    auto token = token_in(environment(name).value_or(""), std::string("$") + name);
    if (!token || *token) return token;
  }
  if (const auto path = value_of(environment, "HF_TOKEN_PATH")) {
    return token_on_disk(expanded(*path, environment), warnings);
  }
  const auto home = huggingface_home(environment);
  if (!home) return std::optional<HubToken>();
  return token_on_disk(*home / "token", warnings);
}

}  // namespace kimitok
