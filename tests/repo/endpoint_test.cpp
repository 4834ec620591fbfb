#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "kimitok/hub_settings.hpp"

namespace kimitok {
namespace {

TEST_CASE("endpoint: an address with its path, without final slashes") {
  struct Row {
    std::string_view url, kept, origin;
  };
  const Row rows[] = {
      {"https://huggingface.co", "https://huggingface.co", "https://huggingface.co:443"},
      {"https://huggingface.co///", "https://huggingface.co", "https://huggingface.co:443"},
      {"HTTPS://HuggingFace.co:8443", "HTTPS://HuggingFace.co:8443", "https://huggingface.co:8443"},
      {"http://mirror/hub/x/", "http://mirror/hub/x", "http://mirror:80"},
      {"http://[2001:DB8::1]/x", "http://[2001:DB8::1]/x", "http://[2001:db8::1]:80"},
      {"http://[::1]:5000", "http://[::1]:5000", "http://[::1]:5000"},
      {"http://10.0.0.1:1", "http://10.0.0.1:1", "http://10.0.0.1:1"},
      {"http://h/a@b:c", "http://h/a@b:c", "http://h:80"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.url);
    const auto endpoint = Endpoint::parse(row.url);
    REQUIRE(endpoint);
    CHECK(endpoint->url() == row.kept);
    CHECK(endpoint->origin() == row.origin);
  }
}

TEST_CASE("endpoint: what is no address of a Hub is refused with the reason") {
  struct Row {
    std::string url;
    std::string_view reason;
  };
  const Row rows[] = {
      {"", "neither https:// nor http://"},
      {"huggingface.co", "neither https:// nor http://"},
      {"file:///etc/passwd", "neither https:// nor http://"},
      {"ftp://host", "neither https:// nor http://"},
      {"https:/host", "neither https:// nor http://"},
      {"https://", "it has no host"},
      {"https:///path", "it has no host"},
      {"https://:80", "it has no host"},
      {"https://[::1", "it has no host"},
      {"https://[]", "it has no host"},
      {"https://[host]", "it has no host"},
      {"https://[::1]x", "it has no host"},
      {"https://a,b", "it has no host"},
      {"https://user@host", "a user name"},
      {"https://user:secret@host", "a user name"},
      {"https://host?x", "a query or a fragment"},
      {"https://host/#x", "a query or a fragment"},
      {"https://ho st", "a blank"},
      {"https://host\r\nX: y", "a blank"},
      {"https://host\\x", "a backslash"},
      {"https://h\xC3\xA9", "not printable ASCII"},
      {"https://host:", "no number from 1 to 65535"},
      {"https://host:0", "no number from 1 to 65535"},
      {"https://host:65536", "no number from 1 to 65535"},
      {"https://host:123456", "no number from 1 to 65535"},
      {"https://host:8o", "no number from 1 to 65535"},
      {"https://a:1:2", "no number from 1 to 65535"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.url);
    const auto endpoint = Endpoint::parse(row.url);
    REQUIRE_FALSE(endpoint);
    CHECK(endpoint.error().code() == ErrorCode::usage);
    CHECK(endpoint.error().message().find(row.reason) != std::string::npos);
  }
}

TEST_CASE("endpoint: the password in a refused address is not shown") {
  const auto endpoint = Endpoint::parse("https://user:secret@host");
  REQUIRE_FALSE(endpoint);
  CHECK(endpoint.error().message().find("secret") == std::string::npos);
}

TEST_CASE("endpoint: this machine is localhost, 127.0.0.0/8 and [::1]") {
  for (const std::string_view url : {"http://localhost", "http://LOCALHOST:1/x", "http://127.0.0.1",
                                     "http://127.255.0.3:80", "http://[::1]:8080"}) {
    CAPTURE(url);
    CHECK(Endpoint::parse(url)->is_loopback());
  }
  for (const std::string_view url :
       {"https://huggingface.co", "http://localhost.evil.com", "http://127.0.0.1.evil.com",
        "http://127.evil.com", "http://127.0.0", "http://127.0.0.0.1", "http://127.0.0.256",
        "http://128.0.0.1", "http://0127.0.0.1", "http://127.0.0.", "http://127.0.0.1.",
        "http://[::2]", "http://0.0.0.0"}) {
    CAPTURE(url);
    CHECK_FALSE(Endpoint::parse(url)->is_loopback());
  }
}

}  // namespace
}  // namespace kimitok
