// What a command needs to use the Hub and its cache, from the flags and the environment.
#ifndef KIMITOK_APP_HUB_SESSION_HPP_
#define KIMITOK_APP_HUB_SESSION_HPP_

#include <memory>

#include "cli/args.hpp"
#include "kimitok/artifact_cache.hpp"
#include "kimitok/hub_client.hpp"
#include "kimitok/hub_settings.hpp"
#include "messages.hpp"

namespace kimitok::app {

// getenv, as hub_settings() wants it.
Environment process_environment();

class HubSession {
 public:
  // `messages` is used as long as this lives. Fails with `usage` or `io`, as hub_settings().
  static Result<HubSession> open(const cli::GlobalArgs& global, const cli::HubArgs& hub,
                                 const Messages& messages);

  HubSession(HubSession&&) noexcept;
  HubSession& operator=(HubSession&&) noexcept;
  ~HubSession();

  const HubSettings& settings() const;
  ArtifactCache& cache();
  // nullptr when offline. The transport is made at the first call: a command that finds all it
  // needs in the cache never starts libcurl.
  Result<HubClient*> client();

 private:
  struct State;
  explicit HubSession(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_HUB_SESSION_HPP_
