#include "fetch/artifact_download.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/printable.hpp"

namespace kimitok {
namespace {

constexpr std::size_t kBeginningBytes = 64;

bool is_lfs_pointer(std::string_view beginning) {
  return beginning.starts_with("version https://git-lfs.github.com/spec/v1");
}

bool is_web_page(std::string_view beginning) {
  beginning.remove_prefix(std::min(beginning.find_first_not_of(" \t\r\n"), beginning.size()));
  std::string lower(beginning);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower.starts_with("<!doctype html") || lower.starts_with("<html");
}

std::string remedy_for(std::string_view beginning) {
  if (is_lfs_pointer(beginning)) {
    return "what came is a Git LFS pointer, not the file: the endpoint does not serve LFS files";
  }
  if (is_web_page(beginning)) {
    return "what came is a web page, not the file: something between here and the Hub wants a "
           "login";
  }
  return {};
}

}  // namespace

ArtifactDownload::ArtifactDownload(ArtifactCache& cache, const FetchEvents& events, Target target)
    : cache_(cache), events_(events), target_(target) {}

Result<bool> ArtifactDownload::begin(const ArtifactHead& head) {
  head_ = head;
  const PinnedFile* pinned = target_.expectation.pinned();
  const auto lacks = [this](std::string_view header) {
    return fail(Error(ErrorCode::network, fmt::format("the reply from {} has no usable {} header",
                                                      printable(head_.url), header))
                    .in(target_.expectation.name().text())
                    .with_remedy("use an endpoint that speaks the Hub's protocol, or one that "
                                 "serves what kimitok.lock pins"));
  };
  if (head.commit && *head.commit != target_.commit) {
    return fail(mismatch(
        fmt::format("is of commit {}, not {}", head.commit->text(), target_.commit.text())));
  }
  if (!head.commit && pinned == nullptr) return lacks("X-Repo-Commit");
  if (!head.blob && pinned == nullptr) return lacks("ETag");
  // A mirror may name files by other hashes than the Hub; the pinned ones decide.
  blob_ = pinned != nullptr ? pinned->hub : *head.blob;

  if (pinned != nullptr && head.size && *head.size != pinned->size) {
    return fail(
        mismatch(fmt::format("has {} bytes, but kimitok.lock says {}", *head.size, pinned->size)));
  }
  auto have = have_already();
  if (!have) return have;
  if (*have) return false;
  lock_ = cache_.lock(target_.repo, *blob_);
  // Who held the lock may have brought just this blob.
  have = have_already();
  if (!have) return have;
  if (*have) return false;
  auto writer = cache_.begin_blob(target_.repo, *blob_);
  if (!writer) return fail(std::move(writer).error());
  writer_ = *std::move(writer);
  if (events_.begin) events_.begin(target_.expectation.name(), head.size);
  return true;
}

Result<bool> ArtifactDownload::have_already() {
  if (target_.force) return false;
  // A blob that cannot be read is as good as none: it is replaced.
  const auto digests = cache_.blob_digests(target_.repo, *blob_);
  damaged_ = !digests || (*digests && !(*digests)->fit(*blob_));
  if (!digests || !*digests || damaged_) return false;
  if (const auto differing = target_.expectation.mismatch(**digests)) {
    return fail(mismatch(*differing));
  }
  cached_ = **digests;
  return true;
}

Result<void> ArtifactDownload::write(std::string_view bytes) {
  if (beginning_.size() < kBeginningBytes) {
    beginning_ += bytes.substr(0, kBeginningBytes - beginning_.size());
  }
  const PinnedFile* pinned = target_.expectation.pinned();
  if (pinned != nullptr && writer_->size() + bytes.size() > pinned->size) {
    return fail(
        mismatch(fmt::format("has more bytes than the {} that kimitok.lock says", pinned->size)));
  }
  auto written = writer_->write(bytes);
  if (written && events_.bytes) events_.bytes(bytes.size());
  return written;
}

Result<void> ArtifactDownload::restart() {
  beginning_.clear();
  return writer_->restart();
}

Result<StoredBlob> ArtifactDownload::store() {
  if (cached_) return StoredBlob{*blob_, *cached_, FetchedFile::Source::cache};
  auto digests = writer_->digests();
  if (!digests) return fail(std::move(digests).error());
  if (head_.size && digests->size != *head_.size) {
    return fail(
        mismatch(fmt::format("has {} bytes, but the Hub says {}", digests->size, *head_.size)));
  }
  if (const auto differing = target_.expectation.mismatch(*digests)) {
    return fail(mismatch(*differing));
  }
  if (const auto differing = blob_mismatch(*digests, *blob_, "the Hub")) {
    return fail(mismatch(*differing));
  }
  if (auto published = writer_->publish(); !published) return fail(std::move(published).error());
  return StoredBlob{*blob_, *digests,
                    damaged_ ? FetchedFile::Source::repaired : FetchedFile::Source::network};
}

Error ArtifactDownload::mismatch(std::string sentence) const {
  sentence += fmt::format(" (from {}", printable(head_.url));
  if (!head_.request_id.empty()) sentence += ", request " + printable(head_.request_id);
  sentence += ')';
  return Error(ErrorCode::integrity, std::move(sentence))
      .in(target_.expectation.name().text())
      .with_remedy(remedy_for(beginning_));
}

}  // namespace kimitok
