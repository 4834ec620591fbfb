// The system calls the cache makes, so that tests can make each of them fail or be the last.
#ifndef KIMITOK_SYSTEM_HPP_
#define KIMITOK_SYSTEM_HPP_

#include <sys/stat.h>
#include <sys/types.h>

#include <cstddef>
#include <string>
#include <vector>

namespace kimitok {

// Each is the system call of its name: -1 and errno on failure. Paths are relative to `directory`,
// or absolute.
class System {
 public:
  virtual ~System() = default;

  virtual int openat(int directory, const char* path, int flags, mode_t mode) = 0;
  virtual ssize_t read(int fd, void* bytes, std::size_t size) = 0;
  virtual ssize_t write(int fd, const void* bytes, std::size_t size) = 0;
  virtual int ftruncate(int fd, off_t size) = 0;
  virtual int fsync(int fd) = 0;
  virtual int close(int fd) = 0;
  virtual int fstat(int fd, struct stat* status) = 0;
  virtual int fstatat(int directory, const char* path, struct stat* status, int flags) = 0;
  virtual int mkdirat(int directory, const char* path, mode_t mode) = 0;
  virtual int renameat(int from_directory, const char* from, int to_directory, const char* to) = 0;
  virtual int symlinkat(const char* target, int directory, const char* path) = 0;
  virtual ssize_t readlinkat(int directory, const char* path, char* target, std::size_t size) = 0;
  virtual int unlinkat(int directory, const char* path, int flags) = 0;
  virtual int flock(int fd, int operation) = 0;
  virtual int fchmod(int fd, mode_t mode) = 0;
  virtual int fchmodat(int directory, const char* path, mode_t mode) = 0;
  // The names in a directory, without "." and "..", sorted; 0 or -1.
  virtual int list(int directory, std::vector<std::string>* names) = 0;
  // Free bytes for this user; 0 or -1.
  virtual int free_bytes(int directory, unsigned long long* bytes) = 0;
};

// The real ones. EINTR is tried again where that is harmless.
class PosixSystem : public System {
 public:
  int openat(int directory, const char* path, int flags, mode_t mode) override;
  ssize_t read(int fd, void* bytes, std::size_t size) override;
  ssize_t write(int fd, const void* bytes, std::size_t size) override;
  int ftruncate(int fd, off_t size) override;
  int fsync(int fd) override;
  int close(int fd) override;
  int fstat(int fd, struct stat* status) override;
  int fstatat(int directory, const char* path, struct stat* status, int flags) override;
  int mkdirat(int directory, const char* path, mode_t mode) override;
  int renameat(int from_directory, const char* from, int to_directory, const char* to) override;
  int symlinkat(const char* target, int directory, const char* path) override;
  ssize_t readlinkat(int directory, const char* path, char* target, std::size_t size) override;
  int unlinkat(int directory, const char* path, int flags) override;
  int flock(int fd, int operation) override;
  int fchmod(int fd, mode_t mode) override;
  int fchmodat(int directory, const char* path, mode_t mode) override;
  int list(int directory, std::vector<std::string>* names) override;
  int free_bytes(int directory, unsigned long long* bytes) override;
};

System& posix_system();

}  // namespace kimitok

#endif  // KIMITOK_SYSTEM_HPP_
