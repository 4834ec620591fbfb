// A disk that loses power: what was written and not yet fsynced is gone, while names that were made
// stay, as on a file system that writes its directories first.
#ifndef KIMITOK_TESTS_SUPPORT_POWER_CUT_SYSTEM_HPP_
#define KIMITOK_TESTS_SUPPORT_POWER_CUT_SYSTEM_HPP_

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "kimitok/system.hpp"

namespace kimitok::test {

class PowerCutSystem final : public System {
 public:
  // The power fails before the call of this number, from 0: that one and all later ones but close()
  // fail with EIO and do nothing.
  explicit PowerCutSystem(std::size_t call) : last_(call) {}

  std::size_t calls() const { return calls_; }

  // Takes from the files below `root` what the disk never got. Returns how many lost something.
  std::size_t lose_unwritten(const std::filesystem::path& root) const;

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

 private:
  using File = std::pair<dev_t, ino_t>;

  bool has_power();
  // The file is about to change: until its next fsync the disk has only what it has now.
  void keep_in_mind(int fd);

  System& real_ = posix_system();
  std::size_t last_;
  std::size_t calls_ = 0;
  std::map<File, off_t> on_disk_;  // of files with unwritten bytes: how many bytes the disk has
};

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_POWER_CUT_SYSTEM_HPP_
