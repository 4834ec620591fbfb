// Which token requests to the Hub carry, and where it comes from.
#ifndef KIMITOK_REPO_HUB_TOKEN_HPP_
#define KIMITOK_REPO_HUB_TOKEN_HPP_

#include <optional>
#include <string>
#include <vector>

#include "kimitok/hub_settings.hpp"

namespace kimitok {

// As hub_settings() says of tokens. A token file that nobody named and that cannot be read is a
// line of `warnings`.
Result<std::optional<HubToken>> hub_token(const Environment& environment, const HubFlags& flags,
                                          std::vector<std::string>& warnings);

}  // namespace kimitok

#endif  // KIMITOK_REPO_HUB_TOKEN_HPP_
