#include "hub/exchange.hpp"

#include <fmt/core.h>

#include <utility>

#include "hub/response_headers.hpp"
#include "json/quote.hpp"

namespace kimitok {
namespace {

// How much of a body that nobody wants is read so that the connection can serve again.
constexpr std::size_t kPassedOver = std::size_t{64} << 10;

// Takes the reply of one hop.
class HopReceiver final : public HttpReceiver {
 public:
  HopReceiver(HubContext& context, Reply& reply, AnswerTaker& taker)
      : context_(context), reply_(reply), taker_(taker) {}

  bool head(const HttpHead& head) override {
    reply_.head = head;
    note_warning(head);
    Result<void> added = reply_.trail.add(head);
    if (!added) return stop_with(std::move(added).error());
    if (!is_answer(head.status)) return true;
    Result<bool> wanted = taker_.head(reply_);
    if (!wanted) return stop_with(std::move(wanted).error());
    taking_ = *wanted;
    return *wanted;
  }

  bool body(std::string_view bytes) override {
    context_.bytes_received += bytes.size();
    if (!taking_) {
      passed_over_ += bytes.size();
      return passed_over_ <= kPassedOver;
    }
    Result<void> taken = taker_.body(bytes);
    return taken ? true : stop_with(std::move(taken).error());
  }

  std::optional<Error>& error() { return error_; }

 private:
  bool stop_with(Error error) {
    error_ = std::move(error);
    return false;
  }

  void note_warning(const HttpHead& head) {
    const std::string* warning = head.find("x-hf-warning");
    if (warning == nullptr || warning->empty()) return;
    if (!context_.warnings.insert(*warning).second) return;
    context_.note(fmt::format("the Hub warns: {}", quote(*warning)));
  }

  HubContext& context_;
  Reply& reply_;
  AnswerTaker& taker_;
  bool taking_ = false;
  std::size_t passed_over_ = 0;
  std::optional<Error> error_;
};

HttpRequest request_for(const HubContext& context, const RedirectChain& chain,
                        const std::vector<HttpHeader>& headers) {
  HttpRequest request;
  request.url = chain.current().text();
  request.headers = headers;
  // A reply that is compressed on the way has no length and cannot be continued.
  request.headers.push_back({"Accept-Encoding", "identity"});
  if (context.settings.token && chain.may_carry_token()) {
    request.headers.push_back({"Authorization", "Bearer " + context.settings.token->value});
  }
  request.connect_timeout = context.settings.metadata_timeout;
  request.head_timeout = context.settings.metadata_timeout;
  request.stall_timeout = context.settings.stall_timeout;
  request.deadline = context.deadline;
  return request;
}

Result<std::string> endpoint_origin(const HubSettings& settings) {
  auto url = hub_url(settings, "/");
  if (!url) return fail(std::move(url).error());
  return url->origin();
}

// Why `reply` will not do; nothing if it will.
std::optional<Setback> setback_of(const Reply& reply, const HubSubject& subject,
                                  const HubSettings& settings) {
  if (!reply.head) return transport_setback(reply.outcome, reply.chain);
  if (is_transient(reply.head->status)) {
    return hub_refusal(*reply.head, reply.chain, subject, settings);
  }
  const bool broken =
      reply.outcome.fault != TransportFault::none && reply.outcome.fault != TransportFault::stopped;
  if (broken && is_answer(reply.head->status)) {
    return transport_setback(reply.outcome, reply.chain);
  }
  return std::nullopt;
}

}  // namespace

bool is_answer(int status) { return status == 200 || status == 206; }

Result<Url> hub_url(const HubSettings& settings, std::string_view path) {
  auto url = Url::parse(settings.endpoint.url() + std::string(path));
  if (!url) {
    return fail(ErrorCode::usage,
                fmt::format("the endpoint {} is not usable", quote(settings.endpoint.url())));
  }
  return *std::move(url);
}

Result<Reply> ask(HubContext& context, const Url& url, const std::vector<HttpHeader>& headers,
                  AnswerTaker& taker) {
  auto origin = endpoint_origin(context.settings);
  if (!origin) return fail(std::move(origin).error());
  Reply reply{RedirectChain(url, *std::move(origin)), {}, {}, {}};
  while (true) {
    reply.head.reset();
    HopReceiver receiver(context, reply, taker);
    ++context.requests;
    reply.outcome = context.transport.get(request_for(context, reply.chain, headers), receiver);
    if (receiver.error()) return fail((*std::move(receiver.error())).in(reply.chain.text()));
    if (!reply.head || !is_redirect(reply.head->status)) return reply;
    if (Result<void> followed = reply.chain.follow(*reply.head); !followed) {
      return fail(std::move(followed).error());
    }
  }
}

Result<Reply> ask_until_answered(HubContext& context, const Url& url, const HubSubject& subject,
                                 AnswerTaker& taker) {
  Retrier retrier = context.retrier();
  while (true) {
    auto reply = ask(context, url, {}, taker);
    if (!reply) return reply;
    auto setback = setback_of(*reply, subject, context.settings);
    if (!setback) return reply;
    if (Result<void> paused = retrier.pause_after(*std::move(setback)); !paused) {
      return fail(std::move(paused).error());
    }
  }
}

}  // namespace kimitok
