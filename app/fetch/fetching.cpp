#include "fetch/fetching.hpp"

namespace kimitok::app {

Fetching::Fetching(const cli::GlobalArgs& global, HubSession& session, const Messages& messages)
    : session_(session), messages_(messages), progress_(global, session.settings()) {}

FetchEvents Fetching::events() {
  return {[this](const ArtifactName& name, std::optional<std::uint64_t> size) {
            progress_.clear();
            messages_.detail("fetching " + name.text());
            progress_.begin(name.text(), size);
          },
          [this](std::uint64_t bytes) { progress_.advance(bytes); },
          [this](const std::string& sentence) {
            progress_.clear();
            messages_.warning(sentence);
          }};
}

Result<FetchedSnapshot> Fetching::fetch(const FetchTarget& target, bool force) {
  const FetchRequest request = target.request(force);
  const bool may_need_nothing = !force && (target.pins || target.revision.commit());
  if (may_need_nothing && !is_offline()) {
    auto cached = Fetcher(session_.cache(), nullptr, FetchEvents()).fetch(request);
    if (cached) return cached;
  }
  const auto client = session_.client();
  if (!client) return fail(client.error());
  auto fetched = Fetcher(session_.cache(), *client, events()).fetch(request);
  progress_.clear();
  return fetched;
}

}  // namespace kimitok::app
