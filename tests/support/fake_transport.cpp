#include "support/fake_transport.hpp"

#include <algorithm>
#include <utility>

namespace kimitok::test {

ScriptedReply reply(int status, std::string body, std::vector<HttpHeader> headers) {
  headers.push_back({"content-length", std::to_string(body.size())});
  return {status, std::move(headers), std::move(body), {}};
}

ScriptedReply cut_reply(std::size_t bytes, ScriptedReply whole) {
  whole.body.resize(bytes);
  whole.outcome = {TransportFault::broken, "the transfer broke off"};
  return whole;
}

ScriptedReply redirect(int status, std::string location, std::vector<HttpHeader> headers) {
  headers.push_back({"location", std::move(location)});
  return reply(status, "Temporary Redirect. Redirecting elsewhere", std::move(headers));
}

ScriptedReply no_reply(TransportFault fault, std::string sentence) {
  return {0, {}, "", {fault, std::move(sentence)}};
}

TransportOutcome FakeTransport::get(const HttpRequest& request, HttpReceiver& receiver) {
  requests_.push_back(request);
  if (replies_.empty()) return {TransportFault::malformed, "nothing more is scripted"};
  const ScriptedReply reply = std::move(replies_.front());
  replies_.pop_front();
  if (reply.status == 0) return reply.outcome;
  if (!receiver.head({reply.status, reply.headers})) return {TransportFault::stopped, ""};
  for (std::size_t at = 0; at < reply.body.size(); at += block) {
    if (!receiver.body(std::string_view(reply.body).substr(at, block))) {
      return {TransportFault::stopped, ""};
    }
  }
  return reply.outcome;
}

std::vector<std::string> FakeTransport::urls() const {
  std::vector<std::string> urls;
  for (const HttpRequest& request : requests_) urls.push_back(request.url);
  return urls;
}

std::optional<std::string> FakeTransport::sent(std::size_t index, std::string_view name) const {
  for (const HttpHeader& header : requests_.at(index).headers) {
    if (header.name == name) return header.value;
  }
  return std::nullopt;
}

HubClock FakeClock::clock() {
  return {
      [this] { return now; },
      [this](std::chrono::milliseconds length) {
        pauses.push_back(length);
        now += length;
        return !interrupted;
      },
      [] { return 1.0; },
  };
}

}  // namespace kimitok::test
