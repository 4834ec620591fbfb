// What a file has to be, whoever delivers it.
#ifndef KIMITOK_FETCH_EXPECTATION_HPP_
#define KIMITOK_FETCH_EXPECTATION_HPP_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/fetcher.hpp"

namespace kimitok {

// What a request says of one of its files. Views `request`, which has to outlive this.
class Expectation {
 public:
  Expectation(const FetchRequest& request, const ArtifactName& name);

  const ArtifactName& name() const noexcept { return *name_; }
  const PinnedFile* pinned() const noexcept { return pinned_; }
  bool is_pinned_absent() const noexcept { return pinned_absent_; }

  // Who says that the file is there; nothing if it may be absent.
  std::optional<std::string> required_by() const;

  // How these bytes differ from what is wanted, as half a sentence that holds both values: "has
  // SHA-256 ..., but kimitok.lock says ...". Nothing if they do not.
  std::optional<std::string> mismatch(const Digests& digests) const;

 private:
  const ArtifactName* name_;
  const PinnedFile* pinned_ = nullptr;
  bool pinned_absent_ = false;
  std::vector<const FetchRequest::Expected*> expected_;
};

// The same for an id of the Hub's.
std::optional<std::string> blob_mismatch(const Digests& digests, const BlobId& blob,
                                         std::string_view said_by);

}  // namespace kimitok

#endif  // KIMITOK_FETCH_EXPECTATION_HPP_
