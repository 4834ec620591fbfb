#include "kimitok/file.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace kimitok {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  int number() const { return number_; }

 private:
  int number_;
};

Failure io_failure(const std::filesystem::path& path, std::string sentence) {
  return fail(Error(ErrorCode::io, std::move(sentence)).in(path.native()));
}

std::string reason(int error) { return std::error_code(error, std::generic_category()).message(); }

Failure too_large(const std::filesystem::path& path, std::size_t max_bytes) {
  return io_failure(path, fmt::format("holds more than {} bytes", max_bytes));
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) return io_failure(path, "cannot be opened: " + reason(errno));
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) {
    return io_failure(path, "cannot be read: " + reason(errno));
  }
  if (S_ISDIR(status.st_mode)) return io_failure(path, "is a directory");
  const auto announced = static_cast<std::size_t>(status.st_size > 0 ? status.st_size : 0);
  if (announced > max_bytes) return too_large(path, max_bytes);

  // The announced size is only a first guess: pipes and /proc announce nothing, and files grow. One
  // byte more than it lets the end be seen without another block.
  std::string bytes;
  std::size_t filled = 0;
  std::size_t room = announced + 1;
  while (true) {
    if (filled == bytes.size()) {
      bytes.resize(filled + room);
      room = bytes.size();
    }
    const ssize_t got = ::read(file.number(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return io_failure(path, "cannot be read: " + reason(errno));
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > max_bytes) return too_large(path, max_bytes);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace kimitok
