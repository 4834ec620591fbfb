#include "hub/hub_json.hpp"

#include <doctest/doctest.h>

#include <string>

#include "hub/hub_fixture.hpp"

namespace kimitok {
namespace {

struct JsonFixture : test::HubFixture {
  HubContext hub = context();

  Result<JsonReply> get(std::uint64_t max_bytes = 10) {
    return get_json(hub, *hub_url(settings, "/api/x"), {"org/name", "main", ""}, max_bytes);
  }
};

TEST_CASE_FIXTURE(JsonFixture, "hub json: an answer comes whole, also at the second attempt") {
  transport.script(test::cut_reply(4, test::reply(200, "{\"a\": 12}")));
  transport.script(test::reply(200, "{\"a\": 12}"));
  const auto json = get();
  REQUIRE(json);
  CHECK(json->body == "{\"a\": 12}");
  CHECK(json->reply.head->status == 200);
}

TEST_CASE_FIXTURE(JsonFixture, "hub json: a refusal has no body") {
  transport.script(test::reply(404, "{}"));
  const auto json = get();
  REQUIRE(json);
  CHECK(json->reply.head->status == 404);
  CHECK(json->body.empty());
}

TEST_CASE_FIXTURE(JsonFixture, "hub json: an answer without end is stopped, announced or not") {
  transport.script(test::reply(200, std::string(11, ' ')));
  CHECK(get().error().message() == "https://hub.test/api/x: the answer is longer than 10 bytes");
  CHECK(hub.bytes_received == 0);
  transport.script({200, {}, std::string(1000, ' '), {}});
  CHECK(get().error().code() == ErrorCode::network);
  CHECK(hub.bytes_received == 14);
  transport.script({200, {}, std::string(10, ' '), {}});
  CHECK(get());
}

TEST_CASE_FIXTURE(JsonFixture, "hub json: a web page or a compressed answer is none") {
  transport.script(test::reply(200, "<html>", {{"content-type", "text/html"}}));
  CHECK(get().error().message() ==
        "https://hub.test/api/x: the answer is a web page, not JSON; a proxy or login page may be "
        "in between");
  transport.script(test::reply(200, "\x1F\x8B", {{"content-encoding", "gzip"}}));
  CHECK(get().error().code() == ErrorCode::network);
}

TEST_CASE("hub json: an error of the reader becomes one about the Hub") {
  const Error error = about_hub_json(Error(ErrorCode::model_malformed, "is not JSON").at_line(3, 4),
                                     ErrorCode::network);
  CHECK(error.code() == ErrorCode::network);
  CHECK(error.message() == "line 3, column 4: the answer: is not JSON");
}

}  // namespace
}  // namespace kimitok
