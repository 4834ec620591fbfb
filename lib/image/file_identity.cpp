#include "image/file_identity.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>

#include <algorithm>
#include <ctime>

#include "image/open_file.hpp"

namespace kimitok {
namespace {

constexpr std::time_t kSettledSeconds = 2;

}  // namespace

std::optional<FileIdentity> FileIdentity::of(const std::filesystem::path& path) {
  timespec now;
  if (::clock_gettime(CLOCK_REALTIME, &now) != 0) return std::nullopt;
  struct stat status;
  // Whoever writes to a pipe would take our opening it for that of its reader.
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  // Opening asks whether the file may be read, which its status alone does not tell.
  const OpenFile file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!file.is_open() || ::fstat(file.number(), &status) != 0) return std::nullopt;
  if (!S_ISREG(status.st_mode)) return std::nullopt;
  FileIdentity identity;
  identity.text_ = fmt::format("{} {} {} {}.{:09} {}.{:09}", status.st_dev, status.st_ino,
                               status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                               status.st_ctim.tv_sec, status.st_ctim.tv_nsec);
  identity.settled_ =
      now.tv_sec - std::max(status.st_ctim.tv_sec, status.st_mtim.tv_sec) > kSettledSeconds;
  return identity;
}

}  // namespace kimitok
