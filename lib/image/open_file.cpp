#include "image/open_file.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace kimitok {
namespace {

Failure cannot_write() {
  return fail(ErrorCode::io, fmt::format("cannot be written: {}", std::strerror(errno)));
}

}  // namespace

OpenFile::~OpenFile() {
  if (is_open()) ::close(number_);
}

Result<void> OpenFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(number_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return cannot_write();
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> OpenFile::close() {
  if (::close(std::exchange(number_, -1)) != 0) return cannot_write();
  return {};
}

}  // namespace kimitok
