#include "hub/transfer.hpp"

#include <fmt/core.h>

#include <utility>

#include "hub/response_headers.hpp"

namespace kimitok {
namespace {

Result<void> expect_file(const Reply& reply) {
  if (auto encoding = expect_identity_encoding(*reply.head); !encoding) return encoding;
  if (is_web_page(*reply.head) && !reply.trail.is_of_hub()) {
    return fail(Error(ErrorCode::network, "the answer is a web page, not the file")
                    .with_remedy("a proxy or login page may be in between"));
  }
  return {};
}

}  // namespace

Transfer::Transfer(const Commit& commit, ArtifactSink& sink, std::uint64_t max_bytes)
    : commit_(commit), sink_(sink), max_bytes_(max_bytes) {}

std::vector<HttpHeader> Transfer::range_headers() const {
  if (received_ == 0) return {};
  std::vector<HttpHeader> headers = {{"Range", fmt::format("bytes={}-", received_)}};
  if (etag_) headers.push_back({"If-Range", *etag_});
  return headers;
}

Result<bool> Transfer::head(const Reply& reply) {
  wrong_part_ = false;
  if (auto file = expect_file(reply); !file) return fail(std::move(file).error());
  const HttpHead& head = *reply.head;
  if (head.status == 206 && !continues(head)) {
    wrong_part_ = true;
    if (auto forgotten = restart(); !forgotten) return fail(std::move(forgotten).error());
    return false;
  }
  auto artifact = reply.trail.artifact(head, reply.chain);
  if (!artifact) return fail(std::move(artifact).error());
  if (auto checked = check(*artifact, reply); !checked) return fail(std::move(checked).error());
  if (head.status == 200) {
    if (auto forgotten = restart(); !forgotten) return fail(std::move(forgotten).error());
    etag_ = strong_etag(head);
  }
  if (artifact->size) size_ = artifact->size;
  return begin(*artifact);
}

Result<void> Transfer::check(const ArtifactHead& head, const Reply& reply) const {
  const auto wrong = [](std::string sentence) {
    return fail(ErrorCode::integrity, std::move(sentence));
  };
  if (head.commit && *head.commit != commit_) {
    return wrong(
        fmt::format("the reply is of the commit {}, not {}", head.commit->text(), commit_.text()));
  }
  if (first_ && first_->blob && head.blob && *first_->blob != *head.blob) {
    return wrong(fmt::format("the file was {} at first and is {} now", first_->blob->tagged(),
                             head.blob->tagged()));
  }
  if (size_ && head.size && *size_ != *head.size) {
    return wrong(fmt::format("the file had {} bytes at first and has {} now", *size_, *head.size));
  }
  if (head.size && *head.size > max_bytes_) {
    return wrong(fmt::format("the file has {} bytes, more than the {} that are accepted",
                             *head.size, max_bytes_));
  }
  auto length = content_length(*reply.head);
  if (!length) return fail(std::move(length).error());
  if (reply.head->status == 200 && *length && **length != head.size) {
    return wrong(fmt::format("the reply has {} bytes, but the Hub says that the file has {}",
                             **length, *head.size));
  }
  return {};
}

// Whether a part begins where the bytes received end, and is of the same file.
bool Transfer::continues(const HttpHead& head) const {
  const auto range = content_range(head);
  if (!range || received_ == 0 || range->first != received_) return false;
  if (size_ && range->total && *range->total != *size_) return false;
  const auto etag = strong_etag(head);
  return !etag || !etag_ || *etag == *etag_;
}

Result<bool> Transfer::begin(const ArtifactHead& head) {
  if (first_) return true;
  first_ = head;
  auto wanted = sink_.begin(head);
  if (wanted) not_wanted_ = !*wanted;
  return wanted;
}

Result<void> Transfer::body(std::string_view bytes) {
  const std::uint64_t room = size_.value_or(max_bytes_) - received_;
  if (bytes.size() > room) {
    return fail(ErrorCode::integrity,
                fmt::format("the reply goes on after {} bytes, {}", received_ + room,
                            size_ ? "the size of the file" : "the most that are accepted"));
  }
  received_ += bytes.size();
  return sink_.write(bytes);
}

Result<void> Transfer::restart() {
  etag_.reset();
  if (received_ == 0) return {};
  received_ = 0;
  return sink_.restart();
}

}  // namespace kimitok
