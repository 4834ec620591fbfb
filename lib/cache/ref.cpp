#include "cache/ref.hpp"

#include <string_view>
#include <utility>

#include "cache/cache_layout.hpp"
#include "cache/cached_file.hpp"
#include "cache/io_failure.hpp"
#include "cache/temporary.hpp"
#include "kimitok/artifact_cache.hpp"

namespace kimitok {
namespace {

constexpr std::uint64_t kCommitDigits = 40;

}  // namespace

Result<std::optional<Commit>> commit_of_ref(const Directory& directory, const std::string& name) {
  auto file = open_file(directory, name);
  if (!file) return fail(std::move(file).error());
  if (!*file || (*file)->size != kCommitDigits) return std::optional<Commit>();
  std::string text;
  auto read = read_all(**file, [&](std::string_view bytes) -> Result<void> {
    text += bytes;
    return {};
  });
  if (!read) return fail(std::move(read).error());
  return Commit::parse(text);
}

Result<void> ArtifactCache::write_ref(const RepoId& repo, const Revision& revision,
                                      const Commit& commit) {
  auto root = Directory::make_root(system_, root_);
  if (!root) return fail(std::move(root).error());
  // A ref without its snapshot makes huggingface_hub pass over the whole repository.
  auto snapshot_directory =
      root->find({repo.cache_folder(), cache_layout::kSnapshots, commit.text()});
  if (!snapshot_directory) return fail(std::move(snapshot_directory).error());
  if (!*snapshot_directory) return io_failure(snapshot(repo, commit), "is missing");

  const cache_layout::Place place = cache_layout::ref(repo, revision);
  auto directory = root->make(place.directories);
  if (!directory) return fail(std::move(directory).error());
  auto present = commit_of_ref(*directory, place.name);
  if (!present) return fail(std::move(present).error());
  if (*present == commit) return {};

  auto folder = root->make({repo.cache_folder()});
  if (!folder) return fail(std::move(folder).error());
  auto file =
      Temporary::create_file(*folder, cache_layout::repo_temporary, directory->path() / place.name);
  if (!file) return fail(std::move(file).error());
  if (auto written = file->append(commit.text()); !written) return written;
  return file->put(*directory, place.name);
}

}  // namespace kimitok
