// One HTTP request, as the Hub's client needs it. The seam between the protocol and libcurl.
#ifndef KIMITOK_TRANSPORT_HPP_
#define KIMITOK_TRANSPORT_HPP_

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/error.hpp"

namespace kimitok {

struct HttpHeader {
  std::string name;  // in lower case where received
  std::string value;
};

struct HttpRequest {
  std::string url;  // http or https; never a redirect followed
  std::vector<HttpHeader> headers;
  std::chrono::milliseconds connect_timeout{10'000};
  // From the start to the head of the reply; from then on only `stall_timeout` and `deadline`
  // count.
  std::chrono::milliseconds head_timeout{10'000};
  // Fewer than 1 KiB/s over this long ends the transfer.
  std::chrono::milliseconds stall_timeout{10'000};
  std::optional<std::chrono::steady_clock::time_point> deadline;
};

struct HttpHead {
  int status = 0;
  std::vector<HttpHeader> headers;

  // The value of a header that is there exactly once (or several times with one value).
  const std::string* find(std::string_view lower_case_name) const;
};

// Receives a reply. Returning false ends the transfer with TransportFault::stopped.
class HttpReceiver {
 public:
  virtual ~HttpReceiver() = default;
  virtual bool head(const HttpHead& head) = 0;
  virtual bool body(std::string_view bytes) = 0;
};

enum class TransportFault {
  none,          // the reply came to its end as HTTP sees it: its length is for the caller to check
  stopped,       // the receiver wanted no more
  interrupted,   // by a signal
  host_unknown,  // DNS
  connect,
  proxy,
  tls,
  timeout,   // no head in time, stalled, or past the deadline
  broken,    // reset, or ended too early
  malformed  // not HTTP, or more headers than is sane
};

struct TransportOutcome {
  TransportFault fault = TransportFault::none;
  std::string sentence;  // what went wrong; empty for none and stopped
};

class Transport {
 public:
  virtual ~Transport() = default;

  // A GET. Only http and https, no redirect, no cookie, no .netrc; the body as it was sent, so that
  // who wants it plain says so in the headers.
  virtual TransportOutcome get(const HttpRequest& request, HttpReceiver& receiver) = 0;
};

struct CurlSettings {
  std::string user_agent;
  std::filesystem::path ca_file, ca_directory;  // empty: the system's
};

// Keeps connections open from request to request; not for several threads. Proxies are those of the
// environment (http_proxy, https_proxy, all_proxy, no_proxy). libcurl is loaded at the first call;
// fails with `network` if it cannot be, and with `io` on a CA file that cannot be read.
Result<std::unique_ptr<Transport>> make_curl_transport(const CurlSettings& settings);

}  // namespace kimitok

#endif  // KIMITOK_TRANSPORT_HPP_
