// Brings a tokenizer's files from the Hub into the cache: one commit for all of them, every byte
// checked. Sequence: fetch.md 1.10.
#ifndef KIMITOK_FETCHER_HPP_
#define KIMITOK_FETCHER_HPP_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/artifact_cache.hpp"
#include "kimitok/blob_id.hpp"
#include "kimitok/error.hpp"
#include "kimitok/hub_client.hpp"
#include "kimitok/pins.hpp"
#include "kimitok/repo.hpp"

namespace kimitok {

// The files a tokenizer is made of, in the order they are fetched; each may be missing, as long as
// there is a vocabulary.
std::span<const std::string_view> tokenizer_files();

// Those of them that are a vocabulary: one has to be there.
std::span<const std::string_view> vocabulary_files();

struct FetchRequest {
  RepoId repo;
  Revision revision;
  std::vector<ArtifactName> names;  // in this order; the usual ones: tokenizer_artifacts()
  // What must be so: files with these hashes, and these files absent. Then nothing but their
  // commit is fetched, and a mirror's missing headers do not matter.
  const PinnedArtifact* pins = nullptr;
  // SHA-256 that a file must have, whatever the Hub says of it, and who says so.
  struct Expected {
    ArtifactName name;
    Sha256Hex sha256;
    std::string said_by;    // fits "but ... says <hash>": "--sha256"
    bool required = false;  // the file may not be absent either
  };
  std::vector<Expected> expected;
  bool force = false;  // fetch again what is cached and right; without a Hub it does nothing
};

std::vector<ArtifactName> tokenizer_artifacts();

struct FetchedFile {
  enum class Source { cache, network, repaired, absent };
  ArtifactName name;
  Source source = Source::cache;
  std::uint64_t size = 0;
  std::string sha256 = {};          // empty if absent
  std::optional<BlobId> blob = {};  // the Hub's id; nothing if absent
  std::filesystem::path path = {};  // empty if absent
};

struct FetchedSnapshot {
  RepoId repo;
  Revision requested;
  Commit commit;
  std::filesystem::path directory;
  std::vector<FetchedFile> files;  // one for each name asked for
  std::uint64_t bytes_received = 0;
  unsigned requests = 0;
  bool resolved_from_cache = false;  // a ref stood in, as the Hub could not be reached

  // As kimitok.lock records it. Requires: every file that is present has a `blob`.
  PinnedArtifact pinned(std::string name) const;
};

struct FetchEvents {
  std::function<void(const ArtifactName&, std::optional<std::uint64_t> size)> begin;
  std::function<void(std::uint64_t bytes)> bytes;  // more bytes, as they come
  std::function<void(const std::string&)> warning;
};

class Fetcher {
 public:
  // `hub` is nullptr for one that makes no request: what the cache lacks is then
  // `model_not_found`, naming every missing file at once and the command that fetches them.
  Fetcher(ArtifactCache& cache, HubClient* hub, FetchEvents events);

  // A commit whose files are all cached (or known absent) and whose bytes hash to their names makes
  // no request and no write. A branch is resolved first; where the Hub cannot be reached
  // (`network`, never `access_denied` or `not_on_hub`) the cached ref stands in, with a warning.
  // Bytes that do not fit are fetched once more afresh, then `integrity` names both hashes. A
  // commit without any vocabulary (neither tiktoken.model nor tokenizer.json) is `not_on_hub`. The
  // ref is written last, and only for a branch or tag that the Hub resolved just now.
  Result<FetchedSnapshot> fetch(const FetchRequest& request);

 private:
  ArtifactCache& cache_;
  HubClient* hub_;
  FetchEvents events_;
};

}  // namespace kimitok

#endif  // KIMITOK_FETCHER_HPP_
