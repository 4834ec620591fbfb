#include "kimitok/artifact_cache.hpp"

#include <utility>

#include "cache/cache_layout.hpp"

namespace kimitok {

ArtifactCache::ArtifactCache(std::filesystem::path root, System& system)
    : ArtifactCache(std::move(root), Options(), system) {}

ArtifactCache::ArtifactCache(std::filesystem::path root, Options options, System& system)
    : root_(std::move(root)), options_(std::move(options)), system_(system) {}

std::filesystem::path ArtifactCache::snapshot(const RepoId& repo, const Commit& commit) const {
  return root_ / repo.cache_folder() / cache_layout::kSnapshots / commit.text();
}

}  // namespace kimitok
