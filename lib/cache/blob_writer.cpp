#include <fcntl.h>
#include <sys/stat.h>

#include <cassert>
#include <utility>

#include "cache/cache_layout.hpp"
#include "cache/cached_file.hpp"
#include "cache/directory.hpp"
#include "cache/temporary.hpp"
#include "kimitok/artifact_cache.hpp"

namespace kimitok {
namespace {

// Tells backup programs that this is a cache. Nobody misses it much: a failure is none of ours.
void tag(const Directory& root, const RepoId& repo) {
  struct stat present {};
  if (root.system().fstatat(root.fd(), cache_layout::kTag, &present, AT_SYMLINK_NOFOLLOW) == 0)
    return;
  auto folder = root.make({repo.cache_folder()});
  if (!folder) return;
  auto file = Temporary::create_file(*folder, cache_layout::repo_temporary,
                                     root.path() / cache_layout::kTag);
  if (!file || !file->append(cache_layout::kTagText)) return;
  static_cast<void>(file->put(root, cache_layout::kTag).has_value());
}

}  // namespace

struct BlobWriter::State {
  BlobId blob;
  Temporary file;
  bool is_right = false;  // digests() has seen all that was written, and it fits
};

BlobWriter::BlobWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
BlobWriter::BlobWriter(BlobWriter&&) noexcept = default;
BlobWriter& BlobWriter::operator=(BlobWriter&&) noexcept = default;
BlobWriter::~BlobWriter() = default;

Result<void> BlobWriter::write(std::string_view bytes) {
  state_->is_right = false;
  return state_->file.append(bytes);
}

Result<void> BlobWriter::restart() {
  state_->is_right = false;
  return state_->file.truncate();
}

std::uint64_t BlobWriter::size() const noexcept { return state_->file.size(); }

Result<Digests> BlobWriter::digests() {
  auto written = state_->file.reopen();
  if (!written) return fail(std::move(written).error());
  auto digests = digests_of(*written);
  if (digests) state_->is_right = digests->fit(state_->blob);
  return digests;
}

Result<void> BlobWriter::publish() {
  assert(state_->is_right);
  return state_->file.put(state_->blob.hex());
}

Result<BlobWriter> ArtifactCache::begin_blob(const RepoId& repo, const BlobId& blob) {
  auto root = Directory::make_root(system_, root_);
  if (!root) return fail(std::move(root).error());
  const cache_layout::Place place = cache_layout::blob(repo, blob);
  auto directory = root->make(place.directories);
  if (!directory) return fail(std::move(directory).error());
  tag(*root, repo);
  auto file = Temporary::create_file(
      *directory, [&] { return cache_layout::blob_temporary(blob); },
      directory->path() / place.name);
  if (!file) return fail(std::move(file).error());
  return BlobWriter(std::make_unique<BlobWriter::State>(BlobWriter::State{blob, *std::move(file)}));
}

}  // namespace kimitok
