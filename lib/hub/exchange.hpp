// A question to the Hub and the reply to it, wherever redirects lead.
#ifndef KIMITOK_HUB_EXCHANGE_HPP_
#define KIMITOK_HUB_EXCHANGE_HPP_

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "hub/head_trail.hpp"
#include "hub/hub_error.hpp"
#include "hub/redirect.hpp"
#include "hub/retry.hpp"
#include "hub/url.hpp"
#include "kimitok/error.hpp"
#include "kimitok/hub_client.hpp"
#include "kimitok/hub_settings.hpp"
#include "kimitok/transport.hpp"

namespace kimitok {

// What all questions of a client share.
struct HubContext {
  Transport& transport;
  const HubSettings& settings;
  HubClientOptions options;
  HubClock clock;
  std::function<void(const std::string&)> note;
  std::optional<std::chrono::steady_clock::time_point> deadline;
  std::uint64_t bytes_received = 0;
  unsigned requests = 0;
  std::set<std::string> warnings;  // of the Hub, noted already

  Retrier retrier() const { return {options, clock, deadline, note}; }
};

// The reply at the end of the redirects.
struct Reply {
  RedirectChain chain;
  HeadTrail trail;
  std::optional<HttpHead> head;  // nothing if none came
  TransportOutcome outcome;
};

// Takes an answer (200 or 206); the bodies of all other replies are passed over.
class AnswerTaker {
 public:
  virtual ~AnswerTaker() = default;
  // `reply.head` is set. False: no more is wanted of this reply.
  virtual Result<bool> head(const Reply& reply) = 0;
  virtual Result<void> body(std::string_view bytes) = 0;
};

// The address of `path` at the endpoint. Fails with `usage` on an endpoint that is not usable.
Result<Url> hub_url(const HubSettings& settings, std::string_view path);

// Asks once. Fails, for good, if a redirect is not followed, a header is malformed, or with what
// `taker` fails with; a reply that is no answer and a transfer that broke off are no failures here.
Result<Reply> ask(HubContext& context, const Url& url, const std::vector<HttpHeader>& headers,
                  AnswerTaker& taker);

// Asks until there is a reply with a status that is not transient, and an answer in full (or as
// much as `taker` wanted). Fails as ask(), and with `network` when there is no hope.
Result<Reply> ask_until_answered(HubContext& context, const Url& url, const HubSubject& subject,
                                 AnswerTaker& taker);

bool is_answer(int status);  // 200 or 206

}  // namespace kimitok

#endif  // KIMITOK_HUB_EXCHANGE_HPP_
