// Where the Hub and its cache are, and how to speak to it: from the environment, by
// huggingface_hub's rules.
#ifndef KIMITOK_HUB_SETTINGS_HPP_
#define KIMITOK_HUB_SETTINGS_HPP_

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/error.hpp"

namespace kimitok {

// The Hub's address: "https://huggingface.co", without a final slash; may have a path.
class Endpoint {
 public:
  // Fails with `usage`: a scheme other than http and https, no host, a user name, query or
  // fragment, a blank or control character, a port that is none.
  static Result<Endpoint> parse(std::string_view url);

  const std::string& url() const noexcept { return url_; }
  std::string origin() const;  // "https://huggingface.co:443": scheme, host in lower case, port
  bool is_loopback() const;    // localhost, 127.0.0.0/8, [::1]

 private:
  explicit Endpoint(std::string url) : url_(std::move(url)) {}
  std::string url_;
};

struct HubToken {
  std::string value;
  std::string source;  // "$HF_TOKEN", a file's path: what may be printed
};

struct HubSettings {
  std::filesystem::path cache;  // absolute
  Endpoint endpoint;
  std::optional<HubToken> token = std::nullopt;
  bool offline = false;
  bool no_symlinks = false;                            // HF_HUB_DISABLE_SYMLINKS
  std::optional<bool> progress_bars = std::nullopt;    // HF_HUB_DISABLE_PROGRESS_BARS, turned round
  std::chrono::milliseconds metadata_timeout{10'000};  // HF_HUB_ETAG_TIMEOUT
  std::chrono::milliseconds stall_timeout{10'000};     // HF_HUB_DOWNLOAD_TIMEOUT
  std::string user_agent_origin = {};                  // HF_HUB_USER_AGENT_ORIGIN
  std::filesystem::path ca_file = {}, ca_directory = {};  // empty: the system's
  std::vector<std::string> warnings = {};                 // about values that were ignored
};

// What getenv does, as a value: nothing for a variable that is not set.
using Environment = std::function<std::optional<std::string>(const char* name)>;

// What the user typed, which wins over the environment. Empty: not given.
struct HubFlags {
  std::string cache_dir;
  std::string endpoint;
  std::string token_file;  // "-": stdin, read by the caller into `token`
  std::optional<std::string> token;
  std::string ca_file;
  bool offline = false;
};

// The cache: --cache-dir, HF_HUB_CACHE, HUGGINGFACE_HUB_CACHE, HF_HOME/hub,
// XDG_CACHE_HOME/huggingface/hub, ~/.cache/huggingface/hub (the home of the password database where
// HOME is not set). A variable that is empty is as good as not set; "~" and "$NAME" in these are
// expanded. A CA file: --cacert, SSL_CERT_FILE, CURL_CA_BUNDLE, REQUESTS_CA_BUNDLE; a directory,
// unless --cacert is given: SSL_CERT_DIR. Offline: HF_HUB_OFFLINE, else TRANSFORMERS_OFFLINE;
// KIMITOK_OFFLINE (any value).
// The token: --token-file; unless HF_HUB_DISABLE_IMPLICIT_TOKEN, HF_TOKEN, HUGGING_FACE_HUB_TOKEN,
// the file HF_TOKEN_PATH or else HF_HOME/token (a file that is missing means no token). CR and LF
// are taken out of it, and blanks around it.
// Fails with `usage` on an endpoint or token that cannot be used and where there is no home for the
// cache, and with `io` on a --token-file that cannot be read.
Result<HubSettings> hub_settings(const Environment& environment, const HubFlags& flags);

// The cache alone, for commands that make no request.
Result<std::filesystem::path> hub_cache_directory(const Environment& environment,
                                                  std::string_view cache_dir);

}  // namespace kimitok

#endif  // KIMITOK_HUB_SETTINGS_HPP_
