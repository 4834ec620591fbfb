// What a reply that is no answer means, and what can be done about it. Source: fetch.md 1.9;
// X-Error-Code decides where there is one, the status where there is none.
#ifndef KIMITOK_HUB_HUB_ERROR_HPP_
#define KIMITOK_HUB_HUB_ERROR_HPP_

#include <string>

#include "hub/redirect.hpp"
#include "hub/retry.hpp"
#include "kimitok/error.hpp"
#include "kimitok/hub_settings.hpp"
#include "kimitok/transport.hpp"

namespace kimitok {

// What was asked for.
struct HubSubject {
  std::string repo;
  std::string revision;
  std::string artifact;  // empty: nothing in particular
};

// "EntryNotFound" and the like; empty if the reply has no X-Error-Code.
std::string hub_error_code(const HttpHead& head);

// 408, 429, 500, 502, 503 and 504.
bool is_transient(int status);

// `head` is neither an answer nor a redirect. The sentence holds the request's id; the token's
// source is named, never its value.
Setback hub_refusal(const HttpHead& head, const RedirectChain& chain, const HubSubject& subject,
                    const HubSettings& settings);

// Requires: `outcome` is neither `none` nor `stopped`.
Setback transport_setback(const TransportOutcome& outcome, const RedirectChain& chain);

}  // namespace kimitok

#endif  // KIMITOK_HUB_HUB_ERROR_HPP_
