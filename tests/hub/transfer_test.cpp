#include "hub/transfer.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "hub/hub_fixture.hpp"

namespace kimitok {
namespace {

using test::kCommit;
using test::kGitSha1;
using test::kOtherCommit;
using test::kSha256;

struct TransferFixture : test::HubFixture {
  Transfer transfer{commit, sink, 100};

  Result<bool> head(HttpHead head) {
    Reply reply{{*Url::parse("https://hub.test/x"), "https://hub.test:443"}, {}, head, {}};
    if (auto added = reply.trail.add(head); !added) return fail(std::move(added).error());
    return transfer.head(reply);
  }
  std::string sentence(HttpHead given) {
    const auto result = head(std::move(given));
    return result ? "" : result.error().sentence();
  }
};

TEST_CASE_FIXTURE(TransferFixture, "transfer: the sink is told once, and gets the bytes") {
  REQUIRE(*head({200, {{"content-length", "10"}, {"etag", "\"" + kGitSha1 + "\""}}}));
  CHECK(transfer.range_headers().empty());
  REQUIRE(transfer.body("01234"));
  const auto headers = transfer.range_headers();
  REQUIRE(headers.size() == 2);
  CHECK(headers[0].name == "Range");
  CHECK(headers[0].value == "bytes=5-");
  CHECK(headers[1].name == "If-Range");
  CHECK(headers[1].value == "\"" + kGitSha1 + "\"");
  REQUIRE(*head({206, {{"content-range", "bytes 5-9/10"}, {"content-length", "5"}}}));
  REQUIRE(transfer.body("56789"));
  CHECK(sink.heads.size() == 1);
  CHECK(sink.heads.front().size == 10);
  CHECK(sink.bytes == "0123456789");
  CHECK(sink.restarts == 0);
  CHECK(transfer.received() == 10);
}

TEST_CASE_FIXTURE(TransferFixture, "transfer: a weak etag does not go into If-Range") {
  REQUIRE(*head({200, {{"etag", "W/\"x\""}}}));
  REQUIRE(transfer.body("01234"));
  CHECK(transfer.range_headers().size() == 1);
}

TEST_CASE_FIXTURE(TransferFixture, "transfer: the whole in place of a part begins again") {
  REQUIRE(*head({200, {{"content-length", "10"}}}));
  REQUIRE(transfer.body("01234"));
  REQUIRE(*head({200, {{"content-length", "10"}}}));
  CHECK(sink.restarts == 1);
  REQUIRE(transfer.body("0123456789"));
  CHECK(sink.bytes == "0123456789");
}

TEST_CASE_FIXTURE(TransferFixture, "transfer: a part that does not continue is passed over") {
  for (const std::string range :
       {"bytes 0-4/10", "bytes 6-9/10", "bytes 5-10/11", "nonsense", ""}) {
    CAPTURE(range);
    test::NotingSink own;
    Transfer fresh(commit, own, 100);
    Reply reply{{*Url::parse("https://hub.test/x"), "https://hub.test:443"}, {}, HttpHead(), {}};
    reply.head = HttpHead{200, {{"content-length", "10"}, {"etag", "\"v1\""}}};
    REQUIRE(*fresh.head(reply));
    REQUIRE(fresh.body("01234"));
    reply.head = HttpHead{206, {{"content-range", range}}};
    CHECK_FALSE(*fresh.head(reply));
    CHECK(fresh.wrong_part());
    CHECK(fresh.received() == 0);
    CHECK(own.bytes.empty());
    CHECK(fresh.range_headers().empty());
  }
  REQUIRE(*head({200, {{"content-length", "10"}, {"etag", "\"v1\""}}}));
  REQUIRE(transfer.body("01234"));
  CHECK_FALSE(*head({206, {{"content-range", "bytes 5-9/10"}, {"etag", "\"v2\""}}}));
  CHECK(transfer.wrong_part());
}

TEST_CASE_FIXTURE(TransferFixture, "transfer: a part that nobody asked for is passed over") {
  CHECK_FALSE(*head({206, {{"content-range", "bytes 0-9/10"}}}));
  CHECK(transfer.wrong_part());
  CHECK(sink.heads.empty());
}

TEST_CASE_FIXTURE(TransferFixture, "transfer: what contradicts itself is refused before a byte") {
  CHECK(sentence({200, {{"x-repo-commit", kOtherCommit}}}) ==
        "the reply is of the commit " + kOtherCommit + ", not " + kCommit);
  CHECK(sentence({200, {{"x-linked-size", "11"}, {"content-length", "10"}}}) ==
        "the reply has 10 bytes, but the Hub says that the file has 11");
  CHECK(sentence({200, {{"content-length", "10000000000000"}}}) ==
        "the file has 10000000000000 bytes, more than the 100 that are accepted");
  CHECK(sentence({200, {{"content-length", "10"}, {"content-length", "20"}}}) ==
        "the reply has several content-length headers that differ");
  CHECK(sentence({200, {{"content-length", "-5"}}}) ==
        "the reply's content-length is \"-5\", not a size");
  CHECK(sentence({200, {{"x-linked-size", "5"}, {"content-encoding", "gzip"}}}) ==
        "the reply is encoded as \"gzip\" although that was not asked for");
  CHECK(sentence({200, {{"content-type", "text/html"}}}) ==
        "the answer is a web page, not the file");
  CHECK(sink.heads.empty());
}

TEST_CASE_FIXTURE(TransferFixture, "transfer: a file of the Hub may be a web page") {
  CHECK(*head({200, {{"content-type", "text/html"}, {"x-repo-commit", kCommit}}}));
}

TEST_CASE_FIXTURE(TransferFixture, "transfer: what a later reply says has to fit the first") {
  REQUIRE(*head({200, {{"content-length", "10"}, {"etag", kGitSha1}}}));
  CHECK(sentence({200, {{"content-length", "11"}, {"etag", kGitSha1}}}) ==
        "the file had 10 bytes at first and has 11 now");
  CHECK(sentence({200, {{"content-length", "10"}, {"etag", kSha256}}}) ==
        "the file was git-sha1:" + kGitSha1 + " at first and is sha256:" + kSha256 + " now");
}

TEST_CASE_FIXTURE(TransferFixture, "transfer: no byte more than promised or accepted is taken") {
  REQUIRE(*head({200, {{"x-linked-size", "10"}}}));
  REQUIRE(transfer.body("0123456789"));
  CHECK(transfer.body("x").error().sentence() ==
        "the reply goes on after 10 bytes, the size of the file");
  test::NotingSink own;
  Transfer endless(commit, own, 100);
  REQUIRE(endless.body(std::string(100, 'x')));
  const auto more = endless.body("x");
  REQUIRE_FALSE(more);
  CHECK(more.error().code() == ErrorCode::integrity);
  CHECK(more.error().sentence() == "the reply goes on after 100 bytes, the most that are accepted");
}

}  // namespace
}  // namespace kimitok
