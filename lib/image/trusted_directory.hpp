// A directory whose files may decide what comes out: one that belongs to the user and that nobody
// else can write to.
#ifndef KIMITOK_IMAGE_TRUSTED_DIRECTORY_HPP_
#define KIMITOK_IMAGE_TRUSTED_DIRECTORY_HPP_

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "image/open_file.hpp"
#include "kimitok/error.hpp"

namespace kimitok {

class TrustedDirectory {
 public:
  // Fails with `io` if it is not there, belongs to another user or can be written to by others.
  static Result<TrustedDirectory> open(const std::filesystem::path& path);

  // The same, making it and what leads to it (mode 0700) where it is missing.
  static Result<TrustedDirectory> create(const std::filesystem::path& path);

  struct Existing {
    OpenFile file;
    std::size_t size;  // bytes
  };
  // To be read. Fails with `io`, without waiting, if there is no such file, it is a link, a
  // directory, a pipe or another special file, belongs to another user, can be written to by
  // others, or has more than `max_bytes`.
  Result<Existing> open_file(const std::string& name, std::uint64_t max_bytes) const;

  // Gives `bytes` the name at once and whole, in place of what has it now. What an interrupted call
  // leaves has a name that begins with kUnfinished. Fails with `io`; nothing is changed then.
  Result<void> put(const std::string& name, std::string_view bytes) const;
  static constexpr std::string_view kUnfinished = "unfinished-";

  struct Listed {
    std::string name;
    std::int64_t last_used;  // the later of when it was read and written, in seconds since 1970
  };
  // Regular files, in no order; those that cannot be looked at are left out.
  std::vector<Listed> files() const;

  // Nothing happens if it cannot be removed.
  void remove(const std::string& name) const;

 private:
  explicit TrustedDirectory(OpenFile directory) : directory_(std::move(directory)) {}

  OpenFile directory_;
};

}  // namespace kimitok

#endif  // KIMITOK_IMAGE_TRUSTED_DIRECTORY_HPP_
