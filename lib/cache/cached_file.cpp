#include "cache/cached_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <utility>

#include "cache/cache_layout.hpp"
#include "cache/io_failure.hpp"

namespace kimitok {
namespace {

constexpr std::size_t kBlockBytes = 64u << 10;

// A link's text is short: "../" for each directory in a file's name, and a hash.
constexpr std::size_t kMaxLinkBytes = 8u << 10;

// A pipe must not make us wait for its other end: hence O_NONBLOCK, which does nothing to a file.
constexpr int kOpenFile = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

// What open(2) says of something that is no file to read: missing, below a file, a link, a socket.
bool is_no_file(int cause) {
  return cause == ENOENT || cause == ENOTDIR || cause == ELOOP || cause == ENXIO || cause == ENODEV;
}

}  // namespace

Result<std::optional<CachedFile>> open_file(const Directory& directory, const std::string& name) {
  System& system = directory.system();
  const std::filesystem::path path = directory.path() / name;
  Descriptor opened(system, system.openat(directory.fd(), name.c_str(), kOpenFile, 0));
  if (!opened.is_open()) {
    if (is_no_file(errno)) return std::optional<CachedFile>();
    return io_failure(path, "opened", errno);
  }
  struct stat status {};
  if (system.fstat(opened.number(), &status) != 0) return io_failure(path, "read", errno);
  if (!S_ISREG(status.st_mode)) return std::optional<CachedFile>();
  return std::optional(
      CachedFile{std::move(opened), path, static_cast<std::uint64_t>(status.st_size)});
}

Result<std::optional<CachedFile>> open_blob(const Directory& root, const RepoId& repo,
                                            const BlobId& blob) {
  const cache_layout::Place place = cache_layout::blob(repo, blob);
  auto blobs = root.find(place.directories);
  if (!blobs) return fail(std::move(blobs).error());
  if (!*blobs) return std::optional<CachedFile>();
  auto own = open_file(**blobs, place.name);
  if (!own || *own) return own;
  const auto target = link_target(**blobs, place.name);
  const auto shared = target ? cache_layout::shared_blob_of_link(*target) : std::nullopt;
  if (!shared) return own;
  auto store = root.find(shared->directories);
  if (!store) return fail(std::move(store).error());
  if (!*store) return own;
  return open_file(**store, shared->name);
}

std::optional<std::string> link_target(const Directory& directory, const std::string& name) {
  std::string target(kMaxLinkBytes, '\0');
  const ssize_t size =
      directory.system().readlinkat(directory.fd(), name.c_str(), target.data(), target.size());
  if (size < 0 || static_cast<std::size_t>(size) == target.size()) return std::nullopt;
  target.resize(static_cast<std::size_t>(size));
  return target;
}

Result<void> read_all(const CachedFile& file,
                      const std::function<Result<void>(std::string_view)>& take) {
  std::array<char, kBlockBytes> block;
  std::uint64_t left = file.size;
  while (true) {
    const ssize_t got =
        file.descriptor.system().read(file.descriptor.number(), block.data(), block.size());
    if (got < 0) return io_failure(file.path, "read", errno);
    if (got == 0) break;
    const auto size = static_cast<std::size_t>(got);
    if (size > left) return io_failure(file.path, "has grown while it was read");
    left -= size;
    if (auto taken = take({block.data(), size}); !taken) return taken;
  }
  if (left > 0) return io_failure(file.path, "has shrunk while it was read");
  return {};
}

Result<Digests> digests_of(const CachedFile& file) {
  BlobHasher hasher(file.size);
  auto read = read_all(file, [&](std::string_view bytes) -> Result<void> {
    hasher.update(bytes);
    return {};
  });
  if (!read) return fail(std::move(read).error());
  return hasher.digests();
}

}  // namespace kimitok
