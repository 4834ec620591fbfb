// kimitok.lock: which commit and which bytes each of a project's tokenizers is. Format and reasons:
// fetch.md 3.2. (A "lock" elsewhere in this code is a file lock.)
#ifndef KIMITOK_PINS_HPP_
#define KIMITOK_PINS_HPP_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/blob_id.hpp"
#include "kimitok/error.hpp"
#include "kimitok/repo.hpp"

namespace kimitok {

struct PinnedFile {
  ArtifactName name;
  std::uint64_t size = 0;
  Sha256Hex sha256;
  BlobId hub;

  bool operator==(const PinnedFile&) const = default;
};

// A repository at a commit, under a project's own name for it.
struct PinnedArtifact {
  std::string name;  // [A-Za-z0-9._-]{1,64}, not starting with "." or "-"
  RepoId repo;
  Revision requested;  // what `update` resolves again
  Commit commit;
  std::vector<PinnedFile> files;     // sorted by name, in byte order
  std::vector<ArtifactName> absent;  // files that were looked for in vain; sorted

  const PinnedFile* find(const ArtifactName& name) const;
  bool is_absent(const ArtifactName& name) const;
  // "kt1:" and the SHA-256 over sorted lines "<sha256>  <path>\n", then "absent  <path>\n".
  std::string digest() const;

  bool operator==(const PinnedArtifact&) const = default;
};

bool is_pin_name(std::string_view name);

class Pins {
 public:
  static constexpr std::size_t kMaxBytes = std::size_t{1} << 20;

  enum class UnknownKeys { refuse, ignore };

  // Fails with `pins_invalid`, with line or member, on anything that is not this format: another
  // version, a member missing, twice, or of the wrong type, bad hex, an unsafe path, paths that
  // differ only in case, a digest that does not fit, conflict markers, a byte order mark. Order and
  // blanks do not matter here: see is_canonical().
  static Result<Pins> parse(std::string_view json, UnknownKeys unknown);

  const std::vector<PinnedArtifact>& artifacts() const noexcept { return artifacts_; }
  const PinnedArtifact* find(std::string_view name) const;
  void put(PinnedArtifact artifact);  // adds it, or replaces the one of that name

  // Deterministic: artifacts by name, files by path, two blanks of indent, LF, ASCII.
  std::string json() const;

 private:
  std::vector<PinnedArtifact> artifacts_;  // by name
};

}  // namespace kimitok

#endif  // KIMITOK_PINS_HPP_
