// One file on its way from the Hub into the cache.
#ifndef KIMITOK_FETCH_ARTIFACT_DOWNLOAD_HPP_
#define KIMITOK_FETCH_ARTIFACT_DOWNLOAD_HPP_

#include <optional>
#include <string>
#include <string_view>

#include "fetch/expectation.hpp"
#include "kimitok/artifact_cache.hpp"
#include "kimitok/fetcher.hpp"
#include "kimitok/hub_client.hpp"

namespace kimitok {

// A blob that is in the cache and whose bytes are right.
struct StoredBlob {
  BlobId blob;
  Digests digests;
  FetchedFile::Source source = FetchedFile::Source::network;
};

// Takes the bytes of one download() into a blob. Everything given to the constructor is used as
// long as this lives.
class ArtifactDownload final : public ArtifactSink {
 public:
  struct Target {
    const RepoId& repo;
    const Commit& commit;
    const Expectation& expectation;
    bool force = false;  // the bytes are wanted even if the cache has them
  };

  ArtifactDownload(ArtifactCache& cache, const FetchEvents& events, Target target);

  // Not wanted where the cache has the blob and its bytes are right. Fails with `network` where a
  // header is missing that no pin stands in for, and `integrity` on bytes that cannot be right.
  Result<bool> begin(const ArtifactHead& head) override;
  Result<void> write(std::string_view bytes) override;
  Result<void> restart() override;

  // The blob, after all of it was written or it was not wanted. Fails with `integrity`, naming both
  // hashes and where the bytes came from, and `io`; then nothing is in the cache.
  Result<StoredBlob> store();

 private:
  Result<bool> have_already();
  Error mismatch(std::string sentence) const;

  ArtifactCache& cache_;
  const FetchEvents& events_;
  Target target_;
  ArtifactHead head_;
  std::optional<BlobId> blob_;
  bool damaged_ = false;           // the cache has other bytes under the blob's name
  std::optional<Digests> cached_;  // of the blob the cache has, if it is right
  FileLock lock_;
  std::optional<BlobWriter> writer_;
  std::string beginning_;  // the first bytes, to say what came in the file's place
};

}  // namespace kimitok

#endif  // KIMITOK_FETCH_ARTIFACT_DOWNLOAD_HPP_
