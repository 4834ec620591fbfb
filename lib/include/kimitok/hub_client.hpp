// The Hub's protocol: revisions, files and listings. Source: fetch.md 1.8 and 1.9.
//
// Follows redirects by hand, at most five: the token goes to the endpoint's origin only, and never
// over plain http except to loopback. Every header is checked before it is used. Transient failures
// are tried again, with growing pauses or as Retry-After says, up to a cap.
#ifndef KIMITOK_HUB_CLIENT_HPP_
#define KIMITOK_HUB_CLIENT_HPP_

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/blob_id.hpp"
#include "kimitok/error.hpp"
#include "kimitok/hub_settings.hpp"
#include "kimitok/repo.hpp"
#include "kimitok/transport.hpp"

namespace kimitok {

struct HubClientOptions {
  unsigned retries = 5;  // of each request, after the first attempt
  std::chrono::milliseconds longest_pause{30'000};
  std::optional<std::chrono::milliseconds> total_timeout;  // over everything this client does
  std::uint64_t max_file_bytes = std::uint64_t{256} << 20;
  std::uint64_t max_json_bytes = std::uint64_t{32} << 20;
};

// What the client asks of the world around it; tests have their own.
struct HubClock {
  std::function<std::chrono::steady_clock::time_point()> now;
  // Returns false if interrupted.
  std::function<bool(std::chrono::milliseconds)> sleep;
  std::function<double()> jitter;  // 0 to 1
  static HubClock real();
};

// What the Hub says of a file before its bytes. A header that is missing is nothing here; one that
// is there and malformed is an error.
struct ArtifactHead {
  std::optional<Commit> commit;       // X-Repo-Commit
  std::optional<BlobId> blob;         // X-Linked-ETag, else the ETag of a reply without redirect to
                                      // another origin
  std::optional<std::uint64_t> size;  // X-Linked-Size, else Content-Length of the final reply
  std::string url;                    // of the final reply, without its query
  std::string request_id;             // X-Request-Id or X-Amz-Cf-Id, for support
};

// Takes a file's bytes.
class ArtifactSink {
 public:
  virtual ~ArtifactSink() = default;
  // Once, when the head is known and before any byte. False: the bytes are not wanted.
  virtual Result<bool> begin(const ArtifactHead& head) = 0;
  virtual Result<void> write(std::string_view bytes) = 0;
  // Forget what was written: the transfer starts again from the first byte.
  virtual Result<void> restart() = 0;
};

enum class Download {
  whole,  // as many bytes as promised went to the sink; whether the right ones is for it to say
  not_wanted,  // begin() said so
  absent,  // the repository has no such file at this commit: 404 with X-Error-Code EntryNotFound
};

struct ListedArtifact {
  ArtifactName name;
  std::uint64_t size = 0;
  BlobId blob;
};

class HubClient {
 public:
  // All are used as long as this lives. `note` gets one sentence for each pause before another
  // attempt and each warning the Hub sends (X-HF-Warning).
  HubClient(Transport& transport, const HubSettings& settings, HubClientOptions options,
            HubClock clock, std::function<void(const std::string&)> note);
  HubClient(HubClient&&) noexcept;
  HubClient& operator=(HubClient&&) noexcept;
  ~HubClient();

  // A GET of api/models/{id}/revision/{rev}; where an endpoint has no API (a mirror: 404 without an
  // error code, 405, 501), X-Repo-Commit of resolve/{rev}/tokenizer_config.json and its kin.
  // Fails with `not_on_hub`, `access_denied`, `network`, `integrity` (a commit that is none).
  Result<Commit> resolve(const RepoId& repo, const Revision& revision);

  // A GET of {id}/resolve/{commit}/{name}, from where it leads; continued with Range and If-Range
  // where it breaks off, and begun again from the resolver where a signed URL has expired. Fails
  // also with `integrity` if X-Repo-Commit is another commit, or size and bytes disagree after all
  // attempts, and with what the sink fails with.
  // `afresh`: with Cache-Control: no-cache, after bytes that did not fit.
  Result<Download> download(const RepoId& repo, const Commit& commit, const ArtifactName& name,
                            ArtifactSink& sink, bool afresh = false);

  // Every file of a commit: all pages of api/models/{id}/tree/{commit}?recursive=true; a next page
  // on another origin is refused.
  Result<std::vector<ListedArtifact>> list(const RepoId& repo, const Commit& commit);

  std::uint64_t bytes_received() const noexcept;  // bodies of all replies
  unsigned requests() const noexcept;             // each redirect and attempt counts

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kimitok

#endif  // KIMITOK_HUB_CLIENT_HPP_
