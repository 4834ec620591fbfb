#include "hub/hub_error.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "hub/hub_fixture.hpp"

namespace kimitok {
namespace {

const HubToken kToken{"hf_secret", "$HF_TOKEN"};
const HubSubject kSubject{"org/name", "main", "tokenizer.json"};

RedirectChain at_hub() { return {*Url::parse("https://hub.test/x?y"), "https://hub.test:443"}; }

RedirectChain at_storage() {
  auto chain = at_hub();
  REQUIRE(chain.follow({302, {{"location", "https://cdn.test/blob?signature=s3cret"}}}));
  return chain;
}

HttpHead refused(int status, const std::string& code, const std::string& message = "") {
  HttpHead head{status, {}};
  if (!code.empty()) head.headers.push_back({"x-error-code", code});
  if (!message.empty()) head.headers.push_back({"x-error-message", message});
  return head;
}

Error with_token(const HttpHead& head) {
  return hub_refusal(head, at_hub(), kSubject, test::settings_for("https://hub.test", kToken))
      .error;
}

Error without_token(const HttpHead& head) {
  return hub_refusal(head, at_hub(), kSubject, test::settings_for("https://hub.test")).error;
}

TEST_CASE("hub error: what the Hub says by its codes is told apart") {
  struct Row {
    HttpHead head;
    ErrorCode code;
    std::string message;
  };
  const std::vector<Row> rows = {
      {refused(404, "RevisionNotFound"), ErrorCode::not_on_hub,
       "https://hub.test/x: the repository org/name has no branch, tag or commit main"},
      {refused(404, "EntryNotFound"), ErrorCode::not_on_hub,
       "https://hub.test/x: the repository org/name has no file tokenizer.json at main"},
      {refused(401, "RepoNotFound"), ErrorCode::not_on_hub,
       "https://hub.test/x: the repository org/name does not exist, or the token from $HF_TOKEN "
       "may not see it; check the name, and whether that token has access"},
      {refused(403, "GatedRepo"), ErrorCode::access_denied,
       "https://hub.test/x: the repository org/name is gated, and its terms are not accepted by "
       "the owner of the token from $HF_TOKEN; accept them at https://hub.test/org/name"},
      {refused(403, "", "Access to this resource is disabled."), ErrorCode::access_denied,
       "https://hub.test/x: the repository org/name is disabled"},
      {refused(401, "", "Invalid credentials in Authorization header"), ErrorCode::access_denied,
       "https://hub.test/x: the Hub does not accept the token from $HF_TOKEN; renew it, or try "
       "without: a public repository needs none"},
      {refused(401, "RepoNotFound", "Invalid credentials in Authorization header"),
       ErrorCode::access_denied,
       "https://hub.test/x: the Hub does not accept the token from $HF_TOKEN; renew it, or try "
       "without: a public repository needs none"},
      {refused(401, ""), ErrorCode::access_denied,
       "https://hub.test/x: the Hub refuses access to org/name with the token from $HF_TOKEN; "
       "check whether that token is valid and has access, or try without"},
      {refused(403, "", "no\x1B[31m"), ErrorCode::access_denied,
       "https://hub.test/x: the Hub forbids access to org/name: \"no?[31m\""},
      {refused(404, ""), ErrorCode::not_on_hub,
       "https://hub.test/x: answered with status 404 and without saying what is missing; check the "
       "name and whether the endpoint is a Hub"},
      {refused(407, ""), ErrorCode::network,
       "https://hub.test/x: the proxy wants a user name and password; see http_proxy, https_proxy "
       "and no_proxy"},
      {refused(451, ""), ErrorCode::access_denied,
       "https://hub.test/x: the repository org/name is not available for legal reasons"},
      {refused(418, "", std::string(300, 'x')), ErrorCode::network,
       "https://hub.test/x: answered with status 418: \"" + std::string(200, 'x') + "...\""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.message);
    const Error error = with_token(row.head);
    CHECK(error.code() == row.code);
    CHECK(error.message() == row.message);
    CHECK(error.message().find("hf_secret") == std::string::npos);
  }
}

TEST_CASE("hub error: without a token the remedy is one") {
  CHECK(without_token(refused(404, "RepoNotFound")).message() ==
        "https://hub.test/x: the repository org/name does not exist, or is private; check the "
        "name; for a private repository put a token in HF_TOKEN");
  CHECK(without_token(refused(401, "GatedRepo")).message() ==
        "https://hub.test/x: the repository org/name is gated; accept its terms at "
        "https://hub.test/org/name and put a token in HF_TOKEN");
  CHECK(without_token(refused(401, "")).code() == ErrorCode::access_denied);
}

TEST_CASE("hub error: six statuses are worth another attempt, as long as the server asks") {
  std::vector<int> statuses;
  for (int status = 400; status < 600; ++status) {
    const auto setback = hub_refusal({status, {{"retry-after", "5"}}}, at_hub(), kSubject,
                                     test::settings_for("https://hub.test"));
    CHECK(setback.asked_pause == std::chrono::seconds(5));
    if (setback.hope == Setback::Hope::good) statuses.push_back(status);
  }
  CHECK(statuses == std::vector<int>{408, 429, 500, 502, 503, 504});
}

TEST_CASE("hub error: the request's id is there for support") {
  HttpHead head = refused(500, "", "oops");
  head.headers.push_back({"x-request-id", "Root=1-2;x"});
  CHECK(without_token(head).sentence() ==
        "answered with status 500: \"oops\" (request Root=1-2;x)");
}

TEST_CASE("hub error: the storage's refusal is not the Hub's, and shows no signature") {
  const auto setback = hub_refusal(refused(403, ""), at_storage(), kSubject,
                                   test::settings_for("https://hub.test", kToken));
  CHECK(setback.error.code() == ErrorCode::network);
  CHECK(setback.hope == Setback::Hope::none);
  CHECK(setback.error.message() ==
        "https://hub.test/x -> https://cdn.test/blob: cdn.test, where the Hub keeps the file, "
        "answered with status 403");
}

TEST_CASE("hub error: each fault of the transport has its hope and its remedy") {
  struct Row {
    TransportFault fault;
    Setback::Hope hope;
    std::string remedy;
  };
  const std::vector<Row> rows = {
      {TransportFault::interrupted, Setback::Hope::none, ""},
      {TransportFault::host_unknown, Setback::Hope::little,
       "check the network, the endpoint and the proxy"},
      {TransportFault::connect, Setback::Hope::little,
       "check the network, the endpoint and the proxy"},
      {TransportFault::proxy, Setback::Hope::little, "see http_proxy, https_proxy and no_proxy"},
      {TransportFault::tls, Setback::Hope::none,
       "certificates to trust are named by --cacert or SSL_CERT_FILE"},
      {TransportFault::timeout, Setback::Hope::good, ""},
      {TransportFault::broken, Setback::Hope::good, ""},
      {TransportFault::malformed, Setback::Hope::none, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(static_cast<int>(row.fault));
    const auto setback = transport_setback({row.fault, "no luck"}, at_storage());
    CHECK(setback.hope == row.hope);
    CHECK(setback.error.code() == ErrorCode::network);
    CHECK(setback.error.sentence() == "no luck");
    CHECK(setback.error.source() == "https://hub.test/x -> https://cdn.test/blob");
    CHECK(setback.error.remedy() == row.remedy);
  }
}

}  // namespace
}  // namespace kimitok
