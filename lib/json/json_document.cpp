#include "json/json_document.hpp"

#include <fmt/core.h>
#include <simdjson.h>

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "json/quote.hpp"
#include "kimitok/utf8.hpp"

namespace kimitok {

struct JsonDocument::Storage {
  explicit Storage(std::string_view json) : padded(json) {}

  simdjson::padded_string padded;     // numbers are views of it
  simdjson::ondemand::parser parser;  // strings are views of its buffer
  std::vector<JsonNode> nodes;
};

namespace {

namespace ondemand = simdjson::ondemand;

Error malformed(std::string sentence) { return {ErrorCode::model_malformed, std::move(sentence)}; }

Error at_offset(Error error, std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
  const std::size_t newline = before.rfind('\n');
  const std::size_t column = newline == std::string_view::npos ? offset + 1 : offset - newline;
  return std::move(error).at_line(line, column).at_byte(offset);
}

// number = [ "-" ] int [ frac ] [ exp ]    (RFC 8259, section 6)
bool is_number(std::string_view text) {
  const auto skip_digits = [&text] {
    const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(count);
    return count;
  };
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool zero = text.starts_with('0');
  const std::size_t whole = skip_digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (skip_digits() == 0) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (skip_digits() == 0) return false;
  }
  return text.empty();
}

// simdjson lets the second half of a surrogate pair through on its own, as three bytes that are not
// UTF-8. The text around it has been checked, so that without their first byte there is nothing to
// look for.
bool has_half_pair(std::string_view text) {
  return text.find('\xED') != std::string_view::npos && !utf8::is_valid(text);
}

// Walks every value, because simdjson's on-demand reader checks only what is asked for.
class TreeBuilder {
 public:
  TreeBuilder(std::string_view text, ondemand::document& document, std::vector<JsonNode>& nodes)
      : text_(text), document_(document), nodes_(nodes) {}

  Result<void> add(ondemand::value value, std::string_view key, unsigned depth) {
    ondemand::json_type type{};
    if (const auto error = value.type().get(type)) return syntax(error);
    nodes_.emplace_back();
    const auto index = static_cast<std::uint32_t>(nodes_.size() - 1);
    nodes_[index].key = key;
    if (depth > JsonDocument::kMaxDepth) {
      return fail(
          malformed(fmt::format("is nested deeper than {} levels", JsonDocument::kMaxDepth)));
    }
    Result<void> added = type == ondemand::json_type::object   ? add_object(value, index, depth)
                         : type == ondemand::json_type::array  ? add_array(value, index, depth)
                         : type == ondemand::json_type::string ? add_string(value, index)
                                                               : add_literal(value, index);
    if (added) nodes_[index].end = static_cast<std::uint32_t>(nodes_.size());
    return added;
  }

  Failure syntax(simdjson::error_code error) {
    Error failure = malformed(fmt::format("is not JSON: {}", reason(error)));
    const char* location = nullptr;
    if (document_.current_location().get(location) == simdjson::SUCCESS &&
        location >= text_.data() && location <= text_.data() + text_.size()) {
      failure =
          at_offset(std::move(failure), text_, static_cast<std::size_t>(location - text_.data()));
    }
    return fail(std::move(failure));
  }

  static std::string_view reason(simdjson::error_code error) {
    switch (error) {
      case simdjson::EMPTY:
        return "there is nothing in it";
      case simdjson::UNESCAPED_CHARS:
        return "a string holds a control character";
      case simdjson::UNCLOSED_STRING:
        return "a string has no end";
      case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
        return "an array or object has no end";
      case simdjson::CAPACITY:
      case simdjson::MEMALLOC:
        return "it is too large";
      default:
        return "a value or punctuation is missing or misplaced";
    }
  }

