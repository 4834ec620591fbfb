#include "hub_session.hpp"

#include <doctest/doctest.h>

#include "cli_unit/cache_tree.hpp"

using namespace kimitok;
using app::HubSession;
using test::TempDir;

namespace {

const cli::GlobalArgs kGlobal;
const app::Messages kMessages(kGlobal);

}  // namespace

TEST_CASE("hub session: flags win over the environment") {
  const TempDir directory;
  cli::GlobalArgs global;
  global.cache_dir = directory.path().native();
  cli::HubArgs hub;
  hub.endpoint = "http://127.0.0.1:9/mirror/";
  hub.token_file = directory.write("token", " hf_secret\n").native();
  const auto session = HubSession::open(global, hub, kMessages);
  REQUIRE(session);
  CHECK(session->settings().cache == directory.path());
  CHECK(session->settings().endpoint.url() == "http://127.0.0.1:9/mirror");
  REQUIRE(session->settings().token);
  CHECK(session->settings().token->value == "hf_secret");
}

TEST_CASE("hub session: offline has no client") {
  cli::HubArgs hub;
  hub.offline = true;
  auto session = HubSession::open(kGlobal, hub, kMessages);
  REQUIRE(session);
  const auto client = session->client();
  REQUIRE(client);
  const bool has_client = *client != nullptr;
  CHECK_FALSE(has_client);
}

TEST_CASE("hub session: the client is made once") {
  cli::HubArgs hub;
  hub.endpoint = "http://127.0.0.1:9";
  auto session = HubSession::open(kGlobal, hub, kMessages);
  REQUIRE(session);
  const auto first = session->client(), second = session->client();
  REQUIRE(first);
  REQUIRE(second);
  const bool same = *first != nullptr && *first == *second;
  CHECK(same);
}

TEST_CASE("hub session: what cannot be used is refused when it is opened") {
  cli::HubArgs hub;
  hub.endpoint = "ftp://example.org";
  const auto session = HubSession::open(kGlobal, hub, kMessages);
  REQUIRE_FALSE(session);
  CHECK(session.error().code() == ErrorCode::usage);
}
