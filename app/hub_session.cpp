#include "hub_session.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "watched_system.hpp"

namespace kimitok::app {
namespace {

constexpr std::size_t kMaxTokenBytes = 64u << 10;

Result<std::string> token_from_stdin() {
  std::string token;
  char buffer[4096];
  for (;;) {
    const ssize_t size = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) {
      return fail(Error(ErrorCode::io, fmt::format("cannot read: {}", std::strerror(errno)))
                      .in("standard input"));
    }
    if (size == 0) return token;
    token.append(buffer, static_cast<std::size_t>(size));
    if (token.size() > kMaxTokenBytes) {
      return fail(Error(ErrorCode::usage, "is too long for a token").in("standard input"));
    }
  }
}

Result<HubFlags> flags_of(const cli::GlobalArgs& global, const cli::HubArgs& hub) {
  HubFlags flags;
  flags.cache_dir = global.cache_dir;
  flags.endpoint = hub.endpoint;
  flags.token_file = hub.token_file;
  flags.ca_file = hub.ca_file;
  flags.offline = hub.offline;
  if (hub.token_file == "-") {
    auto token = token_from_stdin();
    if (!token) return fail(std::move(token).error());
    flags.token = *std::move(token);
  }
  return flags;
}

HubClientOptions client_options(const cli::HubArgs& hub) {
  HubClientOptions options;
  if (hub.retries) options.retries = static_cast<unsigned>(*hub.retries);
  if (hub.timeout_seconds) {
    options.total_timeout = std::chrono::seconds(static_cast<std::int64_t>(*hub.timeout_seconds));
  }
  return options;
}

std::string user_agent(const HubSettings& settings) {
  const std::string own = fmt::format("kimitok/{}", KIMITOK_VERSION);
  if (settings.user_agent_origin.empty()) return own;
  return fmt::format("{}; origin/{}", own, settings.user_agent_origin);
}

}  // namespace

Environment process_environment() {
  return [](const char* name) -> std::optional<std::string> {
    const char* value = std::getenv(name);
    if (value == nullptr) return std::nullopt;
    return value;
  };
}

struct HubSession::State {
  State(HubSettings own_settings, HubClientOptions own_options, ArtifactCache own_cache,
        const Messages& own_messages)
      : settings(std::move(own_settings)),
        options(own_options),
        cache(std::move(own_cache)),
        messages(own_messages) {}

  HubSettings settings;
  HubClientOptions options;
  ArtifactCache cache;
  const Messages& messages;
  std::unique_ptr<Transport> transport;
  std::optional<HubClient> client;
};

Result<HubSession> HubSession::open(const cli::GlobalArgs& global, const cli::HubArgs& hub,
                                    const Messages& messages) {
  const auto flags = flags_of(global, hub);
  if (!flags) return fail(flags.error());
  auto settings = hub_settings(process_environment(), *flags);
  if (!settings) return fail(std::move(settings).error());
  for (const std::string& warning : settings->warnings) messages.warning(warning);

  ArtifactCache::Options options;
  options.no_symlinks = settings->no_symlinks;
  if (hub.lock_timeout_seconds) {
    options.lock_wait = std::chrono::seconds(static_cast<std::int64_t>(*hub.lock_timeout_seconds));
  }
  options.note = [&messages](const std::string& sentence) { messages.note(sentence); };
  ArtifactCache cache(settings->cache, std::move(options), watched_system());
  return HubSession(std::make_unique<State>(*std::move(settings), client_options(hub),
                                            std::move(cache), messages));
}

HubSession::HubSession(std::unique_ptr<State> state) : state_(std::move(state)) {}
HubSession::HubSession(HubSession&&) noexcept = default;
HubSession& HubSession::operator=(HubSession&&) noexcept = default;
HubSession::~HubSession() = default;

const HubSettings& HubSession::settings() const { return state_->settings; }
ArtifactCache& HubSession::cache() { return state_->cache; }

Result<HubClient*> HubSession::client() {
  State& state = *state_;
  if (state.settings.offline) return static_cast<HubClient*>(nullptr);
  if (!state.client) {
    auto transport = make_curl_transport(
        {user_agent(state.settings), state.settings.ca_file, state.settings.ca_directory});
    if (!transport) return fail(std::move(transport).error());
    state.transport = *std::move(transport);
    state.client.emplace(*state.transport, state.settings, state.options, HubClock::real(),
                         [&state](const std::string& sentence) { state.messages.note(sentence); });
  }
  return &*state.client;
}

}  // namespace kimitok::app
