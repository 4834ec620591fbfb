// What the replies on the way to a file say of it, put together.
#ifndef KIMITOK_HUB_HEAD_TRAIL_HPP_
#define KIMITOK_HUB_HEAD_TRAIL_HPP_

#include <cstdint>
#include <optional>
#include <string>

#include "hub/redirect.hpp"
#include "kimitok/blob_id.hpp"
#include "kimitok/error.hpp"
#include "kimitok/hub_client.hpp"
#include "kimitok/repo.hpp"
#include "kimitok/transport.hpp"

namespace kimitok {

// The Hub describes a file on the redirect that leads away to where it is kept; who keeps it may
// send headers of the same names that mean something else. So the first to say something is right.
class HeadTrail {
 public:
  // Fails with `integrity` on a malformed header, and if two replies are of different commits.
  Result<void> add(const HttpHead& head);

  const std::optional<Commit>& commit() const noexcept { return commit_; }
  bool is_of_hub() const noexcept { return commit_ || linked_blob_ || linked_size_; }

  // Of the file whose reply has the head `last` at the end of `chain`: its own ETag counts only
  // where no other origin was asked, its own length only if it is a whole (200) or a part (206).
  // Fails with `integrity` on a malformed header.
  Result<ArtifactHead> artifact(const HttpHead& last, const RedirectChain& chain) const;

 private:
  std::optional<Commit> commit_;
  std::optional<BlobId> linked_blob_;
  std::optional<std::uint64_t> linked_size_;
  std::string request_id_;
};

}  // namespace kimitok

#endif  // KIMITOK_HUB_HEAD_TRAIL_HPP_
