#include "watched_system.hpp"

#include <fcntl.h>

#include <string>
#include <string_view>

#include "removed_on_signal.hpp"

namespace kimitok::app {
namespace {

class WatchedSystem final : public PosixSystem {
 public:
  int openat(int directory, const char* path, int flags, mode_t mode) override {
    const bool is_temporary =
        (flags & O_EXCL) != 0 && std::string_view(path).ends_with(".incomplete");
    if (!is_temporary) return PosixSystem::openat(directory, path, flags, mode);
    const HeldSignals until_watched;
    const int fd = PosixSystem::openat(directory, path, flags, mode);
    if (fd >= 0) remove_on_signal(directory, path);
    return fd;
  }
  int renameat(int from_directory, const char* from, int to_directory, const char* to) override {
    const int renamed = PosixSystem::renameat(from_directory, from, to_directory, to);
    if (renamed == 0) keep_on_signal(from_directory, from);
    return renamed;
  }
  int unlinkat(int directory, const char* path, int flags) override {
    const int removed = PosixSystem::unlinkat(directory, path, flags);
    keep_on_signal(directory, path);
    return removed;
  }
};

}  // namespace

System& watched_system() {
  static WatchedSystem system;
  return system;
}

}  // namespace kimitok::app
