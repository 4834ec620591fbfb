#include "hub/resolve.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "hub/hub_fixture.hpp"

namespace kimitok {
namespace {

using test::kCommit;
using test::kOtherCommit;

struct ResolveFixture : test::HubFixture {
  HubContext hub = context();

  Result<Commit> resolve(const std::string& revision = "main") {
    return resolve_revision(hub, repo, *Revision::parse(revision));
  }
  void script_sha(const std::string& sha) {
    transport.script(test::reply(200, "{\"id\": \"org/name\", \"sha\": " + sha + "}"));
  }
};

TEST_CASE_FIXTURE(ResolveFixture, "resolve: the API knows a branch's commit") {
  script_sha('"' + kCommit + '"');
  const auto resolved = resolve("refs/pr/1");
  REQUIRE(resolved);
  CHECK(resolved->text() == kCommit);
  CHECK(transport.urls() ==
        std::vector<std::string>{"https://hub.test/api/models/org/name/revision/refs%2Fpr%2F1"});
}

TEST_CASE_FIXTURE(ResolveFixture, "resolve: a renamed repository is followed, with the token") {
  transport.script(test::redirect(307, "/api/models/Org/New/revision/main"));
  script_sha('"' + kCommit + '"');
  REQUIRE(resolve());
  CHECK(transport.sent(1, "Authorization") == "Bearer hf_secret");
}

TEST_CASE_FIXTURE(ResolveFixture, "resolve: an answer that names no commit is an error") {
  struct Row {
    std::string body;
    ErrorCode code;
    std::string sentence;
  };
  const std::vector<Row> rows = {
      {"", ErrorCode::network, "the answer: is not JSON: there is nothing in it"},
      {"[]", ErrorCode::network, "the answer: is not a JSON object"},
      {"{}", ErrorCode::network, "the answer has no sha"},
      {R"({"sha": null})", ErrorCode::integrity, "the answer: sha is null, not a string"},
      {R"({"sha": 5})", ErrorCode::integrity, "the answer: sha is 5, not a string"},
      {R"({"sha": "../../x"})", ErrorCode::integrity,
       "the answer's sha is \"../../x\", not a commit"},
      {"{\"sha\": \"" + std::string(40, 'A') + "\"}", ErrorCode::integrity,
       "the answer's sha is \"" + std::string(40, 'A') + "\", not a commit"},
      {"{\"a\": " + std::string(5000, '[') + "}", ErrorCode::network,
       "the answer: is nested deeper than 64 levels"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.body);
    transport.script(test::reply(200, row.body));
    const auto resolved = resolve();
    REQUIRE_FALSE(resolved);
    CHECK(resolved.error().code() == row.code);
    CHECK(resolved.error().sentence() == row.sentence);
    CHECK(resolved.error().source() == "https://hub.test/api/models/org/name/revision/main");
  }
  CHECK(transport.requests().size() == rows.size());
}

TEST_CASE_FIXTURE(ResolveFixture, "resolve: a commit that is asked for has to come back") {
  script_sha('"' + kCommit + '"');
  CHECK(resolve(kCommit)->text() == kCommit);
  script_sha('"' + kOtherCommit + '"');
  const auto resolved = resolve(kCommit);
  REQUIRE_FALSE(resolved);
  CHECK(resolved.error().code() == ErrorCode::integrity);
  CHECK(resolved.error().sentence() ==
        "the answer is about the commit " + kOtherCommit + ", not " + kCommit);
}

TEST_CASE_FIXTURE(ResolveFixture, "resolve: a mirror without an API is asked for a file") {
  for (const int status : {404, 405, 501}) {
    CAPTURE(status);
    transport.script(test::reply(status, "nothing here"));
    transport.script(test::reply(200, "{}", {{"x-repo-commit", kCommit}}));
    const auto resolved = resolve("a/b");
    REQUIRE(resolved);
    CHECK(resolved->text() == kCommit);
    CHECK(transport.urls().back() ==
          "https://hub.test/org/name/resolve/a%2Fb/tokenizer_config.json");
  }
}

TEST_CASE_FIXTURE(ResolveFixture, "resolve: a file that is absent names its commit as well") {
  transport.script(test::reply(405, ""));
  transport.script(
      test::reply(404, "", {{"x-error-code", "EntryNotFound"}, {"x-repo-commit", kCommit}}));
  CHECK(resolve()->text() == kCommit);
}

TEST_CASE_FIXTURE(ResolveFixture, "resolve: a mirror is asked for one likely file after another") {
  transport.script(test::reply(404, ""));
  transport.script(test::reply(404, ""));
  transport.script(test::redirect(302, "https://cdn.test/x", {{"x-repo-commit", kCommit}}));
  transport.script(test::reply(200, "bytes"));
  CHECK(resolve()->text() == kCommit);
  CHECK(transport.urls()[2] == "https://hub.test/org/name/resolve/main/tiktoken.model");
}

TEST_CASE_FIXTURE(ResolveFixture, "resolve: where nothing is found, the Hub has no such thing") {
  for (int i = 0; i < 5; ++i) transport.script(test::reply(404, ""));
  const auto resolved = resolve();
  REQUIRE_FALSE(resolved);
  CHECK(resolved.error().code() == ErrorCode::not_on_hub);
  CHECK(transport.played_out());
}

TEST_CASE_FIXTURE(ResolveFixture, "resolve: a mirror that names no commit cannot tell one") {
  transport.script(test::reply(404, ""));
  transport.script(test::reply(200, "{}"));
  const auto resolved = resolve();
  REQUIRE_FALSE(resolved);
  CHECK(resolved.error().message() ==
        "https://hub.test/org/name/resolve/main/tokenizer_config.json: the reply has no "
        "X-Repo-Commit, so that it is unknown which commit it is of; name a commit instead of "
        "main");
}

TEST_CASE_FIXTURE(ResolveFixture, "resolve: a refusal is the Hub's last word") {
  transport.script(test::reply(404, "", {{"x-error-code", "RevisionNotFound"}}));
  CHECK(resolve().error().code() == ErrorCode::not_on_hub);
  transport.script(test::reply(401, "", {{"x-error-code", "GatedRepo"}}));
  CHECK(resolve().error().code() == ErrorCode::access_denied);
  transport.script(test::reply(404, ""));
  transport.script(test::reply(401, ""));
  CHECK(resolve().error().code() == ErrorCode::access_denied);
  CHECK(transport.requests().size() == 4);
}

}  // namespace
}  // namespace kimitok
