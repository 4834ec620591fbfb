#include "temporary_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <utility>

namespace kimitok::app {
namespace {

Failure io_failure(std::string_view what, const std::string& path) {
  return fail(
      Error(ErrorCode::io, fmt::format("cannot {}: {}", what, std::strerror(errno))).in(path));
}

// What a signal handler may touch: fixed storage, written before the handler can see it in use.
// More files than this at once are still removed by their destructors.
constexpr std::size_t kMaxWatched = 8;
struct Watched {
  std::array<char, PATH_MAX> path;
  volatile std::sig_atomic_t used = 0;
};
std::array<Watched, kMaxWatched> watched;

extern "C" void remove_watched_and_die(int signal) {
  for (const Watched& file : watched) {
    if (file.used != 0) ::unlink(file.path.data());
  }
  // The handler was installed with SA_RESETHAND: this ends the process as the signal always does.
  ::raise(signal);
}

void watch(const std::string& path) {
  for (Watched& file : watched) {
    if (file.used != 0 || path.size() >= file.path.size()) continue;
    std::memcpy(file.path.data(), path.c_str(), path.size() + 1);
    file.used = 1;
    break;
  }
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action = {};
    // An ignored signal stays ignored: nohup and background jobs rely on it.
    if (sigaction(signal, nullptr, &action) != 0 || action.sa_handler != SIG_DFL) continue;
    action.sa_handler = remove_watched_and_die;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(signal, &action, nullptr);
  }
}

void unwatch(const std::string& path) {
  for (Watched& file : watched) {
    if (file.used != 0 && path == file.path.data()) file.used = 0;
  }
}

mode_t permissions_for(const std::string& target) {
  struct stat existing;
  if (stat(target.c_str(), &existing) == 0) return existing.st_mode & 07777;
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

}  // namespace

Result<TemporaryFile> TemporaryFile::create(const std::string& path) {
  std::error_code none;
  const std::filesystem::path resolved = std::filesystem::weakly_canonical(path, none);
  const std::string target = none ? path : resolved.string();
  const std::filesystem::path directory = std::filesystem::path(target).parent_path();
  std::string temporary = (directory / ".kimitok-XXXXXX").string();
  const int fd = mkostemp(temporary.data(), O_CLOEXEC);
  if (fd < 0) return io_failure("create", path);
  watch(temporary);
  return TemporaryFile(fd, std::move(temporary), target);
}

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      temporary_(std::exchange(other.temporary_, {})),
      target_(std::move(other.target_)) {}

TemporaryFile& TemporaryFile::operator=(TemporaryFile&& other) noexcept {
  discard();
  fd_ = std::exchange(other.fd_, -1);
  temporary_ = std::exchange(other.temporary_, {});
  target_ = std::move(other.target_);
  return *this;
}

TemporaryFile::~TemporaryFile() { discard(); }

Result<void> TemporaryFile::publish() {
  if (fchmod(fd_, permissions_for(target_)) != 0)
    return io_failure("set the permissions of", target_);
  if (fsync(fd_) != 0) return io_failure("write", target_);
  if (::close(std::exchange(fd_, -1)) != 0) return io_failure("write", target_);
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) return io_failure("create", target_);
  unwatch(temporary_);
  temporary_.clear();
  return {};
}

void TemporaryFile::discard() noexcept {
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  if (temporary_.empty()) return;
  ::unlink(temporary_.c_str());
  unwatch(temporary_);
  temporary_.clear();
}

}  // namespace kimitok::app
