// Fetches with all that is shown on stderr meanwhile.
#ifndef KIMITOK_APP_FETCH_FETCHING_HPP_
#define KIMITOK_APP_FETCH_FETCHING_HPP_

#include "cli/args.hpp"
#include "fetch/download_progress.hpp"
#include "fetch/fetch_target.hpp"
#include "hub_session.hpp"
#include "kimitok/fetcher.hpp"
#include "messages.hpp"

namespace kimitok::app {

class Fetching {
 public:
  // All are used as long as this lives.
  Fetching(const cli::GlobalArgs& global, HubSession& session, const Messages& messages);

  // As Fetcher::fetch. What is in the cache at a commit is found without starting libcurl.
  Result<FetchedSnapshot> fetch(const FetchTarget& target, bool force);

  // For requests beside a fetch; nullptr when offline.
  Result<HubClient*> client() { return session_.client(); }
  bool is_offline() const { return session_.settings().offline; }
  ArtifactCache& cache() { return session_.cache(); }

 private:
  FetchEvents events();

  HubSession& session_;
  const Messages& messages_;
  DownloadProgress progress_;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_FETCH_FETCHING_HPP_
