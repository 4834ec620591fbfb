#include "kimitok/system.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>

namespace kimitok {
namespace {

// Linux gives up a file's number even when close() says EINTR, so that alone is never tried again.
template <typename Call>
auto uninterrupted(Call call) -> decltype(call()) {
  while (true) {
    const auto result = call();
    if (result >= 0 || errno != EINTR) return result;
  }
}

}  // namespace

int PosixSystem::openat(int directory, const char* path, int flags, mode_t mode) {
  return uninterrupted([&] { return ::openat(directory, path, flags, mode); });
}

ssize_t PosixSystem::read(int fd, void* bytes, std::size_t size) {
  return uninterrupted([&] { return ::read(fd, bytes, size); });
}

ssize_t PosixSystem::write(int fd, const void* bytes, std::size_t size) {
  return uninterrupted([&] { return ::write(fd, bytes, size); });
}

int PosixSystem::ftruncate(int fd, off_t size) {
  return uninterrupted([&] { return ::ftruncate(fd, size); });
}

int PosixSystem::fsync(int fd) {
  return uninterrupted([&] { return ::fsync(fd); });
}

int PosixSystem::close(int fd) { return ::close(fd); }

int PosixSystem::fstat(int fd, struct stat* status) { return ::fstat(fd, status); }

int PosixSystem::fstatat(int directory, const char* path, struct stat* status, int flags) {
  return ::fstatat(directory, path, status, flags);
}

int PosixSystem::mkdirat(int directory, const char* path, mode_t mode) {
  return ::mkdirat(directory, path, mode);
}

int PosixSystem::renameat(int from_directory, const char* from, int to_directory, const char* to) {
  return ::renameat(from_directory, from, to_directory, to);
}

int PosixSystem::symlinkat(const char* target, int directory, const char* path) {
  return ::symlinkat(target, directory, path);
}

ssize_t PosixSystem::readlinkat(int directory, const char* path, char* target, std::size_t size) {
  return ::readlinkat(directory, path, target, size);
}

int PosixSystem::unlinkat(int directory, const char* path, int flags) {
  return ::unlinkat(directory, path, flags);
}

int PosixSystem::flock(int fd, int operation) {
  return uninterrupted([&] { return ::flock(fd, operation); });
}

int PosixSystem::fchmod(int fd, mode_t mode) { return ::fchmod(fd, mode); }

int PosixSystem::fchmodat(int directory, const char* path, mode_t mode) {
  return ::fchmodat(directory, path, mode, 0);
}

int PosixSystem::list(int directory, std::vector<std::string>* names) {
  // A descriptor of its own: fdopendir() takes possession, and reading moves the offset.
  const int own = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (own < 0) return -1;
  DIR* const stream = ::fdopendir(own);
  if (stream == nullptr) {
    const int cause = errno;
    ::close(own);
    errno = cause;
    return -1;
  }
  names->clear();
  errno = 0;
  while (const dirent* const entry = ::readdir(stream)) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names->emplace_back(name);
    errno = 0;
  }
  const int cause = errno;
  ::closedir(stream);
  errno = cause;
  std::sort(names->begin(), names->end());
  return cause == 0 ? 0 : -1;
}

int PosixSystem::free_bytes(int directory, unsigned long long* bytes) {
  struct statvfs status {};
  if (uninterrupted([&] { return ::fstatvfs(directory, &status); }) != 0) return -1;
  *bytes = static_cast<unsigned long long>(status.f_bavail) * status.f_frsize;
  return 0;
}

System& posix_system() {
  static PosixSystem system;
  return system;
}

}  // namespace kimitok
