// Which redirects are followed, and where the token may go.
#ifndef KIMITOK_HUB_REDIRECT_HPP_
#define KIMITOK_HUB_REDIRECT_HPP_

#include <string>
#include <vector>

#include "hub/url.hpp"
#include "kimitok/error.hpp"
#include "kimitok/transport.hpp"

namespace kimitok {

// 301, 302, 303, 307 or 308.
bool is_redirect(int status);

// The addresses from a first one on, in the order they were asked.
class RedirectChain {
 public:
  static constexpr unsigned kMaxHops = 5;

  // `trusted_origin`: the only one that may get the token.
  RedirectChain(Url first, std::string trusted_origin);

  const Url& current() const noexcept { return urls_.back(); }

  // Goes to where `head` (a redirect) leads. Fails with `network`, showing the chain without its
  // queries: no Location or one that is no http or https address, from https to http, from
  // elsewhere to this machine or to a host given as a number, in a circle, or too often.
  Result<void> follow(const HttpHead& head);

  // Whether an address so far was of another origin: what comes after cannot speak for the Hub.
  bool left_origin() const noexcept { return left_origin_; }

  // Whether the current address may have the token: the trusted origin, never left on the way, and
  // not in clear over a network.
  bool may_carry_token() const;

  // "https://a/b -> https://c/d", without queries.
  std::string text() const;

 private:
  Failure refused(const std::string& why) const;

  std::vector<Url> urls_;
  std::string trusted_origin_;
  bool left_origin_ = false;
};

}  // namespace kimitok

#endif  // KIMITOK_HUB_REDIRECT_HPP_
