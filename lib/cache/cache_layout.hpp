// Every name and link text of the cache, made and read here and nowhere else. Layout: fetch.md 1.2,
// the shared store: 1.5.
#ifndef KIMITOK_CACHE_CACHE_LAYOUT_HPP_
#define KIMITOK_CACHE_CACHE_LAYOUT_HPP_

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/blob_id.hpp"
#include "kimitok/repo.hpp"

namespace kimitok::cache_layout {

// In the folder of a repository.
inline constexpr const char* kBlobs = "blobs";
inline constexpr const char* kSnapshots = "snapshots";

// In the root, as huggingface_hub writes it, to the byte: 191 of them.
inline constexpr const char* kTag = "CACHEDIR.TAG";
inline constexpr std::string_view kTagText =
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This file is a cache directory tag created by huggingface_hub.\n"
    "# For information about cache directory tags, see:\n"
    "#\thttps://bford.info/cachedir/\n";

// A file below some directory: the directories to go through, and its own name there.
struct Place {
  std::vector<std::string> directories;
  std::string name;

  std::filesystem::path path() const;
};

// Relative to the root.
Place blob(const RepoId& repo, const BlobId& blob);
Place ref(const RepoId& repo, const Revision& revision);
Place snapshot_entry(const RepoId& repo, const Commit& commit, const ArtifactName& name);
Place absent_marker(const RepoId& repo, const Commit& commit, const ArtifactName& name);
Place lock(const RepoId& repo, const BlobId& blob);

// The repository of such a folder; nothing for other kinds, and for anything that is none.
std::optional<RepoId> repo_of_folder(std::string_view folder);

// The text of the link at snapshot_entry(), and the blob that such a text leads to: nothing if it
// leads anywhere else, or by another way.
std::string link_text(const ArtifactName& name, const BlobId& blob);
std::optional<BlobId> blob_of_link(const ArtifactName& name, std::string_view text);

// Where the link that stands for a blob leads, relative to the root: a file of the shared store,
// whose name is not a digest of its bytes. Nothing for any other text.
std::optional<Place> shared_blob_of_link(std::string_view text);

// Names of files in the making, each with 8 hexadecimal digits at random. Blobs are made among
// blobs, under the name that huggingface_hub gives its own; all else in the folder of the
// repository, where nobody takes it for something.
std::string blob_temporary(const BlobId& blob);
std::string repo_temporary();
bool is_blob_temporary(std::string_view name);
bool is_repo_temporary(std::string_view name);

}  // namespace kimitok::cache_layout

#endif  // KIMITOK_CACHE_CACHE_LAYOUT_HPP_
