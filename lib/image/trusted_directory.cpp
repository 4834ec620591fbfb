#include "image/trusted_directory.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>
#include <utility>

namespace kimitok {
namespace {

Failure refused(std::string sentence) { return fail(ErrorCode::io, std::move(sentence)); }
Failure cannot(std::string_view what) {
  return refused(fmt::format("cannot be {}: {}", what, std::strerror(errno)));
}

Result<void> check_owner(const struct stat& status) {
  if (status.st_uid != ::geteuid()) return refused("belongs to another user");
  if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0) return refused("can be written to by others");
  return {};
}

// Two processes may write the same file at the same time.
std::string unfinished_name() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
  return fmt::format("{}{}-{}", TrustedDirectory::kUnfinished, ::getpid(), now);
}

}  // namespace

Result<TrustedDirectory> TrustedDirectory::open(const std::filesystem::path& path) {
  OpenFile directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  struct stat status;
  if (!directory.is_open() || ::fstat(directory.number(), &status) != 0) return cannot("opened");
  if (auto owned = check_owner(status); !owned) return fail(std::move(owned).error());
  return TrustedDirectory(std::move(directory));
}

Result<TrustedDirectory> TrustedDirectory::create(const std::filesystem::path& path) {
  std::error_code none;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), none);
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return cannot("made");
  return open(path);
}

Result<TrustedDirectory::Existing> TrustedDirectory::open_file(const std::string& name,
                                                               std::uint64_t max_bytes) const {
  OpenFile file(::openat(directory_.number(), name.c_str(),
                         O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  struct stat status;
  if (!file.is_open() || ::fstat(file.number(), &status) != 0) return cannot("opened");
  if (!S_ISREG(status.st_mode)) return refused("is not a regular file");
  if (auto owned = check_owner(status); !owned) return fail(std::move(owned).error());
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > max_bytes) return refused("is too long");
  return Existing{std::move(file), static_cast<std::size_t>(size)};
}

Result<void> TrustedDirectory::put(const std::string& name, std::string_view bytes) const {
  const std::string unfinished = unfinished_name();
  OpenFile file(::openat(directory_.number(), unfinished.c_str(),
                         O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file.is_open()) return cannot("made");
  Result<void> done = file.write(bytes);
  if (done) done = file.close();
  if (done &&
      ::renameat(directory_.number(), unfinished.c_str(), directory_.number(), name.c_str()) != 0) {
    done = cannot("given its name");
  }
  if (!done) remove(unfinished);
  return done;
}

std::vector<TrustedDirectory::Listed> TrustedDirectory::files() const {
  std::vector<Listed> files;
  // What fdopendir() is given it closes, and it moves the place that reading is at.
  const int again = ::openat(directory_.number(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const std::unique_ptr<DIR, int (*)(DIR*)> listing(again < 0 ? nullptr : ::fdopendir(again),
                                                    ::closedir);
  if (!listing) return files;
  while (const dirent* entry = ::readdir(listing.get())) {
    struct stat status;
    if (::fstatat(directory_.number(), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) continue;
    if (!S_ISREG(status.st_mode)) continue;
    files.push_back({entry->d_name, std::max(status.st_atim.tv_sec, status.st_mtim.tv_sec)});
  }
  return files;
}

void TrustedDirectory::remove(const std::string& name) const {
  ::unlinkat(directory_.number(), name.c_str(), 0);
}

}  // namespace kimitok
