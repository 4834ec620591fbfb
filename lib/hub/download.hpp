// One file of a commit, from wherever the Hub keeps it.
#ifndef KIMITOK_HUB_DOWNLOAD_HPP_
#define KIMITOK_HUB_DOWNLOAD_HPP_

#include "hub/exchange.hpp"
#include "kimitok/hub_client.hpp"
#include "kimitok/repo.hpp"

namespace kimitok {

// HubClient::download(). Every attempt begins at the resolver, as signed addresses expire.
Result<Download> download_file(HubContext& context, const RepoId& repo, const Commit& commit,
                               const ArtifactName& name, ArtifactSink& sink, bool afresh);

}  // namespace kimitok

#endif  // KIMITOK_HUB_DOWNLOAD_HPP_
