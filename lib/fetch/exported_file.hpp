// One file of an export: what lies where it is to be, and its way there.
#ifndef KIMITOK_FETCH_EXPORTED_FILE_HPP_
#define KIMITOK_FETCH_EXPORTED_FILE_HPP_

#include <filesystem>
#include <string>

#include "kimitok/error.hpp"
#include "kimitok/fetcher.hpp"
#include "kimitok/system.hpp"

namespace kimitok {

struct ExportTarget {
  enum class Kind {
    nothing,
    directory,
    plain,  // a regular file: `sha256`
    other,  // a link, a pipe: its bytes are not asked for
  };
  Kind kind = Kind::nothing;
  std::string sha256;
};

// Fails with `io` on a file that cannot be read.
Result<ExportTarget> look_at_target(System& system, const std::filesystem::path& target);

// Makes `directory` and what it lies in. Fails with `io`.
Result<void> make_directories(System& system, const std::filesystem::path& directory);

// Copies the bytes of `file` to `target`, replacing what is there: whole and on disk, or not at
// all. Fails with `io`, and `integrity` if they are not what `file` says.
Result<void> copy_checked(System& system, const FetchedFile& file,
                          const std::filesystem::path& target);

}  // namespace kimitok

#endif  // KIMITOK_FETCH_EXPORTED_FILE_HPP_
