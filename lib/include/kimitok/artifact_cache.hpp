// The Hugging Face cache, byte for byte: what huggingface_hub wrote is read, and it reads what is
// written here. Layout: fetch.md 1.2 to 1.7.
//
// Nothing is trusted because of where it lies: bytes are hashed from an open file before they are
// called right, links are followed only in the two shapes the layout has, and no directory of a
// repository may be a link. What is published appears whole or not at all; a ref comes last. File
// locks save bandwidth only.
#ifndef KIMITOK_ARTIFACT_CACHE_HPP_
#define KIMITOK_ARTIFACT_CACHE_HPP_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/blob_id.hpp"
#include "kimitok/error.hpp"
#include "kimitok/repo.hpp"
#include "kimitok/system.hpp"

namespace kimitok {

enum class Presence { present, absent, unknown };

// What the cache knows of a file at a commit.
struct CachedArtifact {
  Presence presence = Presence::unknown;  // absent: .no_exist says the commit has no such file
  std::filesystem::path path;             // of the snapshot's entry
  std::optional<BlobId> blob;             // the name its link leads to; nothing for a plain file
};

struct CachedRepo {
  RepoId repo;
  std::vector<Commit> snapshots;
};

// A blob on its way into the cache, under a name of its own beside the blobs. Gone with this object
// unless published.
class BlobWriter {
 public:
  BlobWriter(BlobWriter&&) noexcept;
  BlobWriter& operator=(BlobWriter&&) noexcept;
  ~BlobWriter();

  Result<void> write(std::string_view bytes);  // `io`: how much is free, where a disk is full
  Result<void> restart();                      // from the first byte
  std::uint64_t size() const noexcept;

  // What was written, read back from the disk.
  Result<Digests> digests();

  // Writes it to disk and gives it its name, replacing what has it. Requires: digests() fit the id
  // it was begun with.
  Result<void> publish();

 private:
  friend class ArtifactCache;
  struct State;
  explicit BlobWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Held until destroyed. An empty one holds nothing.
class FileLock {
 public:
  FileLock() = default;
  FileLock(FileLock&&) noexcept;
  FileLock& operator=(FileLock&&) noexcept;
  ~FileLock();

  bool is_held() const noexcept { return fd_ >= 0; }

 private:
  friend class ArtifactCache;
  FileLock(System* system, int fd) : system_(system), fd_(fd) {}
  System* system_ = nullptr;
  int fd_ = -1;
};

class ArtifactCache {
 public:
  struct Options {
    bool no_symlinks = false;                      // copies instead
    std::chrono::milliseconds lock_wait{600'000};  // then without the lock
    std::function<void(const std::string&)> note;  // a sentence for who waits, and for warnings
  };

  // Touches nothing yet. `root` is absolute. `system` is used as long as this lives.
  explicit ArtifactCache(std::filesystem::path root, System& system = posix_system());
  ArtifactCache(std::filesystem::path root, Options options, System& system = posix_system());

  const std::filesystem::path& root() const noexcept { return root_; }
  std::filesystem::path snapshot(const RepoId& repo, const Commit& commit) const;

  // ---- reading: no write of any kind ----

  // The commit a branch or tag led to when it was last asked. A ref that is no commit (a newline,
  // 39 digits, a directory) is as good as none. Fails with `io` only where the cache cannot be
  // read.
  Result<std::optional<Commit>> read_ref(const RepoId& repo, const Revision& revision) const;

  // A dangling link, or one that leads anywhere but to a blob, is `unknown`.
  Result<CachedArtifact> find(const RepoId& repo, const Commit& commit,
                              const ArtifactName& name) const;

  // Of the bytes behind a snapshot's entry, from one opened file that find() would accept. Nothing
  // if there is none. Fails with `io` where it cannot be read.
  Result<std::optional<Digests>> digests(const RepoId& repo, const Commit& commit,
                                         const ArtifactName& name) const;

  // The same for a blob, whether or not a snapshot links to it.
  Result<std::optional<Digests>> blob_digests(const RepoId& repo, const BlobId& blob) const;

  // Those with a snapshot, by name; repositories of other kinds and anything unsound are passed
  // over.
  Result<std::vector<CachedRepo>> repositories() const;

  // ---- writing: each fails with `io`, naming path and cause ----

  // Of the file every Hugging Face tool locks for a blob. Waits up to Options::lock_wait, saying so
  // once a second has passed, then says that too and returns one that is not held; so, without a
  // word, where locks do not work or cannot be made.
  FileLock lock(const RepoId& repo, const BlobId& blob);

  Result<BlobWriter> begin_blob(const RepoId& repo, const BlobId& blob);

  // Makes the snapshot's entry a link to the blob (or a copy, where links do not work). An entry
  // that is right already, link or copy, is left alone; any other, but a directory, is replaced. A
  // blob that is missing is `io`, and so is one that would be copied and whose bytes do not fit its
  // name.
  Result<void> link(const RepoId& repo, const Commit& commit, const ArtifactName& name,
                    const BlobId& blob);

  // The snapshot's directory, and the marker that it has no such file.
  Result<void> record_absent(const RepoId& repo, const Commit& commit, const ArtifactName& name);

  // Requires: the snapshot's directory exists. A ref that says so already is left alone.
  Result<void> write_ref(const RepoId& repo, const Revision& revision, const Commit& commit);

  // Removes temporary files in the repository that were last written over a day ago: ours, and
  // those of blobs that huggingface_hub names the same way and never resumes either. Best effort.
  void remove_leftovers(const RepoId& repo);

 private:
  std::filesystem::path root_;
  Options options_;
  System& system_;
};

}  // namespace kimitok

#endif  // KIMITOK_ARTIFACT_CACHE_HPP_
