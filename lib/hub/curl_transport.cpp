// libcurl is asked for one reply at a time and trusted with little: no redirect, no encoding, no
// clock but that for connecting. Its errors become TransportFault.
#include <fmt/core.h>

#include <array>
#include <chrono>
#include <fstream>
#include <memory>
#include <new>
#include <string>
#include <utility>

#include "base/printable.hpp"
#include "hub/blocked_sigpipe.hpp"
#include "hub/curl_library.hpp"
#include "hub/http_head.hpp"
#include "hub/transfer_limits.hpp"
#include "hub/url.hpp"
#include "kimitok/transport.hpp"

namespace kimitok {
namespace {

using Clock = std::chrono::steady_clock;

struct EasyDeleter {
  const CurlLibrary* curl;

  void operator()(CURL* easy) const {
    const BlockedSigpipe blocked;  // closing a connection of TLS writes to it
    curl->easy_cleanup(easy);
  }
};

using Easy = std::unique_ptr<CURL, EasyDeleter>;

struct ListDeleter {
  const CurlLibrary* curl;

  void operator()(curl_slist* list) const { curl->slist_free_all(list); }
};

using HeaderList = std::unique_ptr<curl_slist, ListDeleter>;

HeaderList header_list(const CurlLibrary& curl, const std::vector<HttpHeader>& headers) {
  HeaderList list(nullptr, ListDeleter{&curl});
  for (const HttpHeader& header : headers) {
    curl_slist* longer = curl.slist_append(list.get(), (header.name + ": " + header.value).c_str());
    if (longer == nullptr) throw std::bad_alloc();
    static_cast<void>(list.release());
    list.reset(longer);
  }
  return list;
}

// One reply on its way from libcurl's callbacks to the receiver.
class Delivery {
 public:
  Delivery(const HttpRequest& request, HttpReceiver& receiver)
      : receiver_(receiver), limits_(request, Clock::now()) {}

  // Each returns whether to go on.
  bool header_line(std::string_view line) {
    if (has_head_) return true;  // a trailer after a chunked body
    const HeadReader::Step step = reader_.line(line);
    if (step == HeadReader::Step::malformed) {
      return end(TransportFault::malformed, "the head of the reply is malformed or too long");
    }
    if (step == HeadReader::Step::more) return true;
    has_head_ = true;
    limits_.got_head(Clock::now());
    return receiver_.head(reader_.head()) || end(TransportFault::stopped, "");
  }

  bool body(std::string_view bytes) {
    limits_.got_bytes(bytes.size());
    return receiver_.body(bytes) || end(TransportFault::stopped, "");
  }

  bool check_time() {
    std::string exceeded = limits_.exceeded(Clock::now());
    return exceeded.empty() || end(TransportFault::timeout, std::move(exceeded));
  }

  bool has_head() const { return has_head_; }
  bool ended() const { return outcome_.fault != TransportFault::none; }
  TransportOutcome take_outcome() { return std::move(outcome_); }

 private:
  bool end(TransportFault fault, std::string sentence) {
    outcome_ = {fault, std::move(sentence)};
    return false;
  }

  HttpReceiver& receiver_;
  HeadReader reader_;
  TransferLimits limits_;
  bool has_head_ = false;
  TransportOutcome outcome_;
};

extern "C" {

static std::size_t on_header(char* bytes, std::size_t, std::size_t size, void* delivery) {
  return static_cast<Delivery*>(delivery)->header_line({bytes, size}) ? size : CURL_WRITEFUNC_ERROR;
}

static std::size_t on_body(char* bytes, std::size_t, std::size_t size, void* delivery) {
  return static_cast<Delivery*>(delivery)->body({bytes, size}) ? size : CURL_WRITEFUNC_ERROR;
}

static int on_progress(void* delivery, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Delivery*>(delivery)->check_time() ? 0 : 1;
}

}  // extern "C"

TransportFault fault_of(CURLcode code) {
  switch (code) {
    case CURLE_OK:
      return TransportFault::none;
    case CURLE_COULDNT_RESOLVE_HOST:
      return TransportFault::host_unknown;
    case CURLE_COULDNT_CONNECT:
      return TransportFault::connect;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY:
      return TransportFault::proxy;
    case CURLE_OPERATION_TIMEDOUT:
      return TransportFault::timeout;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_SSL_ENGINE_INITFAILED:
    case CURLE_USE_SSL_FAILED:
      return TransportFault::tls;
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_SSL_SHUTDOWN_FAILED:
      return TransportFault::broken;
    default:
      return TransportFault::malformed;
  }
}

std::string_view name_of(TransportFault fault) {
  switch (fault) {
    case TransportFault::host_unknown:
      return "the host is not known";
    case TransportFault::connect:
      return "no connection";
    case TransportFault::proxy:
      return "the proxy does not serve";
    case TransportFault::tls:
      return "no secure connection";
    case TransportFault::timeout:
      return "no connection in time";
    case TransportFault::broken:
      return "the transfer broke off";
    case TransportFault::none:
    case TransportFault::stopped:
    case TransportFault::interrupted:
    case TransportFault::malformed:
      break;
  }
  return "the reply is not one of HTTP";
}

class CurlTransport final : public Transport {
 public:
  CurlTransport(CurlSettings settings, const CurlLibrary& curl, Easy easy)
      : settings_(std::move(settings)), curl_(curl), easy_(std::move(easy)) {}

