// Which commit a revision is.
#ifndef KIMITOK_HUB_RESOLVE_HPP_
#define KIMITOK_HUB_RESOLVE_HPP_

#include "hub/exchange.hpp"
#include "kimitok/repo.hpp"

namespace kimitok {

// HubClient::resolve().
Result<Commit> resolve_revision(HubContext& context, const RepoId& repo, const Revision& revision);

}  // namespace kimitok

#endif  // KIMITOK_HUB_RESOLVE_HPP_
