#include "output.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <utility>

#include "temporary_file.hpp"

namespace kimitok::app {
namespace {

constexpr std::size_t kBufferBytes = 256u << 10;

// As much as this is written without passing through the buffer.
constexpr std::size_t kLargeBytes = 64u << 10;

Failure io_failure(std::string_view what, const std::string& name) {
  const int cause = errno;
  if (cause == EPIPE)
    return fail(Error(ErrorCode::broken_pipe, "the reader has gone away").in(name));
  return fail(
      Error(ErrorCode::io, fmt::format("cannot {}: {}", what, std::strerror(cause))).in(name));
}

bool is_regular(int fd) {
  struct stat status;
  return fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

}  // namespace

struct Output::State {
  std::string name;
  int fd = -1;
  bool owned = false;                      // to be closed by us
  std::optional<TemporaryFile> temporary;  // set: published by commit()
  std::string buffer;
  std::uint64_t begin = 0;  // the file offset this output began at
  bool regular = false;

  ~State() {
    if (owned && fd >= 0) ::close(fd);
  }

  Result<void> write_out(std::string_view bytes);
};

Result<void> Output::State::write_out(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return io_failure("write", name);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Output::Output(std::unique_ptr<State> state) : state_(std::move(state)) {}
Output::Output(Output&&) noexcept = default;
Output& Output::operator=(Output&&) noexcept = default;
Output::~Output() = default;

Result<Output> Output::open(const std::string& path) {
  auto state = std::make_unique<State>();
  struct stat existing;
  if (path.empty() || path == "-") {
    state->name = "standard output";
    state->fd = STDOUT_FILENO;
  } else if (stat(path.c_str(), &existing) == 0 && !S_ISREG(existing.st_mode)) {
    state->name = path;
    state->fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (state->fd < 0) return io_failure("open for writing", path);
    state->owned = true;
  } else {
    state->name = path;
    auto temporary = TemporaryFile::create(path);
    if (!temporary) return fail(std::move(temporary).error());
    state->fd = temporary->fd();
    state->temporary = *std::move(temporary);
  }
  state->regular = is_regular(state->fd);
  if (const off_t at = lseek(state->fd, 0, SEEK_CUR); state->regular && at > 0) {
    state->begin = static_cast<std::uint64_t>(at);
  }
  return Output(std::move(state));
}

Result<void> Output::write(std::string_view bytes) {
  if (bytes.size() < kLargeBytes) {
    state_->buffer += bytes;
    return state_->buffer.size() < kBufferBytes ? Result<void>() : flush();
  }
  if (auto flushed = flush(); !flushed) return flushed;
  return state_->write_out(bytes);
}

Result<void> Output::flush() {
  auto written = state_->write_out(state_->buffer);
  state_->buffer.clear();
  return written;
}

Result<void> Output::rewrite(std::uint64_t offset, std::string_view bytes) {
  if (auto flushed = flush(); !flushed) return flushed;
  auto at = static_cast<off_t>(state_->begin + offset);
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(state_->fd, bytes.data(), bytes.size(), at);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return io_failure("write", state_->name);
    bytes.remove_prefix(static_cast<std::size_t>(written));
    at += written;
  }
  return {};
}

// With O_APPEND pwrite() appends whatever the offset (Linux, pwrite(2)).
bool Output::can_rewrite() const {
  const int flags = fcntl(state_->fd, F_GETFL);
  return state_->regular && flags >= 0 && (flags & O_APPEND) == 0;
}

Result<void> Output::commit() {
  if (auto flushed = flush(); !flushed) return flushed;
  if (state_->temporary) {
    auto published = state_->temporary->publish();
    state_->fd = -1;
    return published;
  }
  // Some file systems report a failed write only when the file is closed; the process will not look
  // again.
  const int fd = std::exchange(state_->fd, -1);
  if (::close(fd) != 0 && errno != EINTR) return io_failure("write", state_->name);
  return {};
}

bool Output::is_terminal() const { return isatty(state_->fd) == 1; }

bool Output::is_same_file(const struct stat& other) const {
  struct stat mine;
  // A published file replaces what is at its path now.
  const int found =
      state_->temporary ? stat(state_->name.c_str(), &mine) : fstat(state_->fd, &mine);
  return found == 0 && S_ISREG(mine.st_mode) && S_ISREG(other.st_mode) &&
         mine.st_dev == other.st_dev && mine.st_ino == other.st_ino;
}

const std::string& Output::name() const { return state_->name; }

}  // namespace kimitok::app
