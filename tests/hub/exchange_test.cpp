#include "hub/exchange.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "hub/hub_fixture.hpp"

namespace kimitok {
namespace {

struct NotingTaker final : AnswerTaker {
  Result<bool> head(const Reply& reply) override {
    statuses.push_back(reply.head->status);
    bytes.clear();
    return true;
  }
  Result<void> body(std::string_view more) override {
    bytes += more;
    return {};
  }
  std::vector<int> statuses;
  std::string bytes;
};

struct ExchangeFixture : test::HubFixture {
  HubContext hub = context();
  NotingTaker taker;

  Result<Reply> ask_path(const std::string& path) {
    return ask(hub, *hub_url(settings, path), {}, taker);
  }
  Result<Reply> ask_path_until_answered(const std::string& path) {
    return ask_until_answered(hub, *hub_url(settings, path), {"org/name", "main", ""}, taker);
  }
};

TEST_CASE_FIXTURE(ExchangeFixture, "exchange: the token goes to the Hub and to nobody else") {
  transport.script(test::redirect(307, "/b"));
  transport.script(test::redirect(302, "https://cdn.test/c?signature"));
  transport.script(test::redirect(302, "https://hub.test/d"));
  transport.script(test::reply(200, "bytes"));
  const auto reply = ask_path("/a");
  REQUIRE(reply);
  CHECK(transport.urls() == std::vector<std::string>{"https://hub.test/a", "https://hub.test/b",
                                                     "https://cdn.test/c?signature",
                                                     "https://hub.test/d"});
  CHECK(transport.sent(0, "Authorization") == "Bearer hf_secret");
  CHECK(transport.sent(1, "Authorization") == "Bearer hf_secret");
  CHECK_FALSE(transport.sent(2, "Authorization"));
  CHECK_FALSE(transport.sent(3, "Authorization"));
  for (std::size_t i = 0; i < 4; ++i) CHECK(transport.sent(i, "Accept-Encoding") == "identity");
  CHECK(taker.statuses == std::vector<int>{200});
  CHECK(taker.bytes == "bytes");
  CHECK(hub.requests == 4);
}

TEST_CASE_FIXTURE(ExchangeFixture, "exchange: the token does not go out in clear") {
  settings = test::settings_for("http://hub.test", HubToken{"hf_secret", "$HF_TOKEN"});
  transport.script(test::reply(200, ""));
  REQUIRE(ask_path("/a"));
  CHECK_FALSE(transport.sent(0, "Authorization"));
}

TEST_CASE_FIXTURE(ExchangeFixture, "exchange: the endpoint's path comes before the Hub's") {
  settings = test::settings_for("http://127.0.0.1:8080/hub", HubToken{"hf_secret", "$HF_TOKEN"});
  transport.script(test::reply(200, ""));
  REQUIRE(ask_path("/a"));
  CHECK(transport.urls().front() == "http://127.0.0.1:8080/hub/a");
  CHECK(transport.sent(0, "Authorization") == "Bearer hf_secret");
}

TEST_CASE_FIXTURE(ExchangeFixture, "exchange: times are those of the settings") {
  settings.metadata_timeout = std::chrono::milliseconds(1);
  settings.stall_timeout = std::chrono::milliseconds(2);
  hub.deadline = fake.now + std::chrono::milliseconds(3);
  transport.script(test::reply(200, ""));
  REQUIRE(ask_path("/a"));
  const HttpRequest& request = transport.requests().front();
  CHECK(request.connect_timeout == std::chrono::milliseconds(1));
  CHECK(request.head_timeout == std::chrono::milliseconds(1));
  CHECK(request.stall_timeout == std::chrono::milliseconds(2));
  CHECK(request.deadline == hub.deadline);
}

TEST_CASE_FIXTURE(ExchangeFixture,
                  "exchange: a refusal's body is nobody's, and not read for ever") {
  transport.block = 1024;
  transport.script(test::reply(404, std::string(std::size_t{1} << 20, 'x')));
  const auto reply = ask_path("/a");
  REQUIRE(reply);
  CHECK(reply->head->status == 404);
  CHECK(reply->outcome.fault == TransportFault::stopped);
  CHECK(hub.bytes_received == 65 * 1024);
  CHECK(taker.statuses.empty());
  CHECK(taker.bytes.empty());
}

TEST_CASE_FIXTURE(ExchangeFixture, "exchange: a redirect that is not followed is the end") {
  transport.script(test::redirect(302, "file:///etc/passwd"));
  const auto reply = ask_path_until_answered("/a");
  REQUIRE_FALSE(reply);
  CHECK(reply.error().code() == ErrorCode::network);
  CHECK(transport.requests().size() == 1);
}

TEST_CASE_FIXTURE(ExchangeFixture, "exchange: a malformed header is the end, with the address") {
  transport.script(test::reply(200, "x", {{"x-repo-commit", "../../x"}}));
  const auto reply = ask_path_until_answered("/a?q");
  REQUIRE_FALSE(reply);
  CHECK(reply.error().code() == ErrorCode::integrity);
  CHECK(reply.error().source() == "https://hub.test/a");
  CHECK(transport.requests().size() == 1);
  CHECK(taker.statuses.empty());
}

TEST_CASE_FIXTURE(ExchangeFixture, "exchange: what is transient is tried again, an answer is not") {
  for (const int status : {408, 429, 500, 502, 503, 504}) {
    transport.script(test::reply(status, "<html>oops"));
    transport.script(test::reply(200, "answer"));
    const auto reply = ask_path_until_answered("/a");
    REQUIRE(reply);
    CHECK(taker.bytes == "answer");
  }
  CHECK(transport.requests().size() == 12);
  CHECK(fake.pauses.size() == 6);
  CHECK(notes.size() == 6);
  CHECK(notes.front() == "https://hub.test/a: answered with status 408; trying again in 1 s");
}

TEST_CASE_FIXTURE(ExchangeFixture, "exchange: an answer that breaks off is asked for again") {
  transport.script(test::cut_reply(3, test::reply(200, "answer")));
  transport.script(test::no_reply(TransportFault::timeout, "no reply within 10 s"));
  transport.script(test::reply(200, "answer"));
  REQUIRE(ask_path_until_answered("/a"));
  CHECK(taker.bytes == "answer");
  CHECK(notes.size() == 2);
}

TEST_CASE_FIXTURE(ExchangeFixture, "exchange: attempts come to an end") {
  for (int i = 0; i < 6; ++i) transport.script(test::reply(503, ""));
  const auto reply = ask_path_until_answered("/a");
  REQUIRE_FALSE(reply);
  CHECK(reply.error().code() == ErrorCode::network);
  CHECK(reply.error().sentence() == "answered with status 503 (after 6 attempts)");
  CHECK(transport.played_out());
}

TEST_CASE_FIXTURE(ExchangeFixture, "exchange: a wait that is asked for and too long is not begun") {
  transport.script(test::reply(429, "", {{"ratelimit", "\"resolvers\";r=0;t=301"}}));
  const auto reply = ask_path_until_answered("/a");
  REQUIRE_FALSE(reply);
  CHECK(reply.error().sentence() ==
        "answered with status 429 (and asks to wait 301 s, more than the 30 s waited at most)");
  CHECK(fake.pauses.empty());
}

TEST_CASE_FIXTURE(ExchangeFixture,
                  "exchange: a certificate that is not trusted is not tried again") {
  transport.script(test::no_reply(TransportFault::tls, "no secure connection"));
  REQUIRE_FALSE(ask_path_until_answered("/a"));
  CHECK(transport.requests().size() == 1);
}

TEST_CASE_FIXTURE(ExchangeFixture, "exchange: each warning of the Hub is passed on once") {
  transport.script(test::reply(200, "", {{"x-hf-warning", "topic; old\x1B"}}));
  transport.script(test::reply(200, "", {{"x-hf-warning", "topic; old\x1B"}}));
  REQUIRE(ask_path("/a"));
  REQUIRE(ask_path("/b"));
  CHECK(notes == std::vector<std::string>{"the Hub warns: \"topic; old\\x1b\""});
}

}  // namespace
}  // namespace kimitok
