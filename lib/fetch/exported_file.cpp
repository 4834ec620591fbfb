#include "fetch/exported_file.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <system_error>
#include <utility>
#include <vector>

#include "base/printable.hpp"
#include "cache/descriptor.hpp"
#include "kimitok/digest.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBufferBytes = 64u << 10;
constexpr unsigned kMostNames = 100;

Failure io_failure(const fs::path& path, std::string_view what) {
  const int cause = errno;
  return fail(
      Error(ErrorCode::io, fmt::format("{}: {}", what, std::generic_category().message(cause)))
          .in(printable(path.native())));
}

// The hash of what is left to read in `fd`; each part goes to `part` too.
Result<std::string> hash(System& system, int fd, const fs::path& path,
                         const std::function<Result<void>(std::string_view)>& part) {
  Sha256 sha256;
  std::vector<char> buffer(kBufferBytes);
  while (true) {
    const ssize_t got = system.read(fd, buffer.data(), buffer.size());
    if (got < 0) return io_failure(path, "cannot be read");
    if (got == 0) return sha256.hex();
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(got));
    sha256.update(bytes);
    if (auto taken = part(bytes); !taken) return fail(std::move(taken).error());
  }
}

Result<void> write_all(System& system, int fd, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = system.write(fd, bytes.data(), bytes.size());
    if (written < 0) return io_failure(path, "cannot be written");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

// A file without a name that anybody asks for, until renamed; removed with this object else.
class ExportTemporary {
 public:
  static Result<ExportTemporary> create(System& system, const fs::path& directory) {
    for (unsigned n = 0; n < kMostNames; ++n) {
      const fs::path path = directory / fmt::format(".kimitok-{}-{}", ::getpid(), n);
      const int fd = system.openat(AT_FDCWD, path.c_str(),
                                   O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
      if (fd >= 0) return ExportTemporary(system, path, fd);
      if (errno != EEXIST) return io_failure(directory, "cannot be written to");
    }
    return fail(
        Error(ErrorCode::io, "is full of temporary files").in(printable(directory.native())));
  }

  ExportTemporary(ExportTemporary&& other) noexcept
      : fd_(std::move(other.fd_)), path_(std::exchange(other.path_, {})) {}
  ExportTemporary& operator=(ExportTemporary&&) = delete;
  ~ExportTemporary() {
    if (!path_.empty()) fd_.system().unlinkat(AT_FDCWD, path_.c_str(), 0);
  }

  int fd() const { return fd_.number(); }

  Result<void> publish(const fs::path& target) {
    System& system = fd_.system();
    if (system.fchmod(fd(), 0444) != 0 || system.fsync(fd()) != 0 || fd_.close() != 0) {
      return io_failure(target, "cannot be written");
    }
    if (system.renameat(AT_FDCWD, path_.c_str(), AT_FDCWD, target.c_str()) != 0) {
      return io_failure(target, "cannot be put there");
    }
    path_.clear();
    return {};
  }

 private:
  ExportTemporary(System& system, fs::path path, int fd)
      : fd_(system, fd), path_(std::move(path)) {}

  Descriptor fd_;
  fs::path path_;  // empty: nothing to remove
};

// "." for a name alone: an empty path is none to the system.
fs::path directory_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

Result<void> write_directory_out(System& system, const fs::path& directory) {
  const Descriptor fd(
      system, system.openat(AT_FDCWD, directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0));
  if (fd.number() < 0 || system.fsync(fd.number()) != 0) {
    return io_failure(directory, "cannot be written out");
  }
  return {};
}

}  // namespace

Result<ExportTarget> look_at_target(System& system, const fs::path& target) {
  struct stat status {};
  if (system.fstatat(AT_FDCWD, target.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno == ENOENT) return ExportTarget{};
    return io_failure(target, "cannot be looked at");
  }
  if (S_ISDIR(status.st_mode)) return ExportTarget{ExportTarget::Kind::directory, {}};
  if (!S_ISREG(status.st_mode)) return ExportTarget{ExportTarget::Kind::other, {}};
  const Descriptor fd(system, system.openat(AT_FDCWD, target.c_str(),
                                            O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0));
  if (fd.number() < 0) return io_failure(target, "cannot be opened");
  auto sha256 = hash(system, fd.number(), target, [](std::string_view) { return Result<void>(); });
  if (!sha256) return fail(std::move(sha256).error());
  return ExportTarget{ExportTarget::Kind::plain, *std::move(sha256)};
}

Result<void> make_directories(System& system, const fs::path& directory) {
  fs::path made;
  for (const fs::path& step : directory) {
    made /= step;
    if (step.empty() || made == made.root_path()) continue;
    if (system.mkdirat(AT_FDCWD, made.c_str(), 0777) == 0) continue;
    // Some systems refuse before they look whether it is there: a read-only one, an automounter.
    const int cause = errno;
    struct stat status {};
    const bool is_there = system.fstatat(AT_FDCWD, made.c_str(), &status, 0) == 0;
    if (is_there && S_ISDIR(status.st_mode)) continue;
    errno = is_there ? ENOTDIR : cause;
    return io_failure(made, "cannot be made a directory");
  }
  return {};
}

Result<void> copy_checked(System& system, const FetchedFile& file, const fs::path& target) {
  const Descriptor source(
      system, system.openat(AT_FDCWD, file.path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0));
  if (source.number() < 0) return io_failure(file.path, "cannot be opened");
  const fs::path directory = directory_of(target);
  auto temporary = ExportTemporary::create(system, directory);
  if (!temporary) return fail(std::move(temporary).error());
  const auto sha256 = hash(system, source.number(), file.path, [&](std::string_view bytes) {
    return write_all(system, temporary->fd(), bytes, target);
  });
  if (!sha256) return fail(sha256.error());
  if (*sha256 != file.sha256) {
    return fail(
        Error(ErrorCode::integrity,
              fmt::format("has SHA-256 {}, but had {} when it was fetched", *sha256, file.sha256))
            .in(printable(file.path.native())));
  }
  if (auto published = temporary->publish(target); !published) return published;
  return write_directory_out(system, directory);
}

}  // namespace kimitok