 private:
  Result<void> add_object(ondemand::value value, std::uint32_t index, unsigned depth) {
    nodes_[index].kind = JsonKind::object;
    ondemand::object object;
    if (const auto error = value.get_object().get(object)) return syntax(error);
    std::unordered_set<std::string_view> keys;
    for (auto item : object) {
      ondemand::field field;
      if (const auto error = std::move(item).get(field)) return syntax(error);
      std::string_view key;
      if (const auto error = field.unescaped_key().get(key)) {
        return error == simdjson::STRING_ERROR ? fail(bad_string(index, "a key")) : syntax(error);
      }
      if (has_half_pair(key)) return fail(bad_string(index, "a key"));
      if (!keys.insert(key).second) {
        return fail(value_at(index).malformed(fmt::format("has the key {} twice", quote(key))));
      }
      if (auto added = add(field.value(), key, depth + 1); !added) return added;
      ++nodes_[index].size;
    }
    return {};
  }

  Result<void> add_array(ondemand::value value, std::uint32_t index, unsigned depth) {
    nodes_[index].kind = JsonKind::array;
    ondemand::array array;
    if (const auto error = value.get_array().get(array)) return syntax(error);
    for (auto item : array) {
      ondemand::value element;
      if (const auto error = std::move(item).get(element)) return syntax(error);
      if (auto added = add(element, {}, depth + 1); !added) return added;
      ++nodes_[index].size;
    }
    return {};
  }

  Result<void> add_string(ondemand::value value, std::uint32_t index) {
    nodes_[index].kind = JsonKind::string;
    const auto error = value.get_string().get(nodes_[index].text);
    if (error && error != simdjson::STRING_ERROR) return syntax(error);
    if (error || has_half_pair(nodes_[index].text)) return fail(bad_string(index, "it"));
    return {};
  }

  Result<void> add_literal(ondemand::value value, std::uint32_t index) {
    std::string_view token = value.raw_json_token();
    token = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
    nodes_[index].text = token;
    if (token == "null") return {};
    const bool boolean = token == "true" || token == "false";
    if (!boolean && !is_number(token)) return syntax(simdjson::NUMBER_ERROR);
    nodes_[index].kind = boolean ? JsonKind::boolean : JsonKind::number;
    return {};
  }

  JsonValue value_at(std::uint32_t index) const { return {nodes_, index}; }

  Error bad_string(std::uint32_t index, std::string_view what) const {
    return value_at(index).malformed(
        fmt::format("is malformed: {} has a bad escape or half of a surrogate pair", what));
  }

  std::string_view text_;
  ondemand::document& document_;
  std::vector<JsonNode>& nodes_;
};

}  // namespace

JsonDocument::JsonDocument(std::unique_ptr<Storage> storage) : storage_(std::move(storage)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

JsonValue JsonDocument::root() const { return {storage_->nodes, 0}; }

Result<JsonDocument> JsonDocument::parse(std::string_view json) {
  if (!simdjson::validate_utf8(json.data(), json.size())) {
    return fail(at_offset(malformed("is not UTF-8"), json, utf8::valid_prefix(json)));
  }
  auto storage = std::make_unique<Storage>(json);
  const std::string_view text(storage->padded.data(), storage->padded.size());
  ondemand::document document;
  if (const auto error = storage->parser.iterate(storage->padded).get(document)) {
    return fail(malformed(fmt::format("is not JSON: {}", TreeBuilder::reason(error))));
  }
  TreeBuilder builder(text, document, storage->nodes);
  ondemand::json_type type{};
  if (const auto error = document.type().get(type)) return builder.syntax(error);
  if (type != ondemand::json_type::object) return fail(malformed("is not a JSON object"));
  ondemand::value value;
  if (const auto error = document.get_value().get(value)) return builder.syntax(error);
  if (auto added = builder.add(value, {}, 0); !added) return fail(std::move(added).error());
  const char* rest = nullptr;
  if (document.current_location().get(rest) != simdjson::OUT_OF_BOUNDS) {
    return builder.syntax(simdjson::TRAILING_CONTENT);
  }
  return JsonDocument(std::move(storage));
}

}  // namespace kimitok
