#include "hub/head_trail.hpp"

#include <fmt/core.h>

#include <utility>

#include "hub/response_headers.hpp"

namespace kimitok {
namespace {

Result<std::optional<std::uint64_t>> whole_size(const HttpHead& last) {
  if (last.status == 200) return content_length(last);
  const auto range = content_range(last);
  return range ? range->total : std::nullopt;
}

}  // namespace

Result<void> HeadTrail::add(const HttpHead& head) {
  auto commit = repo_commit(head);
  if (!commit) return fail(std::move(commit).error());
  auto blob = linked_blob(head);
  if (!blob) return fail(std::move(blob).error());
  auto size = linked_size(head);
  if (!size) return fail(std::move(size).error());
  if (commit_ && *commit && **commit != *commit_) {
    return fail(ErrorCode::integrity,
                fmt::format("the replies on the way are of two commits, {} and {}", commit_->text(),
                            (*commit)->text()));
  }
  if (!commit_) commit_ = *commit;
  if (!linked_blob_) linked_blob_ = *blob;
  if (!linked_size_) linked_size_ = *size;
  if (request_id_.empty()) request_id_ = request_id(head);
  return {};
}

Result<ArtifactHead> HeadTrail::artifact(const HttpHead& last, const RedirectChain& chain) const {
  ArtifactHead head;
  head.commit = commit_;
  head.blob = linked_blob_;
  if (!head.blob && !chain.left_origin()) head.blob = etag_blob(last);
  head.size = linked_size_;
  if (!head.size) {
    auto size = whole_size(last);
    if (!size) return fail(std::move(size).error());
    head.size = *size;
  }
  head.url = chain.current().without_query();
  head.request_id = request_id_;
  return head;
}

}  // namespace kimitok
