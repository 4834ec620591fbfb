#include "hub/url.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace kimitok {
namespace {

TEST_CASE("url: scheme, host, port and target are taken apart") {
  const auto url = Url::parse("HTTPS://HuggingFace.co/a/b?c=d/../e#fragment");
  REQUIRE(url);
  CHECK(url->scheme == "https");
  CHECK(url->host == "huggingface.co");
  CHECK(url->port == 443);
  CHECK(url->target == "/a/b?c=d/../e");
  CHECK(url->text() == "https://huggingface.co/a/b?c=d/../e");
  CHECK(url->without_query() == "https://huggingface.co/a/b");
  CHECK(url->origin() == "https://huggingface.co:443");
}

TEST_CASE("url: only the usual port is left out") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"http://a", "http://a/"},           {"http://a:80/", "http://a/"},
      {"http://a:/x", "http://a/x"},       {"http://a:443/", "http://a:443/"},
      {"https://a:443?q", "https://a/?q"}, {"http://[::1]:8080/x", "http://[::1]:8080/x"},
      {"http://[::1]", "http://[::1]/"},
  };
  for (const auto& row : rows) {
    const auto& text = row.first;
    const auto& expected = row.second;
    CAPTURE(text);
    const auto url = Url::parse(text);
    REQUIRE(url);
    CHECK(url->text() == expected);
  }
}

TEST_CASE("url: what a request line cannot hold is encoded") {
  const auto url = Url::parse("http://a/b c?etag=\"x\"&d=\xC3\xA9\\");
  REQUIRE(url);
  CHECK(url->text() == "http://a/b%20c?etag=%22x%22&d=%C3%A9%5C");
}

TEST_CASE("url: what is not an http or https address is refused") {
  for (const std::string text : {"",
                                 "a",
                                 "/a",
                                 "//a/b",
                                 "file:///etc/passwd",
                                 "ftp://a/",
                                 "http:",
                                 "http:/a",
                                 "http://",
                                 "http:///a",
                                 "http://user@a/",
                                 "http://user:secret@a/",
                                 "http://a:0/",
                                 "http://a:65536/",
                                 "http://a:1x/",
                                 "http://a b/",
                                 "http://a\\b/",
                                 "http://%61/",
                                 "http://[::1/",
                                 "http://[a.b@c]/",
                                 "http://.a/",
                                 "http://a/b\nc",
                                 "http://a/\x7F",
                                 "javascript:alert(1)"}) {
    CAPTURE(text);
    CHECK_FALSE(Url::parse(text));
  }
}

TEST_CASE("url: a reference is resolved as RFC 3986 says") {
  const auto base = Url::parse("https://hub:8443/a/b/c?q");
  REQUIRE(base);
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"/x?y", "https://hub:8443/x?y"},
      {"d", "https://hub:8443/a/b/d"},
      {"./d/", "https://hub:8443/a/b/d/"},
      {"../d", "https://hub:8443/a/d"},
      {"../../../../d", "https://hub:8443/d"},
      {"..", "https://hub:8443/a/"},
      {"?z", "https://hub:8443/a/b/c?z"},
      {"//other/x", "https://other/x"},
      {"http://other:81/x/./y#f", "http://other:81/x/y"},
  };
  for (const auto& row : rows) {
    const auto& reference = row.first;
    const auto& expected = row.second;
    CAPTURE(reference);
    const auto url = base->resolve(reference);
    REQUIRE(url);
    CHECK(url->text() == expected);
  }
  for (const std::string reference : {"", "#f", "file:///x", "//user@x/", "http://", "x:y"}) {
    CAPTURE(reference);
    CHECK_FALSE(base->resolve(reference));
  }
}

TEST_CASE("url: names, addresses and this machine are told apart") {
  const auto reach_of = [](const std::string& host) {
    const auto url = Url::parse("http://" + host + "/");
    REQUIRE(url);
    return url->reach();
  };
  for (const std::string host : {"huggingface.co", "a1", "1a.example", "cdn-lfs.hf.co", "0x.net"}) {
    CAPTURE(host);
    CHECK(reach_of(host) == Reach::name);
  }
  for (const std::string host : {"10.0.0.1", "8.8.8.8", "2130706433", "0x7f.1", "0x7f000001",
                                 "0177.0.0.1", "169.254.169.254.", "[fe80::1]"}) {
    CAPTURE(host);
    CHECK(reach_of(host) == Reach::address);
  }
  for (const std::string host :
       {"127.0.0.1", "127.1", "localhost", "LOCALHOST.", "x.localhost", "[::1]"}) {
    CAPTURE(host);
    CHECK(reach_of(host) == Reach::loopback);
  }
}

}  // namespace
}  // namespace kimitok
