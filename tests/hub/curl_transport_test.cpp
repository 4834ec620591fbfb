#include <doctest/doctest.h>
#include <stdlib.h>

#include <chrono>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "kimitok/transport.hpp"
#include "support/raw_server.hpp"
#include "support/temp_dir.hpp"

namespace kimitok {
namespace {

using std::chrono::milliseconds;
using test::RawConnection;
using test::RawServer;

struct NotingReceiver final : HttpReceiver {
  bool head(const HttpHead& given) override {
    heads.push_back(given);
    return wants_body;
  }
  bool body(std::string_view more) override {
    bytes += more;
    return bytes.size() < enough;
  }

  bool wants_body = true;
  std::size_t enough = std::size_t{1} << 40;
  std::vector<HttpHead> heads;
  std::string bytes;
};

// A variable of the environment, as it was before at the end.
class ScopedVariable {
 public:
  ScopedVariable(const char* name, const std::string& value) : name_(name) {
    if (const char* before = getenv(name)) before_ = before;
    setenv(name, value.c_str(), 1);
  }
  ScopedVariable(const ScopedVariable&) = delete;
  ScopedVariable& operator=(const ScopedVariable&) = delete;
  ~ScopedVariable() {
    if (before_) {
      setenv(name_, before_->c_str(), 1);
    } else {
      unsetenv(name_);
    }
  }

 private:
  const char* name_;
  std::optional<std::string> before_;
};

struct CurlFixture {
  // A proxy of whoever runs the tests is not for loopback.
  ScopedVariable no_proxy{"no_proxy", "*"};
  std::unique_ptr<Transport> transport =
      *make_curl_transport({.user_agent = "kimitok/test", .ca_file = {}, .ca_directory = {}});
  NotingReceiver receiver;
  HttpRequest request{.url = {}, .headers = {}, .deadline = {}};

