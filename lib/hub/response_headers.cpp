#include "hub/response_headers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "json/quote.hpp"

namespace kimitok {
namespace {

bool is_there(const HttpHead& head, std::string_view name) {
  return std::any_of(head.headers.begin(), head.headers.end(),
                     [&](const HttpHeader& header) { return header.name == name; });
}

// The header `name` as `parse` reads it.
template <typename T, typename Parse>
Result<std::optional<T>> checked(const HttpHead& head, std::string_view name, std::string_view kind,
                                 Parse parse) {
  if (!is_there(head, name)) return std::optional<T>();
  const std::string* value = head.find(name);
  if (value == nullptr) {
    return fail(ErrorCode::integrity,
                fmt::format("the reply has several {} headers that differ", name));
  }
  std::optional<T> parsed = parse(*value);
  if (!parsed) {
    return fail(ErrorCode::integrity,
                fmt::format("the reply's {} is {}, not {}", name, quote(*value), kind));
  }
  return parsed;
}

std::string_view opaque_tag(std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  if (etag.size() >= 2 && etag.starts_with('"') && etag.ends_with('"')) {
    etag = etag.substr(1, etag.size() - 2);
  }
  return etag;
}

std::optional<BlobId> parse_etag(std::string_view etag) { return BlobId::parse(opaque_tag(etag)); }

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

// One of the parameters after a link's ">": rel=next, rel="next", rel="prev next".
bool says_next(std::string_view parameter) {
  const std::string lower = lower_case(parameter);
  const std::size_t name = lower.find("rel=");
  if (name == std::string::npos || lower.find_first_not_of(" \t") != name) return false;
  std::string_view relations = std::string_view(lower).substr(name + 4);
  while (!relations.empty()) {
    const std::size_t end = std::min(relations.find_first_of("\" \t"), relations.size());
    if (relations.substr(0, end) == "next") return true;
    relations.remove_prefix(std::min(end + 1, relations.size()));
  }
  return false;
}

// Takes the first link's parameters off `links`, up to the comma before the next link.
bool take_parameters(std::string_view& links) {
  bool next = false;
  bool quoted = false;
  std::size_t start = 0;
  std::size_t i = 0;
  for (; i < links.size() && (quoted || links[i] != ','); ++i) {
    if (links[i] == '"') quoted = !quoted;
    if (links[i] != ';' || quoted) continue;
    next = next || says_next(links.substr(start, i - start));
    start = i + 1;
  }
  next = next || says_next(links.substr(start, i - start));
  links.remove_prefix(i);
  return next;
}

}  // namespace

std::optional<std::uint64_t> parse_decimal(std::string_view text) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

Result<std::optional<Commit>> repo_commit(const HttpHead& head) {
  return checked<Commit>(head, "x-repo-commit", "a commit", Commit::parse);
}

Result<std::optional<BlobId>> linked_blob(const HttpHead& head) {
  return checked<BlobId>(head, "x-linked-etag", "a SHA-256 or a git SHA-1", parse_etag);
}

Result<std::optional<std::uint64_t>> linked_size(const HttpHead& head) {
  return checked<std::uint64_t>(head, "x-linked-size", "a size", parse_decimal);
}

Result<std::optional<std::uint64_t>> content_length(const HttpHead& head) {
  return checked<std::uint64_t>(head, "content-length", "a size", parse_decimal);
}

std::optional<BlobId> etag_blob(const HttpHead& head) {
  const std::string* etag = head.find("etag");
  return etag == nullptr ? std::nullopt : parse_etag(*etag);
}

std::optional<std::string> strong_etag(const HttpHead& head) {
  const std::string* etag = head.find("etag");
  if (etag == nullptr || etag->size() < 2) return std::nullopt;
  if (!etag->starts_with('"') || etag->find('"', 1) != etag->size() - 1) return std::nullopt;
  return *etag;
}

std::optional<ContentRange> content_range(const HttpHead& head) {
  const std::string* header = head.find("content-range");
  if (header == nullptr || !header->starts_with("bytes ")) return std::nullopt;
  const std::string_view text = std::string_view(*header).substr(6);
  const std::size_t dash = text.find('-');
  const std::size_t slash = text.find('/');
  if (dash == std::string_view::npos || slash == std::string_view::npos || dash > slash) {
    return std::nullopt;
  }
  const auto first = parse_decimal(text.substr(0, dash));
  const auto last = parse_decimal(text.substr(dash + 1, slash - dash - 1));
  const std::string_view total_text = text.substr(slash + 1);
  const auto total = parse_decimal(total_text);
  if (!first || !last || *first > *last || (!total && total_text != "*")) return std::nullopt;
  if (total && *last >= *total) return std::nullopt;
  return ContentRange{*first, *last, total};
}

Result<void> expect_identity_encoding(const HttpHead& head) {
  for (const HttpHeader& header : head.headers) {
    if (header.name != "content-encoding") continue;
    if (header.value.empty() || lower_case(header.value) == "identity") continue;
    return fail(ErrorCode::network,
                fmt::format("the reply is encoded as {} although that was not asked for",
                            quote(header.value)));
  }
  return {};
}

bool is_web_page(const HttpHead& head) {
  const std::string* type = head.find("content-type");
  return type != nullptr && lower_case(*type).starts_with("text/html");
}

std::string request_id(const HttpHead& head) {
  const std::string* id = head.find("x-request-id");
  if (id == nullptr) id = head.find("x-amz-cf-id");
  return id == nullptr ? std::string() : *id;
}

std::optional<std::string> next_page(const HttpHead& head) {
  for (const HttpHeader& header : head.headers) {
    if (header.name != "link") continue;
    std::string_view links = header.value;
    while (!links.empty()) {
      const std::size_t open = links.find('<');
      const std::size_t close = links.find('>', std::min(open, links.size()));
      if (close == std::string_view::npos) break;
      const std::string address(links.substr(open + 1, close - open - 1));
      links.remove_prefix(close + 1);
      if (take_parameters(links)) return address;
    }
  }
  return std::nullopt;
}

}  // namespace kimitok
