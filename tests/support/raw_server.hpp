// A server on loopback that does to its connections whatever a test says.
#ifndef KIMITOK_TESTS_SUPPORT_RAW_SERVER_HPP_
#define KIMITOK_TESTS_SUPPORT_RAW_SERVER_HPP_

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace kimitok::test {

// One accepted connection, closed at its end.
class RawConnection {
 public:
  explicit RawConnection(int fd) : fd_(fd) {}
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;
  ~RawConnection();

  // Its head, up to and with the empty line; of a client that speaks TLS, the first byte.
  std::string read_request();
  void send(std::string_view bytes);  // as much of it as the other end takes
  void reset();                       // ends the connection with RST
  void wait_for_end();                // until the other end closes, at most 20 seconds

 private:
  int fd_;
};

class RawServer {
 public:
  using Handler = std::function<void(RawConnection&, const std::string& request)>;

  // Serves one connection after the other, the n-th with the n-th handler, after its first request
  // was read; then no more.
  explicit RawServer(std::vector<Handler> handlers);
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;
  ~RawServer();  // waits for the handlers that have begun

  std::uint16_t port() const { return port_; }
  std::string url(std::string_view path = "/") const;
  std::vector<std::string> requests() const;  // the first of each connection

 private:
  void serve();

  std::vector<Handler> handlers_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_RAW_SERVER_HPP_
