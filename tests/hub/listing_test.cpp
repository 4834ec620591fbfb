#include "hub/listing.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "hub/hub_fixture.hpp"

namespace kimitok {
namespace {

using test::kGitSha1;
using test::kSha256;

std::string file(const std::string& path, const std::string& size = "5") {
  return R"({"type": "file", "path": ")" + path + R"(", "oid": ")" + kGitSha1 + R"(", "size": )" +
         size + "}";
}

struct ListingFixture : test::HubFixture {
  HubContext hub = context();

  Result<std::vector<ListedArtifact>> list() { return list_files(hub, repo, commit); }
  void script_page(const std::string& body, const std::string& next = "") {
    std::vector<HttpHeader> headers;
    if (!next.empty()) headers.push_back({"link", "<" + next + ">; rel=\"next\""});
    transport.script(test::reply(200, body, std::move(headers)));
  }
};

TEST_CASE("listing: a file is named by its content, not by its pointer") {
  const auto files = parse_listing("[" + file("a.json") +
                                   R"(, {"type": "directory", "path": "dir", "oid": "x", "size": 0},
        {"type": "file", "path": "dir/b.model", "oid": ")" +
                                   kGitSha1 + R"(", "size": 2795286, "lfs": {"oid": ")" + kSha256 +
                                   R"(", "size": 2795286, "pointerSize": 132}, "xetHash": "x"}])");
  REQUIRE(files);
  REQUIRE(files->size() == 2);
  CHECK((*files)[0].name.text() == "a.json");
  CHECK((*files)[0].size == 5);
  CHECK((*files)[0].blob.hex() == kGitSha1);
  CHECK((*files)[1].name.text() == "dir/b.model");
  CHECK((*files)[1].size == 2795286);
  CHECK((*files)[1].blob.hex() == kSha256);
}

TEST_CASE("listing: what is malformed is refused, with the place") {
  struct Row {
    std::string body;
    ErrorCode code;
    std::string sentence;
  };
  const std::vector<Row> rows = {
      {"", ErrorCode::network, ""},
      {"[", ErrorCode::network, ""},
      {"[], \"more\": []", ErrorCode::network, "the answer is not JSON"},
      {"[]}, {", ErrorCode::network, ""},
      {"{}", ErrorCode::integrity, "the answer: tree is not a list"},
      {"[5]", ErrorCode::integrity, "the answer: tree[0] has no \"type\""},
      {R"([{"type": null}])", ErrorCode::integrity,
       "the answer: tree[0].type is null, not a string"},
      {R"([{"type": "file"}])", ErrorCode::integrity, "the answer: tree[0] has no \"path\""},
      {"[" + file("a", "-1") + "]", ErrorCode::integrity, "the answer: tree[0].size is not a size"},
      {"[" + file("a", "\"5\"") + "]", ErrorCode::integrity,
       "the answer: tree[0].size is not a size"},
      {R"([{"type": "file", "path": "a", "size": 5, "oid": "x"}])", ErrorCode::integrity,
       "the answer: tree[0] has the oid \"x\", which is none"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.body);
    const auto files = parse_listing(row.body);
    REQUIRE_FALSE(files);
    CHECK(files.error().code() == row.code);
    if (!row.sentence.empty()) CHECK(files.error().sentence() == row.sentence);
  }
  const auto files = parse_listing("[" + file("../x") + "]");
  REQUIRE_FALSE(files);
  CHECK(files.error().code() == ErrorCode::integrity);
  CHECK(files.error().sentence().starts_with("the answer: tree[0] has a path that is not usable"));
}

TEST_CASE_FIXTURE(ListingFixture, "listing: all pages are read") {
  script_page("[" + file("a") + "]", "https://hub.test/api/next?cursor=1");
  script_page("[]", "/api/next?cursor=2");
  script_page("[" + file("b") + "]");
  const auto files = list();
  REQUIRE(files);
  REQUIRE(files->size() == 2);
  CHECK((*files)[1].name.text() == "b");
  CHECK(transport.urls() ==
        std::vector<std::string>{
            "https://hub.test/api/models/org/name/tree/" + test::kCommit + "?recursive=true",
            "https://hub.test/api/next?cursor=1", "https://hub.test/api/next?cursor=2"});
}

TEST_CASE_FIXTURE(ListingFixture, "listing: a next page elsewhere is not read") {
  for (const std::string next : {"https://evil.test/x", "http://hub.test/x", "file:///x"}) {
    CAPTURE(next);
    script_page("[]", next);
    const auto files = list();
    REQUIRE_FALSE(files);
    CHECK(files.error().sentence() == "the next page of the listing is not on the same host");
  }
  CHECK(transport.requests().size() == 3);
}

TEST_CASE_FIXTURE(ListingFixture, "listing: pages have to come to an end") {
  script_page("[]", "/api/1");
  script_page("[]", "/api/2");
  script_page("[]", "/api/1");
  CHECK(list().error().sentence() == "the pages of the listing come to no end");
  for (int i = 0; i < 2000; ++i) script_page("[]", "/api/" + std::to_string(i));
  CHECK(list().error().sentence() == "the pages of the listing come to no end");
  CHECK(transport.requests().size() == 1003);
}

TEST_CASE_FIXTURE(ListingFixture, "listing: the limit holds for all pages together") {
  hub.options.max_json_bytes = 10;
  script_page("[     ]", "/api/1");
  script_page("[ ]", "/api/2");
  script_page("[]");
  CHECK(list().error().code() == ErrorCode::network);
}

TEST_CASE_FIXTURE(ListingFixture, "listing: a refusal is told as such") {
  transport.script(test::reply(404, "", {{"x-error-code", "RevisionNotFound"}}));
  CHECK(list().error().code() == ErrorCode::not_on_hub);
}

}  // namespace
}  // namespace kimitok
