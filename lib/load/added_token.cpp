#include "load/added_token.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "json/quote.hpp"

namespace kimitok {
namespace {

Result<void> read_flag(const JsonValue& object, std::string_view key, bool& flag) {
  const auto member = object.find(key);
  if (!member) return {};
  auto value = member->as_boolean();
  if (!value) return fail(std::move(value).error());
  flag = *value;
  return {};
}

}  // namespace

Result<AddedToken> read_added_token(const JsonValue& object, TokenId id) {
  if (auto is_object = object.expect(JsonKind::object); !is_object) {
    return fail(std::move(is_object).error());
  }
  AddedToken token;
  token.id = id;
  const auto content = object.find("content");
  if (!content) return fail(object.malformed("has no content"));
  auto text = content->as_string();
  if (!text) return fail(std::move(text).error());
  if (text->empty()) return fail(content->malformed("is empty"));
  token.content = *text;
  if (auto read = read_flag(object, "special", token.special); !read) {
    return fail(std::move(read).error());
  }
  token.normalized = !token.special;  // AddedToken's own default
  const struct {
    std::string_view key;
    bool& flag;
  } flags[] = {{"lstrip", token.lstrip},
               {"rstrip", token.rstrip},
               {"single_word", token.single_word},
               {"normalized", token.normalized}};
  for (const auto& [key, flag] : flags) {
    if (auto read = read_flag(object, key, flag); !read) return fail(std::move(read).error());
  }
  return token;
}

Result<void> sort_added_tokens(std::vector<AddedToken>& tokens) {
  std::stable_sort(tokens.begin(), tokens.end(),
                   [](const AddedToken& a, const AddedToken& b) { return a.id < b.id; });
  std::unordered_map<std::string_view, TokenId> id_of_content;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const AddedToken& token = tokens[i];
    if (i != 0 && tokens[i - 1].id == token.id) {
      return fail(ErrorCode::model_malformed,
                  fmt::format("the id {} is given to the added tokens {} and {}", token.id,
                              quote(tokens[i - 1].content), quote(token.content)));
    }
    const auto [first, is_new] = id_of_content.try_emplace(token.content, token.id);
    if (!is_new) {
      return fail(ErrorCode::model_malformed,
                  fmt::format("the added tokens {} and {} are both {}", first->second, token.id,
                              quote(token.content)));
    }
  }
  return {};
}

Result<void> check_reproducible(const std::vector<AddedToken>& tokens) {
  for (const AddedToken& token : tokens) {
    const std::string_view flag = token.lstrip        ? "lstrip"
                                  : token.rstrip      ? "rstrip"
                                  : token.single_word ? "single_word"
                                                      : "";
    if (flag.empty()) continue;
    return fail(ErrorCode::model_unsupported,
                fmt::format("the added token {}, {}, has {}, which cannot be reproduced exactly",
                            token.id, quote(token.content), flag));
  }
  return {};
}

}  // namespace kimitok
