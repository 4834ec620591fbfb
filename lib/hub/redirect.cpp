#include "hub/redirect.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "json/quote.hpp"

namespace kimitok {
namespace {

// Whether a redirect would have us ask, for a stranger, a host that only this machine or its
// network can reach. Which addresses are private is not for us to know: a server that is reached
// by its name has no reason to send anyone to a number.
bool leads_inside(const Url& from, const Url& to) {
  return to.reach() != Reach::name && from.reach() != Reach::loopback && to.host != from.host;
}

}  // namespace

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

RedirectChain::RedirectChain(Url first, std::string trusted_origin)
    : trusted_origin_(std::move(trusted_origin)) {
  left_origin_ = first.origin() != trusted_origin_;
  urls_.push_back(std::move(first));
}

Result<void> RedirectChain::follow(const HttpHead& head) {
  const std::string* location = head.find("location");
  if (location == nullptr) return refused("it does not say where to");
  const std::optional<Url> next = current().resolve(*location);
  if (!next) {
    const std::string shown = location->substr(0, location->find('?'));
    return refused(fmt::format("{} is not a usable http or https address", quote(shown)));
  }
  if (current().scheme == "https" && next->scheme == "http") {
    return refused(fmt::format("{} is not encrypted", next->without_query()));
  }
  if (leads_inside(current(), *next)) {
    return refused(fmt::format("{} may be an address of a private network", next->without_query()));
  }
  if (std::find(urls_.begin(), urls_.end(), *next) != urls_.end()) {
    return refused(fmt::format("it leads in a circle, to {}", next->without_query()));
  }
  if (urls_.size() > kMaxHops) {
    return refused(fmt::format("more than {} redirects in a row", kMaxHops));
  }
  urls_.push_back(*next);
  left_origin_ = left_origin_ || next->origin() != trusted_origin_;
  return {};
}

bool RedirectChain::may_carry_token() const {
  return !left_origin_ && (current().scheme == "https" || current().reach() == Reach::loopback);
}

std::string RedirectChain::text() const {
  std::string text;
  for (const Url& url : urls_) {
    if (!text.empty()) text += " -> ";
    text += url.without_query();
  }
  return text;
}

Failure RedirectChain::refused(const std::string& why) const {
  return fail(ErrorCode::network, fmt::format("a redirect is not followed: {} ({})", why, text()));
}

}  // namespace kimitok
