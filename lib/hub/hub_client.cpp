#include "kimitok/hub_client.hpp"

#include <algorithm>
#include <memory>
#include <random>
#include <thread>
#include <utility>

#include "hub/download.hpp"
#include "hub/exchange.hpp"
#include "hub/listing.hpp"
#include "hub/resolve.hpp"

namespace kimitok {

HubClock HubClock::real() {
  auto random = std::make_shared<std::minstd_rand>(std::random_device{}());
  return {
      [] { return std::chrono::steady_clock::now(); },
      [](std::chrono::milliseconds length) {
        std::this_thread::sleep_for(length);
        return true;
      },
      [random] { return std::uniform_real_distribution<double>(0, 1)(*random); },
  };
}

struct HubClient::State {
  HubContext context;
};

HubClient::HubClient(Transport& transport, const HubSettings& settings, HubClientOptions options,
                     HubClock clock, std::function<void(const std::string&)> note)
    : state_(std::make_unique<State>(
          State{{transport, settings, options, std::move(clock), std::move(note), {}, 0, 0, {}}})) {
  HubContext& context = state_->context;
  if (options.total_timeout) context.deadline = context.clock.now() + *options.total_timeout;
}

HubClient::HubClient(HubClient&&) noexcept = default;
HubClient& HubClient::operator=(HubClient&&) noexcept = default;
HubClient::~HubClient() = default;

Result<Commit> HubClient::resolve(const RepoId& repo, const Revision& revision) {
  return resolve_revision(state_->context, repo, revision);
}

Result<Download> HubClient::download(const RepoId& repo, const Commit& commit,
                                     const ArtifactName& name, ArtifactSink& sink, bool afresh) {
  return download_file(state_->context, repo, commit, name, sink, afresh);
}

Result<std::vector<ListedArtifact>> HubClient::list(const RepoId& repo, const Commit& commit) {
  return list_files(state_->context, repo, commit);
}

std::uint64_t HubClient::bytes_received() const noexcept { return state_->context.bytes_received; }

unsigned HubClient::requests() const noexcept { return state_->context.requests; }

}  // namespace kimitok
