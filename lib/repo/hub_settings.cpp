#include "kimitok/hub_settings.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "json/quote.hpp"
#include "repo/characters.hpp"
#include "repo/home.hpp"
#include "repo/hub_token.hpp"

namespace kimitok {
namespace {

constexpr const char* kDefaultEndpoint = "https://huggingface.co";

// A longer wait is as good as none, and is a mistake.
constexpr unsigned kMaxTimeoutSeconds = 86'400;

bool is_set_to_true(const Environment& environment, const char* name) {
  const auto value = value_of(environment, name);
  return value && is_true(*value);
}

// The first of `names` that has a value.
std::optional<std::string> first_value(const Environment& environment,
                                       std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (auto value = value_of(environment, name)) return value;
  }
  return std::nullopt;
}

Result<Endpoint> endpoint_of(const Environment& environment, const std::string& flag) {
  const auto value = value_of(environment, "HF_ENDPOINT");
  const std::string_view source = !flag.empty() ? "--endpoint" : "$HF_ENDPOINT";
  auto endpoint = Endpoint::parse(!flag.empty() ? flag : value.value_or(kDefaultEndpoint));
  if (!endpoint) return fail(std::move(endpoint).error().in(source));
  return endpoint;
}

// Where HF_HUB_OFFLINE has a value, TRANSFORMERS_OFFLINE has no say, as in huggingface_hub.
bool is_offline(const Environment& environment, const HubFlags& flags) {
  if (flags.offline || value_of(environment, "KIMITOK_OFFLINE")) return true;
  const auto value = first_value(environment, {"HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"});
  return value && is_true(*value);
}

std::optional<unsigned> seconds_in(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos) return std::nullopt;
  text = text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
  if (!std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  unsigned seconds = 0;
  for (const char digit : text) {
    seconds = seconds * 10 + static_cast<unsigned>(digit - '0');
    if (seconds > kMaxTimeoutSeconds) return std::nullopt;
  }
  return seconds;
}

// Leaves `timeout` as it is if the variable says nothing, 0, or what is no time.
void read_timeout(const Environment& environment, const char* name,
                  std::chrono::milliseconds& timeout, std::vector<std::string>& warnings) {
  const auto value = value_of(environment, name);
  if (!value) return;
  const auto seconds = seconds_in(*value);
  if (!seconds) {
    warnings.push_back(fmt::format("{} is ignored: {} is no whole number of seconds up to {}", name,
                                   quote(*value), kMaxTimeoutSeconds));
  } else if (*seconds != 0) {
    timeout = std::chrono::seconds(*seconds);
  }
}

// It becomes a part of a header, in which ";" ends it.
void read_user_agent_origin(const Environment& environment, HubSettings& settings) {
  auto value = value_of(environment, "HF_HUB_USER_AGENT_ORIGIN");
  if (!value) return;
  const auto unfit = [](char c) { return c < ' ' || c > '~' || c == ';'; };
  if (std::any_of(value->begin(), value->end(), unfit)) {
    settings.warnings.push_back(fmt::format(
        "HF_HUB_USER_AGENT_ORIGIN is ignored: {} does not fit in a header", quote(*value)));
    return;
  }
  settings.user_agent_origin = *std::move(value);
}

void read_certificates(const Environment& environment, const HubFlags& flags,
                       HubSettings& settings) {
  if (!flags.ca_file.empty()) {
    settings.ca_file = flags.ca_file;
    return;
  }
  settings.ca_file =
      first_value(environment, {"SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"})
          .value_or("");
  settings.ca_directory = value_of(environment, "SSL_CERT_DIR").value_or("");
}

Result<std::filesystem::path> unresolved_cache(const Environment& environment,
                                               std::string_view cache_dir) {
  if (!cache_dir.empty()) return std::filesystem::path(cache_dir);
  if (const auto cache = first_value(environment, {"HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"})) {
    return std::filesystem::path(expanded(*cache, environment));
  }
  auto home = huggingface_home(environment);
  if (!home) return fail(std::move(home).error());
  return *home / "hub";
}

}  // namespace

Result<std::filesystem::path> hub_cache_directory(const Environment& environment,
                                                  std::string_view cache_dir) {
  auto cache = unresolved_cache(environment, cache_dir);
  if (!cache) return cache;
  std::error_code error;
  std::filesystem::path absolute = std::filesystem::absolute(*cache, error);
  if (error) {
    return fail(
        Error(ErrorCode::io, "cannot be made absolute: " + error.message()).in(cache->string()));
  }
  // "cache/" and "cache" are one directory, and messages show it.
  if (!absolute.has_filename() && absolute.has_relative_path()) return absolute.parent_path();
  return absolute;
}

Result<HubSettings> hub_settings(const Environment& environment, const HubFlags& flags) {
  auto cache = hub_cache_directory(environment, flags.cache_dir);
  if (!cache) return fail(std::move(cache).error());
  auto endpoint = endpoint_of(environment, flags.endpoint);
  if (!endpoint) return fail(std::move(endpoint).error());
  HubSettings settings{.cache = *std::move(cache), .endpoint = *std::move(endpoint)};
  auto token = hub_token(environment, flags, settings.warnings);
  if (!token) return fail(std::move(token).error());
  settings.token = *std::move(token);
  settings.offline = is_offline(environment, flags);
  settings.no_symlinks = is_set_to_true(environment, "HF_HUB_DISABLE_SYMLINKS");
  if (const auto disabled = value_of(environment, "HF_HUB_DISABLE_PROGRESS_BARS")) {
    settings.progress_bars = !is_true(*disabled);
  }
  read_timeout(environment, "HF_HUB_ETAG_TIMEOUT", settings.metadata_timeout, settings.warnings);
  read_timeout(environment, "HF_HUB_DOWNLOAD_TIMEOUT", settings.stall_timeout, settings.warnings);
  read_user_agent_origin(environment, settings);
  read_certificates(environment, flags, settings);
  return settings;
}

}  // namespace kimitok
