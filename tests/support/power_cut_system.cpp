#include "support/power_cut_system.hpp"

#include <algorithm>
#include <cerrno>

namespace kimitok::test {

namespace fs = std::filesystem;

std::size_t PowerCutSystem::lose_unwritten(const fs::path& root) const {
  std::size_t losers = 0;
  if (!fs::exists(root)) return losers;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    struct stat status {};
    if (::lstat(entry.path().c_str(), &status) != 0 || !S_ISREG(status.st_mode)) continue;
    const auto found = on_disk_.find({status.st_dev, status.st_ino});
    if (found == on_disk_.end() || status.st_size <= found->second) continue;
    fs::resize_file(entry.path(), static_cast<std::uintmax_t>(found->second));
    ++losers;
  }
  return losers;
}

bool PowerCutSystem::has_power() {
  if (calls_++ < last_) return true;
  errno = EIO;
  return false;
}

void PowerCutSystem::keep_in_mind(int fd) {
  struct stat status {};
  if (real_.fstat(fd, &status) == 0) {
    on_disk_.emplace(File(status.st_dev, status.st_ino), status.st_size);
  }
}

int PowerCutSystem::openat(int directory, const char* path, int flags, mode_t mode) {
  return has_power() ? real_.openat(directory, path, flags, mode) : -1;
}

ssize_t PowerCutSystem::read(int fd, void* bytes, std::size_t size) {
  return has_power() ? real_.read(fd, bytes, size) : -1;
}

ssize_t PowerCutSystem::write(int fd, const void* bytes, std::size_t size) {
  if (!has_power()) return -1;
  keep_in_mind(fd);
  return real_.write(fd, bytes, size);
}

int PowerCutSystem::ftruncate(int fd, off_t size) {
  if (!has_power()) return -1;
  keep_in_mind(fd);
  return real_.ftruncate(fd, size);
}

int PowerCutSystem::fsync(int fd) {
  if (!has_power()) return -1;
  struct stat status {};
  if (real_.fstat(fd, &status) == 0) on_disk_.erase({status.st_dev, status.st_ino});
  return 0;
}

int PowerCutSystem::close(int fd) {
  const int closed = real_.close(fd);
  return has_power() ? closed : -1;
}

int PowerCutSystem::fstat(int fd, struct stat* status) {
  return has_power() ? real_.fstat(fd, status) : -1;
}

int PowerCutSystem::fstatat(int directory, const char* path, struct stat* status, int flags) {
  return has_power() ? real_.fstatat(directory, path, status, flags) : -1;
}

int PowerCutSystem::mkdirat(int directory, const char* path, mode_t mode) {
  return has_power() ? real_.mkdirat(directory, path, mode) : -1;
}

int PowerCutSystem::renameat(int from_directory, const char* from, int to_directory,
                             const char* to) {
  return has_power() ? real_.renameat(from_directory, from, to_directory, to) : -1;
}

int PowerCutSystem::symlinkat(const char* target, int directory, const char* path) {
  return has_power() ? real_.symlinkat(target, directory, path) : -1;
}

ssize_t PowerCutSystem::readlinkat(int directory, const char* path, char* target,
                                   std::size_t size) {
  return has_power() ? real_.readlinkat(directory, path, target, size) : -1;
}

int PowerCutSystem::unlinkat(int directory, const char* path, int flags) {
  return has_power() ? real_.unlinkat(directory, path, flags) : -1;
}

int PowerCutSystem::flock(int fd, int operation) {
  return has_power() ? real_.flock(fd, operation) : -1;
}

int PowerCutSystem::fchmod(int fd, mode_t mode) {
  return has_power() ? real_.fchmod(fd, mode) : -1;
}

int PowerCutSystem::fchmodat(int directory, const char* path, mode_t mode) {
  return has_power() ? real_.fchmodat(directory, path, mode) : -1;
}

int PowerCutSystem::list(int directory, std::vector<std::string>* names) {
  return has_power() ? real_.list(directory, names) : -1;
}

int PowerCutSystem::free_bytes(int directory, unsigned long long* bytes) {
  return has_power() ? real_.free_bytes(directory, bytes) : -1;
}

}  // namespace kimitok::test
