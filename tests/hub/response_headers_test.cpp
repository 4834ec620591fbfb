#include "hub/response_headers.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace kimitok {
namespace {

const std::string kCommit(40, 'a');
const std::string kSha256(64, 'b');

HttpHead with(const std::string& name, const std::string& value) { return {200, {{name, value}}}; }

TEST_CASE("response headers: what is missing is nothing") {
  const HttpHead head{200, {}};
  CHECK_FALSE(*repo_commit(head));
  CHECK_FALSE(*linked_blob(head));
  CHECK_FALSE(*linked_size(head));
  CHECK_FALSE(*content_length(head));
  CHECK_FALSE(etag_blob(head));
  CHECK_FALSE(strong_etag(head));
  CHECK_FALSE(content_range(head));
  CHECK_FALSE(next_page(head));
  CHECK(request_id(head).empty());
  CHECK(expect_identity_encoding(head));
  CHECK_FALSE(is_web_page(head));
}

TEST_CASE("response headers: a commit is forty lower-case digits or an error") {
  CHECK((*repo_commit(with("x-repo-commit", kCommit)))->text() == kCommit);
  for (const std::string& value :
       {std::string("../../x"), std::string(39, 'a'), std::string(41, 'a'), std::string(40, 'A'),
        std::string(), std::string("main")}) {
    CAPTURE(value);
    const auto commit = repo_commit(with("x-repo-commit", value));
    REQUIRE_FALSE(commit);
    CHECK(commit.error().code() == ErrorCode::integrity);
    CHECK(commit.error().sentence() ==
          "the reply's x-repo-commit is \"" + value + "\", not a commit");
  }
}

TEST_CASE("response headers: a size is decimal digits or an error") {
  CHECK(**linked_size(with("x-linked-size", "2795286")) == 2795286);
  CHECK(**content_length(with("content-length", "0")) == 0);
  for (const std::string value :
       {"", "-1", "+1", "1 ", "1.5", "0x5", "18446744073709551616", "x"}) {
    CAPTURE(value);
    CHECK(linked_size(with("x-linked-size", value)).error().code() == ErrorCode::integrity);
    CHECK(content_length(with("content-length", value)).error().code() == ErrorCode::integrity);
  }
}

TEST_CASE("response headers: two that differ are an error, two that agree are not") {
  const HttpHead agree{200, {{"content-length", "5"}, {"content-length", "5"}}};
  CHECK(**content_length(agree) == 5);
  const HttpHead differ{200, {{"content-length", "10"}, {"content-length", "20"}}};
  CHECK(content_length(differ).error().sentence() ==
        "the reply has several content-length headers that differ");
}

TEST_CASE("response headers: an etag is a blob's id only if it looks like one") {
  for (const std::string& id : {kCommit, kSha256}) {
    for (const std::string& value : {id, '"' + id + '"', "W/\"" + id + '"', "W/" + id}) {
      CAPTURE(value);
      REQUIRE(etag_blob(with("etag", value)));
      CHECK(etag_blob(with("etag", value))->hex() == id);
      REQUIRE(linked_blob(with("x-linked-etag", value)));
      CHECK((*linked_blob(with("x-linked-etag", value)))->hex() == id);
    }
  }
  for (const std::string& value :
       {std::string("../../x"), std::string("\"d41d8cd98f00b204e9800998ecf8427e-3\""),
        std::string(), std::string("\"\""), std::string("\""), "\"" + kCommit, std::string(64, 'B'),
        "W/W/" + kSha256}) {
    CAPTURE(value);
    CHECK_FALSE(etag_blob(with("etag", value)));
    CHECK(linked_blob(with("x-linked-etag", value)).error().code() == ErrorCode::integrity);
  }
}

TEST_CASE("response headers: only a strong etag goes into If-Range") {
  CHECK(strong_etag(with("etag", "\"x-3\"")) == "\"x-3\"");
  for (const std::string value : {"", "x", "\"", "W/\"x\"", "\"x", "\"x\"y\"", "x\""}) {
    CAPTURE(value);
    CHECK_FALSE(strong_etag(with("etag", value)));
  }
}

TEST_CASE("response headers: a range has a first and a last byte within its total") {
  CHECK(content_range(with("content-range", "bytes 5-9/10")) == ContentRange{5, 9, 10});
  CHECK(content_range(with("content-range", "bytes 0-0/*")) == ContentRange{0, 0, {}});
  for (const std::string value :
       {"", "bytes", "bytes */10", "bytes 5-9", "bytes 9-5/10", "bytes 5-10/10", "bytes 5-/10",
        "bytes -5/10", "items 5-9/10", "bytes 5-9/", "bytes 5/9-10", "bytes 5 - 9/10"}) {
    CAPTURE(value);
    CHECK_FALSE(content_range(with("content-range", value)));
  }
}

TEST_CASE("response headers: a body that is encoded is refused") {
  CHECK(expect_identity_encoding(with("content-encoding", "Identity")));
  const auto gzip = expect_identity_encoding(with("content-encoding", "gzip"));
  REQUIRE_FALSE(gzip);
  CHECK(gzip.error().code() == ErrorCode::network);
  CHECK(gzip.error().sentence() ==
        "the reply is encoded as \"gzip\" although that was not asked for");
}

TEST_CASE("response headers: a web page is one by its type") {
  CHECK(is_web_page(with("content-type", "Text/HTML; charset=utf-8")));
  CHECK_FALSE(is_web_page(with("content-type", "application/octet-stream")));
}

TEST_CASE("response headers: the request's id is the Hub's or the storage's") {
  CHECK(request_id({200, {{"x-amz-cf-id", "b"}, {"x-request-id", "a"}}}) == "a");
  CHECK(request_id(with("x-amz-cf-id", "b")) == "b");
}

TEST_CASE("response headers: the next page is found among links") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"<https://hub/x?cursor=a,b;c>; rel=\"next\"", "https://hub/x?cursor=a,b;c"},
      {"</x>; rel=next", "/x"},
      {"<a>; rel=\"prev\", <b>; title=\"a, <c>; rel=next\"; REL=\"first Next\"", "b"},
      {"<a>; rel=prev , <b>;rel=next", "b"},
  };
  for (const auto& row : rows) {
    const auto& value = row.first;
    const auto& expected = row.second;
    CAPTURE(value);
    CHECK(next_page(with("link", value)) == expected);
  }
  for (const std::string value : {"", "<a>", "<a>; rel=prev", "a; rel=next", "<a; rel=next",
                                  "<a>; title=\"rel=next\"", "<a>; rel=nextish"}) {
    CAPTURE(value);
    CHECK_FALSE(next_page(with("link", value)));
  }
}

}  // namespace
}  // namespace kimitok
