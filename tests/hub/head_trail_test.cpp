#include "hub/head_trail.hpp"

#include <doctest/doctest.h>

#include <string>

#include "hub/hub_fixture.hpp"

namespace kimitok {
namespace {

using test::kCommit;
using test::kGitSha1;
using test::kOtherCommit;
using test::kSha256;

RedirectChain at_hub() { return {*Url::parse("https://hub.test/x?y"), "https://hub.test:443"}; }

RedirectChain at_storage() {
  auto chain = at_hub();
  REQUIRE(chain.follow({302, {{"location", "https://cdn.test/blob?s"}}}));
  return chain;
}

TEST_CASE("head trail: a reply of the Hub speaks for itself") {
  const HttpHead head{200,
                      {{"x-repo-commit", kCommit},
                       {"etag", "W/\"" + kGitSha1 + "\""},
                       {"content-length", "12"},
                       {"x-request-id", "r"}}};
  HeadTrail trail;
  REQUIRE(trail.add(head));
  const auto artifact = trail.artifact(head, at_hub());
  REQUIRE(artifact);
  CHECK(artifact->commit->text() == kCommit);
  CHECK(artifact->blob->hex() == kGitSha1);
  CHECK(artifact->size == 12);
  CHECK(artifact->url == "https://hub.test/x");
  CHECK(artifact->request_id == "r");
}

TEST_CASE("head trail: what a redirect says of the file beats what the storage says") {
  const HttpHead hop{302,
                     {{"x-repo-commit", kCommit},
                      {"x-linked-etag", '"' + kSha256 + '"'},
                      {"x-linked-size", "1000"},
                      {"content-length", "232"},
                      {"x-request-id", "hub"}}};
  const HttpHead last{200,
                      {{"etag", std::string(64, 'e')},
                       {"x-linked-etag", std::string(64, 'f')},
                       {"x-linked-size", "5"},
                       {"content-length", "1000"},
                       {"x-amz-cf-id", "cdn"}}};
  HeadTrail trail;
  REQUIRE(trail.add(hop));
  REQUIRE(trail.add(last));
  const auto artifact = trail.artifact(last, at_storage());
  REQUIRE(artifact);
  CHECK(artifact->blob->hex() == kSha256);
  CHECK(artifact->size == 1000);
  CHECK(artifact->url == "https://cdn.test/blob");
  CHECK(artifact->request_id == "hub");
}

TEST_CASE("head trail: an etag of another origin is nothing, and a redirect's length no size") {
  const HttpHead hop{307, {{"content-length", "232"}}};
  const HttpHead last{200, {{"etag", kSha256}}};
  HeadTrail trail;
  REQUIRE(trail.add(hop));
  REQUIRE(trail.add(last));
  CHECK_FALSE(trail.is_of_hub());
  const auto artifact = trail.artifact(last, at_storage());
  REQUIRE(artifact);
  CHECK_FALSE(artifact->blob);
  CHECK_FALSE(artifact->size);
  CHECK_FALSE(artifact->commit);
}

TEST_CASE("head trail: the size of a part is that of the whole") {
  const HttpHead part{206, {{"content-length", "5"}, {"content-range", "bytes 5-9/10"}}};
  CHECK(HeadTrail().artifact(part, at_hub())->size == 10);
}

TEST_CASE("head trail: what is malformed or contradicts itself is an error") {
  for (const HttpHeader& header :
       {HttpHeader{"x-repo-commit", "../../x"}, HttpHeader{"x-linked-etag", "../../x"},
        HttpHeader{"x-linked-size", "-1"}}) {
    CAPTURE(header.name);
    HeadTrail trail;
    const auto added = trail.add({200, {header}});
    REQUIRE_FALSE(added);
    CHECK(added.error().code() == ErrorCode::integrity);
  }
  HeadTrail trail;
  REQUIRE(trail.add({307, {{"x-repo-commit", kCommit}}}));
  REQUIRE(trail.add({307, {{"x-repo-commit", kCommit}}}));
  const auto added = trail.add({200, {{"x-repo-commit", kOtherCommit}}});
  REQUIRE_FALSE(added);
  CHECK(added.error().sentence() ==
        "the replies on the way are of two commits, " + kCommit + " and " + kOtherCommit);
}

}  // namespace
}  // namespace kimitok
