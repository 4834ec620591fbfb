// A Transport that plays a list of replies, and notes what it was asked.
#ifndef KIMITOK_TESTS_SUPPORT_FAKE_TRANSPORT_HPP_
#define KIMITOK_TESTS_SUPPORT_FAKE_TRANSPORT_HPP_

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/hub_client.hpp"
#include "kimitok/transport.hpp"

namespace kimitok::test {

struct ScriptedReply {
  int status = 200;  // 0: no head comes
  std::vector<HttpHeader> headers;
  std::string body;
  TransportOutcome outcome;  // after the last byte of `body`
};

// With a Content-Length, and more headers.
ScriptedReply reply(int status, std::string body, std::vector<HttpHeader> headers = {});
// The same, but it breaks off after `bytes` bytes.
ScriptedReply cut_reply(std::size_t bytes, ScriptedReply whole);
ScriptedReply redirect(int status, std::string location, std::vector<HttpHeader> headers = {});
ScriptedReply no_reply(TransportFault fault, std::string sentence);

class FakeTransport final : public Transport {
 public:
  void script(ScriptedReply reply) { replies_.push_back(std::move(reply)); }
  TransportOutcome get(const HttpRequest& request, HttpReceiver& receiver) override;

  const std::vector<HttpRequest>& requests() const { return requests_; }
  std::vector<std::string> urls() const;
  // The value of the header `name` of request `index`; nothing if it was not sent.
  std::optional<std::string> sent(std::size_t index, std::string_view name) const;
  bool played_out() const { return replies_.empty(); }

  std::size_t block = 7;  // bodies are handed over in blocks of this size

 private:
  std::deque<ScriptedReply> replies_;
  std::vector<HttpRequest> requests_;
};

// A clock whose pauses take no time, and which has no chance in it.
struct FakeClock {
  std::chrono::steady_clock::time_point now{};
  std::vector<std::chrono::milliseconds> pauses;
  bool interrupted = false;

  HubClock clock();  // refers to this
};

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_FAKE_TRANSPORT_HPP_