  TransportOutcome get(const HttpRequest& request, HttpReceiver& receiver) override {
    TransportOutcome outcome = perform(request, receiver, Connection::any);
    // Bytes that a server sent beyond an earlier reply lie in the way of the next one.
    if (outcome.fault == TransportFault::malformed && !had_head_ && is_reused()) {
      outcome = perform(request, receiver, Connection::own);
    }
    return outcome;
  }

 private:
  enum class Connection { any, own };

  TransportOutcome perform(const HttpRequest& request, HttpReceiver& receiver,
                           Connection connection) {
    Delivery delivery(request, receiver);
    const HeaderList headers = header_list(curl_, request.headers);
    error_text_.front() = '\0';
    curl_.easy_reset(easy_.get());  // keeps connections and what is known of hosts
    set_target(request, headers.get());
    if (connection == Connection::own) set(CURLOPT_FRESH_CONNECT, 1L);
    set_trust();
    set_callbacks(delivery);
    const BlockedSigpipe blocked;  // NOSIGNAL leaves that to us
    const CURLcode code = curl_.easy_perform(easy_.get());
    had_head_ = delivery.has_head();
    if (delivery.ended()) return delivery.take_outcome();
    return outcome(code, delivery);
  }

  // Whether the last request went over a connection of one before it.
  bool is_reused() const {
    long made = 0;
    curl_.easy_getinfo(easy_.get(), CURLINFO_NUM_CONNECTS, &made);
    return made == 0;
  }

  template <typename Value>
  void set(CURLoption option, Value value) {
    curl_.easy_setopt(easy_.get(), option, value);
  }

  void set_target(const HttpRequest& request, curl_slist* headers) {
    set(CURLOPT_URL, request.url.c_str());
    set(CURLOPT_PATH_AS_IS, 1L);
    set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_HTTPGET, 1L);
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_HTTPHEADER, headers);
    // A proxy is another machine: it gets neither the token nor anything else meant for the host.
    set(CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
    set(CURLOPT_USERAGENT, settings_.user_agent.c_str());
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connect_timeout.count()));
  }

  void set_trust() {
    if (!settings_.ca_file.empty()) set(CURLOPT_CAINFO, settings_.ca_file.c_str());
    if (!settings_.ca_directory.empty()) set(CURLOPT_CAPATH, settings_.ca_directory.c_str());
  }

  void set_callbacks(Delivery& delivery) {
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_ERRORBUFFER, error_text_.data());
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(CURLOPT_HEADERFUNCTION, &on_header);
    set(CURLOPT_HEADERDATA, static_cast<void*>(&delivery));
    set(CURLOPT_WRITEFUNCTION, &on_body);
    set(CURLOPT_WRITEDATA, static_cast<void*>(&delivery));
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &on_progress);
    set(CURLOPT_XFERINFODATA, static_cast<void*>(&delivery));
  }

  TransportOutcome outcome(CURLcode code, const Delivery& delivery) const {
    if (code == CURLE_OUT_OF_MEMORY && !delivery.has_head()) {
      // Also what it says of a header line that is longer than it likes.
      return {TransportFault::malformed, "the head of the reply is malformed or too long"};
    }
    if (code == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
    TransportFault fault = fault_of(code);
    if (fault == TransportFault::none && !delivery.has_head()) fault = TransportFault::malformed;
    if (fault == TransportFault::none) return {};
    if (refused_by_proxy()) fault = TransportFault::proxy;
    const std::string text =
        error_text_.front() != '\0' ? error_text_.data() : curl_.easy_strerror(code);
    return {fault, fmt::format("{}: {}", name_of(fault), printable(text))};
  }

  // A tunnel was asked for, and the proxy answered with something else.
  bool refused_by_proxy() const {
    long status = 0;
    curl_.easy_getinfo(easy_.get(), CURLINFO_HTTP_CONNECTCODE, &status);
    return status >= 300;
  }

  CurlSettings settings_;
  const CurlLibrary& curl_;
  Easy easy_;
  std::array<char, CURL_ERROR_SIZE> error_text_{};
  bool had_head_ = false;  // the last request got one
};

Result<void> check_readable(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (stream && stream.peek() != std::ifstream::traits_type::eof()) return {};
  return fail(Error(ErrorCode::io, "the certificates cannot be read").in(file.string()));
}

}  // namespace

Result<std::unique_ptr<Transport>> make_curl_transport(const CurlSettings& settings) {
  const auto curl = curl_library();
  if (!curl) return fail(curl.error());
  if (!settings.ca_file.empty()) {
    if (auto readable = check_readable(settings.ca_file); !readable) {
      return fail(std::move(readable).error());
    }
  }
  Easy easy((*curl)->easy_init(), EasyDeleter{*curl});
  if (easy == nullptr) throw std::bad_alloc();
  return std::unique_ptr<Transport>(
      std::make_unique<CurlTransport>(settings, **curl, std::move(easy)));
}

}  // namespace kimitok
