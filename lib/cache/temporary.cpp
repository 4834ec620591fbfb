#include "cache/temporary.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <utility>

#include "cache/io_failure.hpp"

namespace kimitok {
namespace {

constexpr int kMakeFile = O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
constexpr mode_t kFileMode = 0666;

// Random names meet less than once in a lifetime; twice in a row says that something else is wrong.
constexpr int kAttempts = 3;

// Makes something under the first name that is not taken: `make(name)` is a call that sets errno.
template <typename Make>
int under_a_new_name(const Temporary::Naming& naming, std::string* name, Make make) {
  int made = -1;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    *name = naming();
    made = make(name->c_str());
    if (made >= 0 || errno != EEXIST) break;
  }
  return made;
}

bool means_no_links(int cause) {
  return cause == EPERM || cause == EOPNOTSUPP || cause == ENOTSUP || cause == ENOSYS ||
         cause == EACCES;
}

bool is_same_file(System& system, int a, int b) {
  struct stat first {};
  struct stat second {};
  return system.fstat(a, &first) == 0 && system.fstat(b, &second) == 0 &&
         first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

}  // namespace

Temporary::Temporary(Directory directory, std::string name, Descriptor file,
                     std::filesystem::path place)
    : directory_(std::move(directory)),
      name_(std::move(name)),
      file_(std::move(file)),
      place_(std::move(place)) {}

Temporary::Temporary(Temporary&& other) noexcept
    : directory_(std::move(other.directory_)),
      name_(std::exchange(other.name_, {})),
      file_(std::move(other.file_)),
      place_(std::move(other.place_)),
      size_(other.size_) {}

Temporary& Temporary::operator=(Temporary&& other) noexcept {
  remove();
  directory_ = std::move(other.directory_);
  name_ = std::exchange(other.name_, {});
  file_ = std::move(other.file_);
  place_ = std::move(other.place_);
  size_ = other.size_;
  return *this;
}

Result<Temporary> Temporary::create_file(const Directory& directory, const Naming& naming,
                                         std::filesystem::path place) {
  auto own = directory.again();
  if (!own) return fail(std::move(own).error());
  System& system = directory.system();
  std::string name;
  const int fd = under_a_new_name(naming, &name, [&](const char* chosen) {
    return system.openat(own->fd(), chosen, kMakeFile, kFileMode);
  });
  if (fd < 0) return io_failure(place, "created", errno);
  return Temporary(*std::move(own), std::move(name), Descriptor(system, fd), std::move(place));
}

Result<std::optional<Temporary>> Temporary::create_link(const Directory& directory,
                                                        const Naming& naming,
                                                        std::filesystem::path place,
                                                        const std::string& text) {
  auto own = directory.again();
  if (!own) return fail(std::move(own).error());
  System& system = directory.system();
  std::string name;
  const int made = under_a_new_name(naming, &name, [&](const char* chosen) {
    return system.symlinkat(text.c_str(), own->fd(), chosen);
  });
  if (made < 0) {
    if (means_no_links(errno)) return std::optional<Temporary>();
    return io_failure(place, "created", errno);
  }
  return std::optional(
      Temporary(*std::move(own), std::move(name), Descriptor(system, -1), std::move(place)));
}

Failure Temporary::cannot(std::string_view done) const { return io_failure(place_, done, errno); }

Result<void> Temporary::append(std::string_view bytes) {
  System& system = directory_.system();
  while (!bytes.empty()) {
    const ssize_t written = system.write(file_.number(), bytes.data(), bytes.size());
    if (written < 0) return write_failure(place_, errno, bytes.size(), system, directory_.fd());
    bytes.remove_prefix(static_cast<std::size_t>(written));
    size_ += static_cast<std::uint64_t>(written);
  }
  return {};
}

Result<void> Temporary::truncate() {
  if (directory_.system().ftruncate(file_.number(), 0) != 0) return cannot("written");
  size_ = 0;
  return {};
}

Result<CachedFile> Temporary::reopen() const {
  auto opened = open_file(directory_, name_);
  if (!opened) return fail(std::move(opened).error());
  if (!*opened ||
      !is_same_file(directory_.system(), (*opened)->descriptor.number(), file_.number()))
    return io_failure(directory_.path() / name_, "has been replaced by another process");
  return **std::move(opened);
}

Result<void> Temporary::flush() {
  if (!file_.is_open()) return {};
  System& system = directory_.system();
  // Some disks are found to be full only now, and some errors are told only by close().
  if (system.fsync(file_.number()) != 0)
    return write_failure(place_, errno, size_, system, directory_.fd());
  if (file_.close() != 0) return write_failure(place_, errno, size_, system, directory_.fd());
  return {};
}

Result<void> Temporary::put(const Directory& target, const std::string& name) {
  if (auto flushed = flush(); !flushed) return flushed;
  System& system = directory_.system();
  if (system.renameat(directory_.fd(), name_.c_str(), target.fd(), name.c_str()) != 0) {
    if (errno == EISDIR) return io_failure(place_, "is a directory");
    return cannot("created");
  }
  name_.clear();
  return target.sync();
}

void Temporary::remove() noexcept {
  file_.close();
  if (name_.empty()) return;
  directory_.system().unlinkat(directory_.fd(), name_.c_str(), 0);
  name_.clear();
}

}  // namespace kimitok
