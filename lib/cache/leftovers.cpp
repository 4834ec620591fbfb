#include <fcntl.h>
#include <sys/stat.h>

#include <chrono>
#include <string>
#include <vector>

#include "cache/cache_layout.hpp"
#include "cache/directory.hpp"
#include "kimitok/artifact_cache.hpp"

namespace kimitok {
namespace {

using Seconds = std::chrono::seconds;
constexpr Seconds kLongAgo = std::chrono::hours(24);

bool is_old(const Directory& directory, const std::string& name) {
  struct stat status {};
  if (directory.system().fstatat(directory.fd(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
    return false;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return now - Seconds(status.st_mtime) > kLongAgo;
}

// Whatever goes wrong: another run will find them.
void remove_old(const Directory& directory, bool (*is_ours)(std::string_view)) {
  std::vector<std::string> names;
  if (directory.system().list(directory.fd(), &names) != 0) return;
  for (const std::string& name : names) {
    if (is_ours(name) && is_old(directory, name))
      directory.system().unlinkat(directory.fd(), name.c_str(), 0);
  }
}

}  // namespace

void ArtifactCache::remove_leftovers(const RepoId& repo) {
  const auto root = Directory::find_root(system_, root_);
  if (!root || !*root) return;
  const auto folder = (*root)->find({repo.cache_folder()});
  if (!folder || !*folder) return;
  remove_old(**folder, cache_layout::is_repo_temporary);
  const auto blobs = (*folder)->find({cache_layout::kBlobs});
  if (blobs && *blobs) remove_old(**blobs, cache_layout::is_blob_temporary);
}

}  // namespace kimitok
