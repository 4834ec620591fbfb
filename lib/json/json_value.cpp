#include <fmt/core.h>

#include <algorithm>

#include "json/json_document.hpp"
#include "json/quote.hpp"
#include "kimitok/mergeable_ranks.hpp"

namespace kimitok {
namespace {

std::string_view name_of(JsonKind kind) {
  switch (kind) {
    case JsonKind::null:
      return "null";
    case JsonKind::boolean:
      return "true or false";
    case JsonKind::number:
      return "a number";
    case JsonKind::string:
      return "a string";
    case JsonKind::array:
      return "an array";
    case JsonKind::object:
      return "an object";
  }
  return "";
}

bool is_identifier(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  });
}

}  // namespace

std::optional<JsonValue> JsonValue::find(std::string_view key) const {
  if (kind() != JsonKind::object) return std::nullopt;
  for (const JsonValue member : *this) {
    if (member.key() == key) return member;
  }
  return std::nullopt;
}

std::optional<JsonValue> JsonValue::find_set(std::string_view key) const {
  const auto member = find(key);
  return member && !member->is_null() ? member : std::nullopt;
}

Result<void> JsonValue::expect(JsonKind wanted) const {
  if (kind() == wanted) return {};
  return fail(malformed(fmt::format("is {}, not {}", description(), name_of(wanted))));
}

Result<std::string_view> JsonValue::as_string() const {
  if (auto kind_ok = expect(JsonKind::string); !kind_ok) return fail(std::move(kind_ok).error());
  return text();
}

Result<bool> JsonValue::as_boolean() const {
  if (auto kind_ok = expect(JsonKind::boolean); !kind_ok) return fail(std::move(kind_ok).error());
  return text() == "true";
}

Result<TokenId> JsonValue::as_id() const {
  if (auto kind_ok = expect(JsonKind::number); !kind_ok) return fail(std::move(kind_ok).error());
  if (const auto id = parse_id(text())) return *id;
  return fail(malformed(
      fmt::format("is {}, not an id from 0 to {}", description(), MergeableRanks::kMaxId)));
}

std::string JsonValue::path() const {
  std::string path;
  std::uint32_t at = 0;
  while (at != index_) {
    const bool in_object = (*nodes_)[at].kind == JsonKind::object;
    std::size_t position = 0;
    std::uint32_t child = at + 1;
    // An end of 0 is that of a container still being read.
    while ((*nodes_)[child].end != 0 && (*nodes_)[child].end <= index_) {
      child = (*nodes_)[child].end;
      ++position;
    }
    const std::string_view key = (*nodes_)[child].key;
    if (!in_object) {
      path += fmt::format("[{}]", position);
    } else if (is_identifier(key)) {
      path += (path.empty() ? "" : ".") + std::string(key);
    } else {
      path += fmt::format("[{}]", quote(key));
    }
    at = child;
  }
  return path.empty() ? "the top level" : path;
}

std::string JsonValue::description() const {
  switch (kind()) {
    case JsonKind::boolean:
      return std::string(text());
    case JsonKind::number:
      return text().size() <= 40 ? std::string(text()) : "a number";
    case JsonKind::string:
      return quote(text());
    case JsonKind::object:
      if (const auto type = find("type"); type && type->kind() == JsonKind::string) {
        return "of type " + quote(type->text());
      }
      break;
    case JsonKind::null:
    case JsonKind::array:
      break;
  }
  return std::string(name_of(kind()));
}

Error JsonValue::malformed(std::string_view what) const {
  return {ErrorCode::model_malformed, fmt::format("{} {}", path(), what)};
}

Error JsonValue::unsupported() const {
  return {ErrorCode::model_unsupported,
          fmt::format("{} is {}, which cannot be reproduced exactly", path(), description())};
}

std::optional<TokenId> parse_id(std::string_view text) {
  if (text.empty() || text.size() > 8 || (text[0] == '0' && text.size() > 1)) return std::nullopt;
  TokenId id = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    id = id * 10 + static_cast<TokenId>(digit - '0');
  }
  if (id > MergeableRanks::kMaxId) return std::nullopt;
  return id;
}

}  // namespace kimitok
