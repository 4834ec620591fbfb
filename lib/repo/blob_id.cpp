#include "kimitok/blob_id.hpp"

#include <cassert>

#include "kimitok/digest.hpp"
#include "repo/characters.hpp"

namespace kimitok {
namespace {

constexpr std::string_view kSha256Tag = "sha256:";
constexpr std::string_view kGitSha1Tag = "git-sha1:";

constexpr std::size_t kSha256Digits = 64;
constexpr std::size_t kGitSha1Digits = 40;

}  // namespace

std::optional<Sha256Hex> Sha256Hex::parse(std::string_view text) {
  if (text.size() != kSha256Digits || !is_lower_hex(text)) return std::nullopt;
  return Sha256Hex(std::string(text));
}

std::optional<BlobId> BlobId::parse(std::string_view hex) {
  if (hex.size() != kSha256Digits && hex.size() != kGitSha1Digits) return std::nullopt;
  if (!is_lower_hex(hex)) return std::nullopt;
  return BlobId(std::string(hex));
}

std::optional<BlobId> BlobId::parse_tagged(std::string_view text) {
  for (const Kind kind : {Kind::sha256, Kind::git_sha1}) {
    const std::string_view tag = kind == Kind::sha256 ? kSha256Tag : kGitSha1Tag;
    if (!text.starts_with(tag)) continue;
    auto id = parse(text.substr(tag.size()));
    if (id && id->kind() == kind) return id;
  }
  return std::nullopt;
}

std::string BlobId::tagged() const {
  return std::string(kind() == Kind::sha256 ? kSha256Tag : kGitSha1Tag) + hex_;
}

bool Digests::fit(const BlobId& id) const {
  return id.hex() == (id.kind() == BlobId::Kind::sha256 ? sha256 : git_sha1);
}

struct BlobHasher::State {
  std::uint64_t promised;
  std::uint64_t fed = 0;
  Sha256 sha256 = {};
  Sha1 git_sha1 = {};
};

BlobHasher::BlobHasher(std::uint64_t size) : state_(std::make_unique<State>(State{size})) {
  state_->git_sha1.update("blob " + std::to_string(size));
  state_->git_sha1.update(std::string_view("\0", 1));
}
BlobHasher::BlobHasher(BlobHasher&&) noexcept = default;
BlobHasher& BlobHasher::operator=(BlobHasher&&) noexcept = default;
BlobHasher::~BlobHasher() = default;

void BlobHasher::update(std::string_view bytes) {
  state_->fed += bytes.size();
  state_->sha256.update(bytes);
  state_->git_sha1.update(bytes);
}

Digests BlobHasher::digests() {
  assert(state_->fed == state_->promised);
  return {state_->fed, state_->sha256.hex(), state_->git_sha1.hex()};
}

Digests digests_of(std::string_view bytes) {
  BlobHasher hasher(bytes.size());
  hasher.update(bytes);
  return hasher.digests();
}

}  // namespace kimitok
