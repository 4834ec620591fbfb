#include "support/faulty_system.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>

namespace kimitok::test {

std::optional<int> FaultySystem::error_of(std::size_t call, const std::string& name) const {
  if (const auto found = failing_calls_.find(call); found != failing_calls_.end())
    return found->second;
  if (const auto found = failing_names_.find(name); found != failing_names_.end())
    return found->second;
  return std::nullopt;
}

template <typename Call>
auto FaultySystem::observed(const std::string& name, std::string_view path, Effect effect,
                            Call call) -> decltype(call()) {
  const std::size_t number = calls_.size();
  calls_.push_back(path.empty() ? name : name + " " + std::string(path));
  if (effect == Effect::change) ++changes_;
  const bool dies = death_ && death_->call == number;
  if (dies && death_->moment == Moment::before) ::_exit(kDeathStatus);
  const std::optional<int> error = error_of(number, name);
  decltype(call()) result = -1;
  if (!error || name == "close") result = call();
  if (dies) ::_exit(kDeathStatus);
  if (!error) return result;
  errno = *error;
  return -1;
}

int FaultySystem::openat(int directory, const char* path, int flags, mode_t mode) {
  const bool changes = (flags & O_CREAT) != 0 || (flags & O_ACCMODE) != O_RDONLY;
  return observed("openat", path, changes ? Effect::change : Effect::none,
                  [&] { return real_.openat(directory, path, flags, mode); });
}

ssize_t FaultySystem::read(int fd, void* bytes, std::size_t size) {
  return observed("read", "", Effect::none, [&] { return real_.read(fd, bytes, size); });
}

ssize_t FaultySystem::write_what_fits(int fd, const void* bytes, std::size_t size) {
  std::size_t taken = writes_short_ && size > 1 ? size / 2 : size;
  if (room_) taken = std::min<std::size_t>(taken, *room_);
  if (taken == 0 && size > 0) {
    errno = ENOSPC;
    return -1;
  }
  const ssize_t written = real_.write(fd, bytes, taken);
  if (room_ && written > 0) *room_ -= static_cast<std::uint64_t>(written);
  return written;
}

ssize_t FaultySystem::write(int fd, const void* bytes, std::size_t size) {
  return observed("write", "", Effect::change, [&] { return write_what_fits(fd, bytes, size); });
}

int FaultySystem::ftruncate(int fd, off_t size) {
  return observed("ftruncate", "", Effect::change, [&] { return real_.ftruncate(fd, size); });
}

int FaultySystem::fsync(int fd) {
  const bool is_slow = &real_ == &posix_system();
  return observed("fsync", "", Effect::change, [&] { return is_slow ? 0 : real_.fsync(fd); });
}

int FaultySystem::close(int fd) {
  return observed("close", "", Effect::none, [&] { return real_.close(fd); });
}

int FaultySystem::fstat(int fd, struct stat* status) {
  return observed("fstat", "", Effect::none, [&] { return real_.fstat(fd, status); });
}

int FaultySystem::fstatat(int directory, const char* path, struct stat* status, int flags) {
  return observed("fstatat", path, Effect::none,
                  [&] { return real_.fstatat(directory, path, status, flags); });
}

int FaultySystem::mkdirat(int directory, const char* path, mode_t mode) {
  return observed("mkdirat", path, Effect::change,
                  [&] { return real_.mkdirat(directory, path, mode); });
}

int FaultySystem::renameat(int from_directory, const char* from, int to_directory, const char* to) {
  return observed("renameat", to, Effect::change,
                  [&] { return real_.renameat(from_directory, from, to_directory, to); });
}

int FaultySystem::symlinkat(const char* target, int directory, const char* path) {
  return observed("symlinkat", path, Effect::change,
                  [&] { return real_.symlinkat(target, directory, path); });
}

ssize_t FaultySystem::readlinkat(int directory, const char* path, char* target, std::size_t size) {
  return observed("readlinkat", path, Effect::none,
                  [&] { return real_.readlinkat(directory, path, target, size); });
}

int FaultySystem::unlinkat(int directory, const char* path, int flags) {
  return observed("unlinkat", path, Effect::change,
                  [&] { return real_.unlinkat(directory, path, flags); });
}

int FaultySystem::flock(int fd, int operation) {
  return observed("flock", "", Effect::none,
                  [&] { return grants_locks_ ? 0 : real_.flock(fd, operation); });
}

int FaultySystem::fchmod(int fd, mode_t mode) {
  return observed("fchmod", "", Effect::change, [&] { return real_.fchmod(fd, mode); });
}

int FaultySystem::fchmodat(int directory, const char* path, mode_t mode) {
  return observed("fchmodat", path, Effect::change,
                  [&] { return real_.fchmodat(directory, path, mode); });
}

int FaultySystem::list(int directory, std::vector<std::string>* names) {
  return observed("list", "", Effect::none, [&] { return real_.list(directory, names); });
}

int FaultySystem::free_bytes(int directory, unsigned long long* bytes) {
  return observed("free_bytes", "", Effect::none, [&] {
    if (!room_) return real_.free_bytes(directory, bytes);
    *bytes = *room_;
    return 0;
  });
}

int status_of_child(const std::function<void()>& work) {
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) {
    try {
      work();
    } catch (...) {
      ::_exit(99);
    }
    ::_exit(0);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) throw std::runtime_error("cannot wait for the child");
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace kimitok::test
