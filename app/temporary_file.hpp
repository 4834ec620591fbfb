// A file that takes its place under its name only when it is whole.
#ifndef KIMITOK_APP_TEMPORARY_FILE_HPP_
#define KIMITOK_APP_TEMPORARY_FILE_HPP_

#include <string>

#include "kimitok/error.hpp"

namespace kimitok::app {

// Lies beside the file it will replace, so that rename(2) is atomic. Removed by the destructor, and
// by SIGINT, SIGTERM and SIGHUP, unless published.
class TemporaryFile {
 public:
  // For a file that is to appear at `path`; a symbolic link there is followed. Fails with `io`.
  static Result<TemporaryFile> create(const std::string& path);

  TemporaryFile(TemporaryFile&& other) noexcept;
  TemporaryFile& operator=(TemporaryFile&& other) noexcept;
  ~TemporaryFile();

  int fd() const { return fd_; }

  // Writes it to disk, closes it and gives it its name: the whole file is there, or what was there
  // before. An existing file's permissions are kept.
  Result<void> publish();

 private:
  TemporaryFile(int fd, std::string temporary, std::string target)
      : fd_(fd), temporary_(std::move(temporary)), target_(std::move(target)) {}
  void discard() noexcept;

  int fd_ = -1;
  std::string temporary_;  // empty: nothing to remove
  std::string target_;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_TEMPORARY_FILE_HPP_
