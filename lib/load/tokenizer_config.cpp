#include "kimitok/tokenizer_config.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "json/json_document.hpp"
#include "json/quote.hpp"
#include "kimitok/mergeable_ranks.hpp"
#include "load/added_token.hpp"

namespace kimitok {
namespace {

// A token by its name: "x", or an AddedToken object, {"content": "x", ...}.
Result<std::string> read_name(const JsonValue& value) {
  if (value.kind() == JsonKind::object) {
    auto token = read_added_token(value, 0);
    if (!token) return fail(std::move(token).error());
    return std::move(token->content);
  }
  if (value.kind() != JsonKind::string) {
    return fail(
        value.malformed(fmt::format("is {}, not a token's name or object", value.description())));
  }
  if (value.text().empty()) return fail(value.malformed("is empty"));
  return std::string(value.text());
}

Result<void> read_token(const JsonValue& root, std::string_view key,
                        std::optional<std::string>& token) {
  const auto value = root.find_set(key);
  if (!value) return {};
  auto name = read_name(*value);
  if (!name) return fail(std::move(name).error());
  token = *std::move(name);
  return {};
}

Result<void> append_names(const JsonValue& list, std::vector<std::string>& names) {
  for (const JsonValue item : list) {
    auto name = read_name(item);
    if (!name) return fail(std::move(name).error());
    names.push_back(*std::move(name));
  }
  return {};
}

Result<void> read_special_lists(const JsonValue& root, std::vector<std::string>& names) {
  if (const auto list = root.find_set("additional_special_tokens")) {
    if (auto is_array = list->expect(JsonKind::array); !is_array) return is_array;
    if (auto read = append_names(*list, names); !read) return read;
  }
  // A list like the other, or an object of attribute -> token.
  if (const auto extra = root.find_set("extra_special_tokens")) {
    if (extra->kind() != JsonKind::object) {
      if (auto is_array = extra->expect(JsonKind::array); !is_array) return is_array;
    }
    if (auto read = append_names(*extra, names); !read) return read;
  }
  return {};
}

Result<void> read_added_tokens(const JsonValue& root, std::vector<AddedToken>& tokens) {
  const auto decoder = root.find_set("added_tokens_decoder");
  if (!decoder) return {};
  if (auto is_object = decoder->expect(JsonKind::object); !is_object) return is_object;
  for (const JsonValue entry : *decoder) {
    const auto id = parse_id(entry.key());
    if (!id) {
      return fail(entry.malformed(
          fmt::format("has a key that is not an id from 0 to {}", MergeableRanks::kMaxId)));
    }
    auto token = read_added_token(entry, *id);
    if (!token) return fail(std::move(token).error());
    tokens.push_back(*std::move(token));
  }
  auto sorted = sort_added_tokens(tokens);
  if (!sorted) {
    return fail(ErrorCode::model_malformed, "added_tokens_decoder: " + sorted.error().sentence());
  }
  return {};
}

// One template, or a list of {"name", "template"}, of which "default" is the one used unasked.
Result<void> read_chat_template(const JsonValue& root, std::optional<std::string>& chat_template) {
  const auto value = root.find_set("chat_template");
  if (!value) return {};
  if (value->kind() == JsonKind::string) {
    chat_template = std::string(value->text());
    return {};
  }
  if (auto is_array = value->expect(JsonKind::array); !is_array) return is_array;
  for (const JsonValue item : *value) {
    if (auto is_object = item.expect(JsonKind::object); !is_object) return is_object;
    const auto name = item.find("name");
    const auto text = item.find("template");
    if (!name || !text) return fail(item.malformed("has no name or no template"));
    if (auto is_string = name->expect(JsonKind::string); !is_string) return is_string;
    if (auto is_string = text->expect(JsonKind::string); !is_string) return is_string;
    if (name->text() == "default") chat_template = std::string(text->text());
  }
  return {};
}

Result<void> read_class(const JsonValue& root, std::optional<std::string>& tokenizer_class) {
  const auto value = root.find_set("tokenizer_class");
  if (!value) return {};
  auto name = value->as_string();
  if (!name) return fail(std::move(name).error());
  tokenizer_class = std::string(*name);
  return {};
}

}  // namespace

std::vector<std::string> TokenizerConfig::all_special_tokens() const {
  std::vector<std::string> names;
  const auto add = [&names](const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  for (const auto* token : {&bos_token, &eos_token, &unk_token, &pad_token}) {
    if (*token) add(**token);
  }
  for (const std::string& name : additional_special_tokens) add(name);
  return names;
}

Result<TokenizerConfig> parse_tokenizer_config(std::string_view json) {
  auto document = JsonDocument::parse(json);
  if (!document) return fail(std::move(document).error());
  const JsonValue root = document->root();
  TokenizerConfig config;
  auto read = read_added_tokens(root, config.added_tokens);
  if (read) read = read_token(root, "bos_token", config.bos_token);
  if (read) read = read_token(root, "eos_token", config.eos_token);
  if (read) read = read_token(root, "unk_token", config.unk_token);
  if (read) read = read_token(root, "pad_token", config.pad_token);
  if (read) read = read_special_lists(root, config.additional_special_tokens);
  if (read) read = read_chat_template(root, config.chat_template);
  if (read) read = read_class(root, config.tokenizer_class);
  if (!read) return fail(std::move(read).error());
  return config;
}

}  // namespace kimitok
