#include "temporary_file.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "removed_on_signal.hpp"

namespace kimitok::app {
namespace {

Failure io_failure(std::string_view what, const std::string& path) {
  return fail(
      Error(ErrorCode::io, fmt::format("cannot {}: {}", what, std::strerror(errno))).in(path));
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
  const HeldSignals until_watched;
  const int fd = mkostemp(temporary.data(), O_CLOEXEC);
  if (fd < 0) return io_failure("create", path);
  remove_on_signal(AT_FDCWD, temporary);
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
  keep_on_signal(AT_FDCWD, temporary_);
  temporary_.clear();
  return {};
}

void TemporaryFile::discard() noexcept {
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  if (temporary_.empty()) return;
  ::unlink(temporary_.c_str());
  keep_on_signal(AT_FDCWD, temporary_);
  temporary_.clear();
}

}  // namespace kimitok::app
