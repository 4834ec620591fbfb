#include "cache/io_failure.hpp"

#include <fmt/core.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "base/printable.hpp"

namespace kimitok {
namespace {

bool is_refusal(int cause) { return cause == EROFS || cause == EACCES || cause == EPERM; }

std::string free_bytes(System& system, int directory) {
  unsigned long long bytes = 0;
  if (system.free_bytes(directory, &bytes) != 0) return "";
  return fmt::format(", {} free", bytes);
}

}  // namespace

Failure io_failure(const std::filesystem::path& path, std::string_view done, int cause) {
  const std::string reason = std::generic_category().message(cause);
  Failure failure = io_failure(path, fmt::format("cannot be {}: {}", done, reason));
  if (!is_refusal(cause)) return failure;
  return fail(std::move(failure.error)
                  .with_remedy("for a cache elsewhere set HF_HUB_CACHE or use --cache-dir"));
}

Failure io_failure(const std::filesystem::path& path, std::string_view sentence) {
  return fail(Error(ErrorCode::io, std::string(sentence)).in(printable(path.native())));
}

Failure write_failure(const std::filesystem::path& path, int cause, std::uint64_t bytes_left,
                      System& system, int directory) {
  if (cause == ENOSPC)
    return io_failure(path, fmt::format("no space left on the disk: {} more bytes needed{}",
                                        bytes_left, free_bytes(system, directory)));
  // What is free on the disk says nothing of a quota.
  if (cause == EDQUOT)
    return io_failure(
        path, fmt::format("no space left in the disk quota: {} more bytes needed", bytes_left));
  return io_failure(path, "written", cause);
}

}  // namespace kimitok
