// A whole JSON text as a tree, read strictly: no duplicate keys, no lone surrogates, nothing after
// the end.
//
// simdjson's own DOM is not used because it refuses integers above 64 bits, which real
// tokenizer_config.json files hold ("model_max_length": 1000000000000000019884624838656); numbers
// stay text here.
#ifndef KIMITOK_JSON_JSON_DOCUMENT_HPP_
#define KIMITOK_JSON_JSON_DOCUMENT_HPP_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/error.hpp"
#include "kimitok/token.hpp"

namespace kimitok {

enum class JsonKind : std::uint8_t { null, boolean, number, string, array, object };

// A value and its descendants are neighbours, in the order of the text.
struct JsonNode {
  JsonKind kind = JsonKind::null;
  std::string_view key;    // of an object's member
  std::string_view text;   // a string's characters; a number, true or false as written
  std::uint32_t size = 0;  // members or items
  std::uint32_t end = 0;   // index of the first node that is not a descendant
};

// A value in a JsonDocument, valid as long as that lives.
class JsonValue {
 public:
  class Iterator {
   public:
    Iterator(const std::vector<JsonNode>& nodes, std::uint32_t index)
        : nodes_(&nodes), index_(index) {}
    JsonValue operator*() const { return {*nodes_, index_}; }
    Iterator& operator++() {
      index_ = (*nodes_)[index_].end;
      return *this;
    }
    bool operator==(const Iterator& other) const { return index_ == other.index_; }

   private:
    const std::vector<JsonNode>* nodes_;
    std::uint32_t index_;
  };

  JsonValue(const std::vector<JsonNode>& nodes, std::uint32_t index)
      : nodes_(&nodes), index_(index) {}

  JsonKind kind() const { return node().kind; }
  bool is_null() const { return kind() == JsonKind::null; }
  std::string_view key() const { return node().key; }
  std::string_view text() const { return node().text; }
  std::size_t size() const { return node().size; }

  // The items of an array or the values of an object's members, in the order of the text.
  Iterator begin() const { return {*nodes_, index_ + 1}; }
  Iterator end() const { return {*nodes_, node().end}; }

  // The value of an object's member; nothing if there is none or this is not an object.
  std::optional<JsonValue> find(std::string_view key) const;

  // The same, and a null is as good as no member.
  std::optional<JsonValue> find_set(std::string_view key) const;

  // These fail with `model_malformed`, naming the path, if the value is of another kind.
  Result<void> expect(JsonKind kind) const;
  Result<std::string_view> as_string() const;
  Result<bool> as_boolean() const;
  Result<TokenId> as_id() const;  // a whole number up to MergeableRanks::kMaxId

  // Where the value is, like added_tokens_decoder["5"].content; "the top level" for the root.
  std::string path() const;

  // The value, shortly: a scalar as it is, an object by its "type" if it has one.
  std::string description() const;

  // `model_malformed`: the path, a blank, and `what`.
  Error malformed(std::string_view what) const;

  // `model_unsupported`: the path and the value.
  Error unsupported() const;

 private:
  const JsonNode& node() const { return (*nodes_)[index_]; }

  const std::vector<JsonNode>* nodes_;
  std::uint32_t index_;
};

class JsonDocument {
 public:
  // Fails with `model_malformed` if `json` is not UTF-8 (with the byte), not JSON (with line and
  // column where known), not an object, nested deeper than kMaxDepth, or holds a key twice or half
  // a surrogate pair (with the path).
  static Result<JsonDocument> parse(std::string_view json);

  JsonDocument(JsonDocument&&) noexcept;
  JsonDocument& operator=(JsonDocument&&) noexcept;
  ~JsonDocument();

  JsonValue root() const;

  static constexpr unsigned kMaxDepth = 64;

 private:
  struct Storage;
  explicit JsonDocument(std::unique_ptr<Storage> storage);
  std::unique_ptr<Storage> storage_;
};

// An id in decimal without sign or leading zeros; nothing if `text` is anything else or too large.
std::optional<TokenId> parse_id(std::string_view text);

}  // namespace kimitok

#endif  // KIMITOK_JSON_JSON_DOCUMENT_HPP_
