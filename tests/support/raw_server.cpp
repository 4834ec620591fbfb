#include "support/raw_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace kimitok::test {
namespace {

constexpr int kPatienceMs = 20'000;
constexpr char kTlsHandshake = 0x16;

bool is_readable(int fd) {
  pollfd wanted{fd, POLLIN, 0};
  return poll(&wanted, 1, kPatienceMs) > 0;
}

}  // namespace

RawConnection::~RawConnection() {
  if (fd_ >= 0) close(fd_);
}

std::string RawConnection::read_request() {
  std::string request;
  char byte = 0;
  const auto is_whole = [&] {
    return request.ends_with("\r\n\r\n") || request.starts_with(kTlsHandshake);
  };
  while (!is_whole() && is_readable(fd_) && recv(fd_, &byte, 1, 0) == 1) {
    request += byte;
  }
  return request;
}

void RawConnection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void RawConnection::reset() {
  const linger at_once{1, 0};
  setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close(fd_);
  fd_ = -1;
}

void RawConnection::wait_for_end() {
  std::array<char, 256> rest{};
  while (is_readable(fd_) && recv(fd_, rest.data(), rest.size(), 0) > 0) {
  }
}

RawServer::RawServer(std::vector<Handler> handlers) : handlers_(std::move(handlers)) {
  listener_ = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(listener_, generic, size) != 0 || listen(listener_, 8) != 0 ||
      getsockname(listener_, generic, &size) != 0) {
    throw std::runtime_error("no listening socket on loopback");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

RawServer::~RawServer() {
  shutdown(listener_, SHUT_RDWR);
  thread_.join();
  close(listener_);
}

std::string RawServer::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
}

std::vector<std::string> RawServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void RawServer::serve() {
  for (const Handler& handler : handlers_) {
    const int fd = accept(listener_, nullptr, nullptr);
    if (fd < 0) return;
    RawConnection connection(fd);
    std::string request = connection.read_request();
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(request);
    }
    handler(connection, request);
  }
}

}  // namespace kimitok::test
