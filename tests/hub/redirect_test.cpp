#include "hub/redirect.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace kimitok {
namespace {

RedirectChain chain_from(const std::string& url) {
  return {*Url::parse(url), Url::parse(url)->origin()};
}

HttpHead to(const std::string& location) { return {307, {{"location", location}}}; }

TEST_CASE("redirect: five statuses are redirects") {
  std::vector<int> statuses;
  for (int status = 100; status < 600; ++status) {
    if (is_redirect(status)) statuses.push_back(status);
  }
  CHECK(statuses == std::vector<int>{301, 302, 303, 307, 308});
}

TEST_CASE("redirect: a relative one on the same origin keeps the token") {
  auto chain = chain_from("https://hub/a/resolve/main/x");
  REQUIRE(chain.follow(to("/api/resolve-cache/x?etag=\"1\"")));
  CHECK(chain.current().text() == "https://hub/api/resolve-cache/x?etag=%221%22");
  CHECK(chain.may_carry_token());
  CHECK_FALSE(chain.left_origin());
}

TEST_CASE("redirect: another host or port gets no token, and nor does the way back") {
  for (const std::string other : {"https://cdn/x", "https://hub:8443/x", "//cdn/x"}) {
    CAPTURE(other);
    auto chain = chain_from("https://hub/a");
    CHECK(chain.may_carry_token());
    REQUIRE(chain.follow(to(other)));
    CHECK(chain.left_origin());
    CHECK_FALSE(chain.may_carry_token());
    REQUIRE(chain.follow(to("https://hub/b")));
    CHECK_FALSE(chain.may_carry_token());
  }
}

TEST_CASE("redirect: the token never goes in clear but to this machine") {
  CHECK_FALSE(chain_from("http://hub/a").may_carry_token());
  CHECK_FALSE(chain_from("http://10.0.0.1/a").may_carry_token());
  CHECK(chain_from("http://127.0.0.1:8080/a").may_carry_token());
  CHECK(chain_from("http://localhost/a").may_carry_token());
}

TEST_CASE("redirect: to nowhere, to other schemes, to clear text and inside is refused") {
  struct Row {
    std::string from, location, reason;
  };
  const std::vector<Row> rows = {
      {"https://hub/a", "", "\"\" is not a usable http or https address"},
      {"https://hub/a", "file:///etc/passwd?x",
       "\"file:///etc/passwd\" is not a usable http or https address"},
      {"https://hub/a", "ftp://cdn/x", "\"ftp://cdn/x\" is not a usable http or https address"},
      {"https://hub/a", "http://cdn/x?s", "http://cdn/x is not encrypted"},
      {"https://hub/a", "https://10.0.0.1/x",
       "https://10.0.0.1/x may be an address of a private network"},
      {"https://hub/a", "https://localhost/x",
       "https://localhost/x may be an address of a private network"},
      {"http://10.0.0.1/a", "http://127.0.0.1/x",
       "http://127.0.0.1/x may be an address of a private network"},
      {"http://10.0.0.1/a", "http://2130706433/x",
       "http://2130706433/x may be an address of a private network"},
      {"https://hub/a", "/a", "it leads in a circle, to https://hub/a"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.location);
    auto chain = chain_from(row.from);
    const auto followed = chain.follow(to(row.location));
    REQUIRE_FALSE(followed);
    CHECK(followed.error().code() == ErrorCode::network);
    CHECK(followed.error().sentence() ==
          "a redirect is not followed: " + row.reason + " (" + row.from + ")");
  }
  const auto followed = chain_from("https://hub/a").follow({302, {}});
  REQUIRE_FALSE(followed);
  CHECK(followed.error().sentence() ==
        "a redirect is not followed: it does not say where to (https://hub/a)");
}

TEST_CASE("redirect: this machine and its own address may send anywhere near") {
  CHECK(chain_from("http://127.0.0.1:1/a").follow(to("http://127.0.0.1:2/b")));
  CHECK(chain_from("http://127.0.0.1:1/a").follow(to("https://cdn/b")));
  CHECK(chain_from("http://10.0.0.1/a").follow(to("http://10.0.0.1:81/b")));
}

TEST_CASE("redirect: five in a row and no more, shown without queries") {
  auto chain = chain_from("https://hub/0?secret");
  for (const std::string location : {"/1?secret", "/2", "https://cdn/3?secret", "/4", "/5"}) {
    REQUIRE(chain.follow(to(location)));
  }
  const auto followed = chain.follow(to("/6?secret"));
  REQUIRE_FALSE(followed);
  CHECK(followed.error().sentence() ==
        "a redirect is not followed: more than 5 redirects in a row (https://hub/0 -> "
        "https://hub/1 -> https://hub/2 -> https://cdn/3 -> https://cdn/4 -> https://cdn/5)");
}

}  // namespace
}  // namespace kimitok