  TransportOutcome get(const std::string& url) {
    request.url = url;
    return transport->get(request, receiver);
  }
  TransportOutcome get_from(RawServer::Handler handler) {
    RawServer server({std::move(handler)});
    return get(server.url());
  }
  TransportOutcome get_text(const std::string& reply) {
    return get_from([&](RawConnection& connection, const std::string&) { connection.send(reply); });
  }
};

RawServer::Handler hold_after(const std::string& reply) {
  return [=](RawConnection& connection, const std::string&) {
    connection.send(reply);
    connection.wait_for_end();
  };
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: a reply comes whole, and the request is plain") {
  RawServer server({[](RawConnection& connection, const std::string&) {
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Repo-COMMIT: c\r\n\r\nbytes");
  }});
  request.headers = {{"Range", "bytes=5-"}, {"Accept-Encoding", "identity"}};
  const auto outcome = get(server.url("/a/../b?c"));
  CHECK(outcome.fault == TransportFault::none);
  CHECK(outcome.sentence.empty());
  REQUIRE(receiver.heads.size() == 1);
  CHECK(receiver.heads[0].status == 200);
  CHECK(*receiver.heads[0].find("x-repo-commit") == "c");
  CHECK(receiver.bytes == "bytes");
  CHECK(server.requests().front() ==
        "GET /a/../b?c HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) +
            "\r\nUser-Agent: kimitok/test\r\nAccept: */*\r\n"
            "Range: bytes=5-\r\nAccept-Encoding: identity\r\n\r\n");
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: a redirect is a reply like others") {
  CHECK(get_text("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
            .fault == TransportFault::none);
  REQUIRE(receiver.heads.size() == 1);
  CHECK(receiver.heads[0].status == 302);
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: interim replies are passed over") {
  CHECK(get_text("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
                 "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            .fault == TransportFault::none);
  REQUIRE(receiver.heads.size() == 1);
  CHECK(receiver.heads[0].status == 200);
  CHECK(receiver.heads[0].find("link") == nullptr);
  CHECK(receiver.bytes == "ok");
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: an old server's reply ends with the connection") {
  CHECK(get_text("HTTP/1.0 200 OK\r\n\r\nbytes").fault == TransportFault::none);
  CHECK(receiver.bytes == "bytes");
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: chunks are put together, trailers left out") {
  CHECK(get_text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nbyt\r\n2\r\nes\r\n"
                 "0\r\nX-Repo-Commit: x\r\n\r\n")
            .fault == TransportFault::none);
  CHECK(receiver.bytes == "bytes");
  REQUIRE(receiver.heads.size() == 1);
  CHECK(receiver.heads[0].find("x-repo-commit") == nullptr);
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: a body that is cut is broken") {
  CHECK(get_text("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nbytes").fault ==
        TransportFault::broken);
  CHECK(receiver.bytes == "bytes");
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: a chunk that is cut is broken") {
  CHECK(get_text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA\r\nbytes").fault ==
        TransportFault::broken);
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: a reset is broken, before and after the head") {
  CHECK(get_from([](RawConnection& connection, const std::string&) { connection.reset(); }).fault ==
        TransportFault::broken);
  CHECK(get_text("").fault == TransportFault::broken);
  const auto outcome = get_from([](RawConnection& connection, const std::string&) {
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nbytes");
    std::this_thread::sleep_for(milliseconds(200));
    connection.reset();
  });
  CHECK(outcome.fault == TransportFault::broken);
  CHECK(outcome.sentence.starts_with("the transfer broke off: "));
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: a receiver that wants no more ends it") {
  receiver.wants_body = false;
  CHECK(get_from(hold_after("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nbytes")).fault ==
        TransportFault::stopped);
  CHECK(receiver.bytes.empty());
  receiver.wants_body = true;
  receiver.enough = 3;
  const auto outcome = get_from(hold_after("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nbytes"));
  CHECK(outcome.fault == TransportFault::stopped);
  CHECK(outcome.sentence.empty());
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: a head that does not come is a timeout") {
  request.head_timeout = milliseconds(300);
  const auto silent = get_from(hold_after(""));
  CHECK(silent.fault == TransportFault::timeout);
  CHECK(silent.sentence == "no reply within 0.3 s");
  CHECK(get_from(hold_after("HTTP/1.1 200 OK\r\nContent-Le")).fault == TransportFault::timeout);
  CHECK(get_from(hold_after("HTTP/1.1 100 Continue\r\n\r\n")).fault == TransportFault::timeout);
  CHECK(receiver.heads.empty());
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: a body that stalls is a timeout") {
  request.stall_timeout = milliseconds(300);
  const auto outcome = get_from(hold_after("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nb"));
  CHECK(outcome.fault == TransportFault::timeout);
  CHECK(outcome.sentence == "fewer than 1024 bytes a second over 0.3 s");
  CHECK(receiver.bytes == "b");
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: a body that drips is a timeout") {
  request.stall_timeout = milliseconds(500);
  const auto outcome = get_from([](RawConnection& connection, const std::string&) {
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n");
    for (int i = 0; i < 200; ++i) {
      connection.send("b");
      std::this_thread::sleep_for(milliseconds(20));
    }
  });
  CHECK(outcome.fault == TransportFault::timeout);
  CHECK(receiver.bytes.size() < 200);
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: the deadline ends what is under way") {
  request.deadline = std::chrono::steady_clock::now() + milliseconds(300);
  const auto outcome = get_from(hold_after("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nb"));
  CHECK(outcome.fault == TransportFault::timeout);
  CHECK(outcome.sentence == "the time allowed for it all is over");
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: a head that is too much or not HTTP is malformed") {
  std::string many = "HTTP/1.1 200 OK\r\n";
  for (int i = 0; i < 10000; ++i) many += "X-Header-" + std::to_string(i) + ": x\r\n";
  for (const std::string& reply :
       {"HTTP/1.1 200 OK\r\nX: " + std::string(400 * 1024, 'x') + "\r\n\r\n", many + "\r\n",
        std::string("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nbytes"),
        std::string("SSH-2.0-OpenSSH_9.2\r\n"), std::string("<html>hello</html>"),
        std::string("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")}) {
    CAPTURE(reply.substr(0, 40));
    const auto outcome = get_text(reply);
    CHECK(outcome.fault == TransportFault::malformed);
    CHECK_FALSE(outcome.sentence.empty());
    CHECK(receiver.bytes.empty());
  }
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: a compressed body is left as it is") {
  CHECK(get_text("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nzzzz")
            .fault == TransportFault::none);
  CHECK(receiver.bytes == "zzzz");
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: a connection serves the next request as well") {
  RawServer server({[](RawConnection& connection, const std::string&) {
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1");
    CHECK(connection.read_request().starts_with("GET /second HTTP/1.1\r\n"));
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n2");
  }});
  CHECK(get(server.url("/first")).fault == TransportFault::none);
  request.headers.clear();
  CHECK(get(server.url("/second")).fault == TransportFault::none);
  CHECK(receiver.bytes == "12");
  CHECK(server.requests().size() == 1);
}

TEST_CASE_FIXTURE(CurlFixture,
                  "curl transport: what a reply has too much does not spoil the next") {
  const auto reply = [](std::string_view body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + std::string(body);
  };
  RawServer server(
      {[&](RawConnection& connection, const std::string&) {
         connection.send(reply("ok"));
         connection.read_request();
         connection.send("more than was promised");
         connection.wait_for_end();
       },
       [&](RawConnection& connection, const std::string&) { connection.send(reply("OK")); }});
  CHECK(get(server.url()).fault == TransportFault::none);
  CHECK(get(server.url()).fault == TransportFault::none);
  CHECK(receiver.bytes == "okOK");
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: cookies are not kept") {
  RawServer server({[](RawConnection& connection, const std::string&) {
    connection.send("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
    CHECK(connection.read_request().find("Cookie") == std::string::npos);
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  }});
  CHECK(get(server.url("/1")).fault == TransportFault::none);
  CHECK(get(server.url("/2")).fault == TransportFault::none);
  CHECK(receiver.heads.size() == 2);
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: no server, no host and no scheme are told apart") {
  std::string closed;
  {
    const RawServer server({});
    closed = server.url();
  }
  const auto refused = get(closed);
  CHECK(refused.fault == TransportFault::connect);
  CHECK(refused.sentence.starts_with("no connection: "));
  const auto unknown = get("http://no-such-host.invalid/");
  CHECK(unknown.fault == TransportFault::host_unknown);
  CHECK(unknown.sentence.starts_with("the host is not known: "));
  CHECK(unknown.sentence.find("no-such-host.invalid") != std::string::npos);
  CHECK(get("file:///etc/passwd").fault == TransportFault::malformed);
  CHECK(get("ftp://127.0.0.1/").fault == TransportFault::malformed);
  CHECK(receiver.heads.empty());
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: a server without TLS is no secure one") {
  RawServer server({[](RawConnection& connection, const std::string&) {
    connection.send("HTTP/1.1 400 Bad Request\r\n\r\n");
  }});
  const auto outcome = get("https://127.0.0.1:" + std::to_string(server.port()) + "/");
  CHECK(outcome.fault == TransportFault::tls);
  CHECK(outcome.sentence.starts_with("no secure connection: "));
  CHECK(receiver.heads.empty());
}

TEST_CASE_FIXTURE(CurlFixture,
                  "curl transport: a proxy of the environment is asked, if it may be") {
  RawServer proxy({[](RawConnection& connection, const std::string&) {
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nproxy");
  }});
  const ScopedVariable variable("http_proxy", proxy.url());
  {
    const ScopedVariable none("no_proxy", "");
    CHECK(get("http://hub.invalid/x").fault == TransportFault::none);
    CHECK(receiver.bytes == "proxy");
    CHECK(proxy.requests().front().starts_with("GET http://hub.invalid/x HTTP/1.1\r\n"));
  }
  const ScopedVariable excepted("no_proxy", "hub.invalid");
  CHECK(get("http://hub.invalid/x").fault == TransportFault::host_unknown);
}

TEST_CASE_FIXTURE(CurlFixture,
                  "curl transport: a proxy that refuses a tunnel never sees the token") {
  RawServer proxy({[](RawConnection& connection, const std::string&) {
    connection.send("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
  }});
  const ScopedVariable variable("https_proxy", proxy.url());
  const ScopedVariable none("no_proxy", "");
  request.headers = {{"Authorization", "Bearer hf_secret"}};
  const auto outcome = get("https://hub.invalid/x");
  CHECK(outcome.fault == TransportFault::proxy);
  CHECK(outcome.sentence.find("407") != std::string::npos);
  CHECK(receiver.heads.empty());
  REQUIRE(proxy.requests().size() == 1);
  CHECK(proxy.requests().front().starts_with("CONNECT hub.invalid:443 HTTP/1.1\r\n"));
  CHECK(proxy.requests().front().find("hf_secret") == std::string::npos);
}

TEST_CASE_FIXTURE(CurlFixture, "curl transport: a proxy that is not known is told as such") {
  const ScopedVariable variable("http_proxy", "http://no-such-proxy.invalid:3128");
  const ScopedVariable none("no_proxy", "");
  const auto outcome = get("http://hub.invalid/x");
  CHECK(outcome.fault == TransportFault::proxy);
  CHECK(outcome.sentence.find("no-such-proxy.invalid") != std::string::npos);
}

TEST_CASE("curl transport: certificates that cannot be read are an error before any request") {
  const test::TempDir directory;
  const auto empty = directory.path() / "empty.pem";
  std::ofstream(empty).close();
  for (const auto& file : {directory.path() / "absent.pem", directory.path(), empty}) {
    CAPTURE(file.string());
    const auto transport =
        make_curl_transport({.user_agent = "kimitok/test", .ca_file = file, .ca_directory = {}});
    REQUIRE_FALSE(transport);
    CHECK(transport.error().code() == ErrorCode::io);
    CHECK(transport.error().source() == file.string());
  }
}

}  // namespace
}  // namespace kimitok
