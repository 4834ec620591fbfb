#include "hub/download.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "hub/hub_fixture.hpp"

namespace kimitok {
namespace {

using test::HubFixture;
using test::kCommit;
using test::kOtherCommit;
using test::kSha256;

const std::string kBytes = "0123456789abcdefghijklmnopqrstuvwxyz";
const std::string kResolver = "https://hub.test/org/name/resolve/" + kCommit + "/dir/a%20file.json";

struct DownloadFixture : HubFixture {
  // A file kept elsewhere: the redirect to it, and the bytes there.
  void script_linked(test::ScriptedReply last) {
    transport.script(test::redirect(302, "https://cdn.test/blob?signature=s3cret",
                                    {{"x-repo-commit", kCommit},
                                     {"x-linked-etag", '"' + kSha256 + '"'},
                                     {"x-linked-size", std::to_string(kBytes.size())}}));
    transport.script(std::move(last));
  }
  test::ScriptedReply part(std::size_t first) {
    return test::reply(
        206, kBytes.substr(first),
        {{"content-range", "bytes " + std::to_string(first) + "-35/36"}, {"etag", "\"v1\""}});
  }
  test::ScriptedReply whole() { return test::reply(200, kBytes, {{"etag", "\"v1\""}}); }
  void expect_whole() {
    const auto download = this->download();
    REQUIRE_MESSAGE(download, download.error().message());
    CHECK(*download == Download::whole);
    CHECK(sink.bytes == kBytes);
    CHECK(sink.heads.size() == 1);
    CHECK(transport.played_out());
  }
};

TEST_CASE_FIXTURE(DownloadFixture, "download: a file kept by the Hub itself") {
  transport.script(test::redirect(307, "/api/resolve-cache/x?etag=\"1\""));
  transport.script(
      test::reply(200, kBytes, {{"x-repo-commit", kCommit}, {"etag", '"' + test::kGitSha1 + '"'}}));
  expect_whole();
  CHECK(transport.urls() ==
        std::vector<std::string>{kResolver, "https://hub.test/api/resolve-cache/x?etag=%221%22"});
  CHECK(sink.heads.front().blob->hex() == test::kGitSha1);
  CHECK(sink.heads.front().size == kBytes.size());
  CHECK(transport.sent(1, "Authorization"));
}

TEST_CASE_FIXTURE(DownloadFixture, "download: a file kept elsewhere, without the token") {
  script_linked(test::reply(200, kBytes, {{"etag", std::string(64, 'e')}}));
  expect_whole();
  CHECK(sink.heads.front().blob->hex() == kSha256);
  CHECK(sink.heads.front().url == "https://cdn.test/blob");
  CHECK_FALSE(transport.sent(1, "Authorization"));
  CHECK_FALSE(transport.sent(1, "Cache-Control"));
}

TEST_CASE_FIXTURE(DownloadFixture, "download: afresh means past all caches") {
  script_linked(whole());
  REQUIRE(client().download(repo, commit, name, sink, true));
  CHECK(transport.sent(0, "Cache-Control") == "no-cache");
  CHECK(transport.sent(1, "Cache-Control") == "no-cache");
}

TEST_CASE_FIXTURE(DownloadFixture, "download: an empty file is one") {
  transport.script(test::reply(200, ""));
  CHECK(*download() == Download::whole);
  CHECK(sink.heads.size() == 1);
}

TEST_CASE_FIXTURE(DownloadFixture, "download: a sink that wants no byte gets none") {
  sink.wants = false;
  script_linked(whole());
  CHECK(*download() == Download::not_wanted);
  CHECK(sink.bytes.empty());
}

TEST_CASE_FIXTURE(DownloadFixture, "download: a transfer that breaks off goes on where it was") {
  script_linked(test::cut_reply(10, whole()));
  script_linked(test::cut_reply(15, part(10)));
  script_linked(part(25));
  expect_whole();
  CHECK(sink.restarts == 0);
  CHECK_FALSE(transport.sent(1, "Range"));
  CHECK(transport.sent(3, "Range") == "bytes=10-");
  CHECK(transport.sent(3, "If-Range") == "\"v1\"");
  CHECK(transport.sent(5, "Range") == "bytes=25-");
  CHECK(fake.pauses.size() == 2);
}

TEST_CASE_FIXTURE(DownloadFixture,
                  "download: an answer that ends early without saying so goes on") {
  script_linked({200, {{"etag", "\"v1\""}}, kBytes.substr(0, 10), {}});
  script_linked(part(10));
  expect_whole();
}

TEST_CASE_FIXTURE(DownloadFixture, "download: the whole in place of a part begins again") {
  script_linked(test::cut_reply(10, whole()));
  script_linked(test::reply(200, kBytes, {{"etag", "\"v2\""}}));
  expect_whole();
  CHECK(sink.restarts == 1);
}

TEST_CASE_FIXTURE(DownloadFixture, "download: a wrong part is discarded, and the whole asked for") {
  for (const std::string range : {"bytes 0-35/36", "bytes 10-36/37", ""}) {
    CAPTURE(range);
    sink = {};
    script_linked(test::cut_reply(10, whole()));
    script_linked(test::reply(206, kBytes, {{"content-range", range}}));
    script_linked(whole());
    expect_whole();
    CHECK(sink.restarts == 1);
    CHECK_FALSE(transport.sent(transport.requests().size() - 1, "Range"));
  }
}

TEST_CASE_FIXTURE(DownloadFixture,
                  "download: a range that is not there is given up for the whole") {
  script_linked(test::cut_reply(10, whole()));
  script_linked(test::reply(416, "no", {{"content-range", "bytes */36"}}));
  script_linked(whole());
  expect_whole();
  CHECK(sink.restarts == 1);
}

TEST_CASE_FIXTURE(DownloadFixture, "download: an expired signature is renewed, once and at once") {
  script_linked(test::reply(403, "<Error>expired"));
  script_linked(whole());
  expect_whole();
  CHECK(fake.pauses.empty());

  script_linked(test::reply(403, "<Error>expired"));
  script_linked(test::reply(403, "<Error>expired"));
  const auto again = download();
  REQUIRE_FALSE(again);
  CHECK(again.error().message() ==
        kResolver +
            " -> https://cdn.test/blob: cdn.test, where the Hub keeps the file, answered "
            "with status 403");
  CHECK(transport.played_out());
}

TEST_CASE_FIXTURE(DownloadFixture, "download: attempts without progress come to an end") {
  script_linked(test::cut_reply(10, whole()));
  for (int i = 0; i < 5; ++i) script_linked(test::cut_reply(0, part(10)));
  const auto download = this->download();
  REQUIRE_FALSE(download);
  CHECK(download.error().code() == ErrorCode::network);
  CHECK(download.error().sentence() == "the transfer broke off (after 6 attempts)");
  CHECK(transport.played_out());
  CHECK(download.error().message().find("s3cret") == std::string::npos);
}

TEST_CASE_FIXTURE(DownloadFixture, "download: a byte at a time is no progress") {
  script_linked(test::cut_reply(1, whole()));
  for (std::size_t at = 1; at < 6; ++at) script_linked(test::cut_reply(1, part(at)));
  CHECK_FALSE(download());
  CHECK(transport.played_out());
}

TEST_CASE_FIXTURE(DownloadFixture,
                  "download: with progress there are as many attempts as it takes") {
  transport.block = 65536;
  const std::size_t step = 65536;
  const std::size_t size = 20 * step;
  for (std::size_t at = 0; at < size; at += step) {
    auto reply = at == 0 ? test::reply(200, std::string(size, 'x'))
                         : test::reply(206, std::string(size - at, 'x'),
                                       {{"content-range", "bytes " + std::to_string(at) + "-" +
                                                              std::to_string(size - 1) + "/" +
                                                              std::to_string(size)}});
    transport.script(test::cut_reply(step, std::move(reply)));
  }
  CHECK(*download() == Download::whole);
  CHECK(sink.bytes.size() == size);
  CHECK(transport.requests().size() == 20);
}

TEST_CASE_FIXTURE(DownloadFixture, "download: all bytes are all bytes, however the transfer ends") {
  auto reply = whole();
  reply.outcome = {TransportFault::broken, "the transfer broke off"};
  script_linked(std::move(reply));
  expect_whole();
}

TEST_CASE_FIXTURE(DownloadFixture, "download: fewer bytes than promised to the end is integrity") {
  options.retries = 1;
  script_linked({200, {}, kBytes.substr(0, 10), {}});
  script_linked({200, {}, kBytes.substr(0, 10), {}});
  const auto download = this->download();
  REQUIRE_FALSE(download);
  CHECK(download.error().code() == ErrorCode::integrity);
  CHECK(download.error().sentence() == "sent 10 bytes of a file that has 36 (after 2 attempts)");
}

TEST_CASE_FIXTURE(DownloadFixture, "download: more bytes than promised is integrity, at once") {
  script_linked({200, {}, kBytes + "x", {}});
  const auto download = this->download();
  REQUIRE_FALSE(download);
  CHECK(download.error().code() == ErrorCode::integrity);
  CHECK(transport.requests().size() == 2);
}

TEST_CASE_FIXTURE(DownloadFixture,
                  "download: a transient refusal is tried again, its page unseen") {
  transport.script(test::reply(503, "<html>busy"));
  script_linked(test::reply(500, "<html>oops"));
  script_linked(whole());
  expect_whole();
  CHECK(notes.size() == 2);
}

TEST_CASE_FIXTURE(DownloadFixture, "download: a file is absent only if the Hub says so") {
  transport.script(test::reply(404, "Entry not found",
                               {{"x-error-code", "EntryNotFound"}, {"x-repo-commit", kCommit}}));
  CHECK(*download() == Download::absent);
  transport.script(test::reply(404, "", {{"x-error-code", "EntryNotFound"}}));
  CHECK(*download() == Download::absent);
  CHECK(sink.heads.empty());

  transport.script(test::reply(404, "not found"));
  CHECK(download().error().code() == ErrorCode::not_on_hub);
  script_linked(test::reply(404, "not found"));
  CHECK(download().error().code() == ErrorCode::network);
  transport.script(
      test::reply(404, "", {{"x-error-code", "EntryNotFound"}, {"x-repo-commit", kOtherCommit}}));
  CHECK(download().error().code() == ErrorCode::integrity);
}

TEST_CASE_FIXTURE(DownloadFixture, "download: another commit is refused") {
  transport.script(test::reply(200, kBytes, {{"x-repo-commit", kOtherCommit}}));
  const auto download = this->download();
  REQUIRE_FALSE(download);
  CHECK(download.error().code() == ErrorCode::integrity);
  CHECK(download.error().source() == kResolver);
  CHECK(sink.heads.empty());
}

TEST_CASE_FIXTURE(DownloadFixture, "download: what the sink fails with is the end") {
  sink.room = 10;
  script_linked(whole());
  const auto download = this->download();
  REQUIRE_FALSE(download);
  CHECK(download.error().message() == "sink: no room");
  CHECK(transport.requests().size() == 2);
}

TEST_CASE_FIXTURE(DownloadFixture,
                  "download: missing headers are nothing, and the size may be too") {
  transport.script({200, {}, kBytes, {}});
  CHECK(*download() == Download::whole);
  CHECK_FALSE(sink.heads.front().commit);
  CHECK_FALSE(sink.heads.front().blob);
  CHECK_FALSE(sink.heads.front().size);
}

}  // namespace
}  // namespace kimitok
