// The headers of a reply that mean something here, each checked before it is used: what a server
// says is input.
#ifndef KIMITOK_HUB_RESPONSE_HEADERS_HPP_
#define KIMITOK_HUB_RESPONSE_HEADERS_HPP_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kimitok/blob_id.hpp"
#include "kimitok/error.hpp"
#include "kimitok/repo.hpp"
#include "kimitok/transport.hpp"

namespace kimitok {

// Nothing where the header is missing. Where it is there and malformed, or several times with
// different values, these fail with `integrity`, naming it.
Result<std::optional<Commit>> repo_commit(const HttpHead& head);            // X-Repo-Commit
Result<std::optional<BlobId>> linked_blob(const HttpHead& head);            // X-Linked-ETag
Result<std::optional<std::uint64_t>> linked_size(const HttpHead& head);     // X-Linked-Size
Result<std::optional<std::uint64_t>> content_length(const HttpHead& head);  // Content-Length

// The ETag as a blob's id, without W/ and quotes; nothing for one of another kind (MD5, a part
// count, a path), which servers other than the Hub are free to send.
std::optional<BlobId> etag_blob(const HttpHead& head);

// The ETag as it was sent, if it is a strong one: what If-Range may hold (RFC 9110, 13.1.5).
std::optional<std::string> strong_etag(const HttpHead& head);

struct ContentRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  std::optional<std::uint64_t> total;  // nothing for "*"

  bool operator==(const ContentRange&) const = default;
};

// "bytes 5-9/10"; nothing if it is missing, malformed or impossible.
std::optional<ContentRange> content_range(const HttpHead& head);

// Fails with `network` if the body is compressed although that was not asked for.
Result<void> expect_identity_encoding(const HttpHead& head);

bool is_web_page(const HttpHead& head);  // Content-Type: text/html

// X-Request-Id or X-Amz-Cf-Id; empty if there is none.
std::string request_id(const HttpHead& head);

// The address of rel="next" in a Link header (RFC 8288); nothing if there is none.
std::optional<std::string> next_page(const HttpHead& head);

// Decimal digits alone; nothing if there are others or the number is above 64 bits.
std::optional<std::uint64_t> parse_decimal(std::string_view text);

}  // namespace kimitok

#endif  // KIMITOK_HUB_RESPONSE_HEADERS_HPP_
