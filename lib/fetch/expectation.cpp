#include "fetch/expectation.hpp"

#include <fmt/core.h>

namespace kimitok {
namespace {

constexpr std::string_view kPins = "kimitok.lock";

std::string differs(std::string_view kind, std::string_view actual, std::string_view said_by,
                    std::string_view promised) {
  return fmt::format("has {} {}, but {} says {}", kind, actual, said_by, promised);
}

}  // namespace

Expectation::Expectation(const FetchRequest& request, const ArtifactName& name) : name_(&name) {
  if (request.pins != nullptr) {
    pinned_ = request.pins->find(name);
    pinned_absent_ = request.pins->is_absent(name);
  }
  for (const FetchRequest::Expected& expected : request.expected) {
    if (expected.name == name) expected_.push_back(&expected);
  }
}

std::optional<std::string> Expectation::required_by() const {
  if (pinned_ != nullptr) return std::string(kPins);
  for (const FetchRequest::Expected* expected : expected_) {
    if (expected->required) return expected->said_by;
  }
  return std::nullopt;
}

std::optional<std::string> Expectation::mismatch(const Digests& digests) const {
  if (pinned_ != nullptr) {
    if (digests.size != pinned_->size) {
      return fmt::format("has {} bytes, but {} says {}", digests.size, kPins, pinned_->size);
    }
    if (digests.sha256 != pinned_->sha256.text()) {
      return differs("SHA-256", digests.sha256, kPins, pinned_->sha256.text());
    }
    if (auto differing = blob_mismatch(digests, pinned_->hub, kPins)) return differing;
  }
  for (const FetchRequest::Expected* expected : expected_) {
    if (digests.sha256 != expected->sha256.text()) {
      return differs("SHA-256", digests.sha256, expected->said_by, expected->sha256.text());
    }
  }
  return std::nullopt;
}

std::optional<std::string> blob_mismatch(const Digests& digests, const BlobId& blob,
                                         std::string_view said_by) {
  if (digests.fit(blob)) return std::nullopt;
  const bool is_sha256 = blob.kind() == BlobId::Kind::sha256;
  return differs(is_sha256 ? "SHA-256" : "git SHA-1", is_sha256 ? digests.sha256 : digests.git_sha1,
                 said_by, blob.hex());
}

}  // namespace kimitok
