#include "cache/directory.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

#include "cache/io_failure.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;

constexpr int kOpenDirectory = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
constexpr mode_t kDirectoryMode = 0777;

bool is_link(System& system, int directory, const std::string& name) {
  struct stat status {};
  return system.fstatat(directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
         S_ISLNK(status.st_mode);
}

// Makes each missing directory on the way to `path`, and returns why the last could not be made, or
// 0. What is there already may be refused in other ways than EEXIST, on a read-only disk for one;
// and behind the first that is really refused, all else is only missing.
int make_all(System& system, const fs::path& path) {
  fs::path made;
  int last = 0;
  int reason = 0;
  for (const fs::path& part : path) {
    made /= part;
    if (part == path.root_path() || part.empty()) continue;
    last = system.mkdirat(AT_FDCWD, made.c_str(), kDirectoryMode) == 0 ? 0 : errno;
    if (last != 0 && last != EEXIST && last != ENOENT) reason = last;
  }
  if (last == 0 || last == EEXIST) return 0;
  return reason != 0 ? reason : last;
}

}  // namespace

Result<std::optional<Directory>> Directory::find_root(System& system, const fs::path& path) {
  Descriptor opened(system, system.openat(AT_FDCWD, path.c_str(), kOpenDirectory, 0));
  if (opened.is_open()) return std::optional(Directory(std::move(opened), path));
  if (errno == ENOENT) return std::optional<Directory>();
  if (errno == ENOTDIR) return io_failure(path, "is not a directory");
  return io_failure(path, "opened", errno);
}

Result<Directory> Directory::make_root(System& system, const fs::path& path) {
  auto found = find_root(system, path);
  if (!found) return fail(std::move(found).error());
  if (*found) return **std::move(found);
  if (const int cause = make_all(system, path); cause != 0)
    return io_failure(path, "created", cause);
  auto made = find_root(system, path);
  if (!made) return fail(std::move(made).error());
  if (!*made) return io_failure(path, "is a link that leads nowhere");
  return **std::move(made);
}

Result<std::optional<Directory>> Directory::find_step(const std::string& name) const {
  Descriptor opened(system(), system().openat(fd(), name.c_str(), kOpenDirectory | O_NOFOLLOW, 0));
  if (opened.is_open()) return std::optional(Directory(std::move(opened), path_ / name));
  const int cause = errno;
  if (cause == ENOENT) return std::optional<Directory>();
  // Both ways to say that it is a link, or no directory at all (open(2)).
  if (cause != ENOTDIR && cause != ELOOP) return io_failure(path_ / name, "opened", cause);
  if (is_link(system(), fd(), name))
    return io_failure(path_ / name,
                      "is a symbolic link where the cache has a directory, and is not followed");
  return std::optional<Directory>();
}

Result<Directory> Directory::make_step(const std::string& name) const {
  auto found = find_step(name);
  if (!found) return fail(std::move(found).error());
  if (*found) return **std::move(found);
  if (system().mkdirat(fd(), name.c_str(), kDirectoryMode) == 0) {
    if (auto synced = sync(); !synced) return fail(std::move(synced).error());
  } else if (errno != EEXIST) {
    return io_failure(path_ / name, "created", errno);
  }
  // Another process may have made it first, or something else than a directory may be there.
  auto made = find_step(name);
  if (!made) return fail(std::move(made).error());
  if (!*made) return io_failure(path_ / name, "is not a directory");
  return **std::move(made);
}

Result<std::optional<Directory>> Directory::find(const std::vector<std::string>& steps) const {
  auto self = again();
  if (!self) return fail(std::move(self).error());
  Result<std::optional<Directory>> at = std::optional(*std::move(self));
  for (const std::string& step : steps) {
    at = (*at)->find_step(step);
    if (!at || !*at) break;
  }
  return at;
}

Result<Directory> Directory::make(const std::vector<std::string>& steps) const {
  auto at = again();
  for (const std::string& step : steps) {
    if (!at) break;
    at = at->make_step(step);
  }
  return at;
}

Result<Directory> Directory::again() const {
  Descriptor opened(system(), system().openat(fd(), ".", kOpenDirectory, 0));
  if (!opened.is_open()) return io_failure(path_, "opened", errno);
  return Directory(std::move(opened), path_);
}

// Some file systems have nothing to do for a directory, and say so.
Result<void> Directory::sync() const {
  if (system().fsync(fd()) == 0 || errno == EINVAL || errno == ENOTSUP) return {};
  return io_failure(path_, "written", errno);
}

}  // namespace kimitok
