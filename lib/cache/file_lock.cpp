#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <thread>
#include <utility>

#include "base/printable.hpp"
#include "cache/cache_layout.hpp"
#include "cache/descriptor.hpp"
#include "cache/directory.hpp"
#include "kimitok/artifact_cache.hpp"

namespace kimitok {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kFirstSleep{1};
constexpr milliseconds kLongestSleep{100};
constexpr milliseconds kSilence{1000};  // a shorter wait is not worth a word

// So that every member of a shared cache's group can lock it, whatever the umask
// (huggingface_hub's mode).
constexpr mode_t kLockMode = 0664;

// O_NONBLOCK: something else than a file of this name must not make us wait.
constexpr int kOpenLock = O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

Descriptor open_lock(const Directory& directory, const std::string& name) {
  System& system = directory.system();
  Descriptor opened(
      system, system.openat(directory.fd(), name.c_str(), kOpenLock | O_RDWR | O_CREAT, kLockMode));
  // Another user's file that we may only read can be locked as well (flock(2)).
  if (!opened.is_open() && errno == EACCES)
    opened =
        Descriptor(system, system.openat(directory.fd(), name.c_str(), kOpenLock | O_RDONLY, 0));
  return opened;
}

// Whether `name` still leads to the open file: whoever unlinked it lets the next one lock another.
bool still_has_name(const Directory& directory, const std::string& name, const Descriptor& file) {
  System& system = directory.system();
  struct stat mine {};
  struct stat named {};
  return system.fstat(file.number(), &mine) == 0 &&
         system.fstatat(directory.fd(), name.c_str(), &named, AT_SYMLINK_NOFOLLOW) == 0 &&
         mine.st_dev == named.st_dev && mine.st_ino == named.st_ino;
}

void set_mode(const Descriptor& file) {
  struct stat status {};
  if (file.system().fstat(file.number(), &status) != 0 || (status.st_mode & 0777) == kLockMode)
    return;
  // Only its owner may; whoever else takes the lock takes it as it is.
  static_cast<void>(file.system().fchmod(file.number(), kLockMode));
}

// Sleeps between attempts, and tells who waits what for.
class Wait {
 public:
  Wait(const ArtifactCache::Options& options, const std::filesystem::path& lock)
      : options_(options), lock_(printable(lock.native())) {}

  // False when it has been long enough.
  bool again() {
    const auto waited = std::chrono::duration_cast<milliseconds>(Clock::now() - begin_);
    if (waited >= options_.lock_wait) {
      note(fmt::format("{}: still locked by another process after {} s, going on without it", lock_,
                       waited.count() / 1000));
      return false;
    }
    if (waited >= kSilence && !std::exchange(told_, true))
      note(lock_ + ": locked by another process, waiting for it");
    std::this_thread::sleep_for(std::min(sleep_, options_.lock_wait - waited));
    sleep_ = std::min(sleep_ * 2, kLongestSleep);
    return true;
  }

 private:
  void note(const std::string& sentence) const {
    if (options_.note) options_.note(sentence);
  }

  const ArtifactCache::Options& options_;
  std::string lock_;
  Clock::time_point begin_ = Clock::now();
  milliseconds sleep_ = kFirstSleep;
  bool told_ = false;
};

// The locked file; one that is not open where there is no locking it.
Descriptor locked(const Directory& directory, const std::string& name, Wait wait) {
  System& system = directory.system();
  Descriptor file = open_lock(directory, name);
  while (file.is_open()) {
    if (system.flock(file.number(), LOCK_EX | LOCK_NB) == 0) {
      if (still_has_name(directory, name, file)) return file;
    } else if (errno != EWOULDBLOCK) {
      break;
    }
    if (!wait.again()) break;
    if (!still_has_name(directory, name, file)) file = open_lock(directory, name);
  }
  return Descriptor(system, -1);
}

}  // namespace

FileLock::FileLock(FileLock&& other) noexcept
    : system_(other.system_), fd_(std::exchange(other.fd_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(system_, other.system_);
  std::swap(fd_, other.fd_);
  return *this;
}

FileLock::~FileLock() {
  if (is_held()) system_->close(fd_);
}

FileLock ArtifactCache::lock(const RepoId& repo, const BlobId& blob) {
  const cache_layout::Place place = cache_layout::lock(repo, blob);
  auto root = Directory::make_root(system_, root_);
  if (!root) return FileLock();
  auto directory = root->make(place.directories);
  if (!directory) return FileLock();
  Descriptor file = locked(*directory, place.name, Wait(options_, directory->path() / place.name));
  if (!file.is_open()) return FileLock();
  set_mode(file);
  return FileLock(&system_, file.release());
}

}  // namespace kimitok
