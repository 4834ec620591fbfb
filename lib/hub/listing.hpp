// Which files a commit has.
#ifndef KIMITOK_HUB_LISTING_HPP_
#define KIMITOK_HUB_LISTING_HPP_

#include <string_view>
#include <vector>

#include "hub/exchange.hpp"
#include "kimitok/repo.hpp"

namespace kimitok {

// HubClient::list().
Result<std::vector<ListedArtifact>> list_files(HubContext& context, const RepoId& repo,
                                               const Commit& commit);

// One page of api/models/{id}/tree/{commit}: its files; directories are left out. Fails with
// `network` if it is not JSON, with `integrity` if an entry is malformed.
Result<std::vector<ListedArtifact>> parse_listing(std::string_view json);

}  // namespace kimitok

#endif  // KIMITOK_HUB_LISTING_HPP_
