#include "kimitok/special_tokens.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "base/printable.hpp"

namespace kimitok {

Result<SpecialTokens> SpecialTokens::create(std::vector<SpecialToken> tokens) {
  SpecialTokens specials;
  std::ranges::sort(tokens, {}, &SpecialToken::id);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const SpecialToken& token = tokens[i];
    if (token.name.empty()) {
      return fail(ErrorCode::model_malformed,
                  fmt::format("special token {} has an empty name", token.id));
    }
    if (i > 0 && tokens[i - 1].id == token.id) {
      return fail(ErrorCode::model_malformed,
                  fmt::format("special id {} is both {} and {}", token.id,
                              printable(tokens[i - 1].name), printable(token.name)));
    }
    const auto [other, added] = specials.by_name_.emplace(token.name, i);
    if (!added) {
      return fail(ErrorCode::model_malformed,
                  fmt::format("special token {} has two ids, {} and {}", printable(token.name),
                              tokens[other->second].id, token.id));
    }
  }
  specials.tokens_ = std::move(tokens);
  return specials;
}

const SpecialToken* SpecialTokens::find(std::string_view name) const noexcept {
  const auto found = by_name_.find(std::string(name));
  return found == by_name_.end() ? nullptr : &tokens_[found->second];
}

const SpecialToken* SpecialTokens::find(TokenId id) const noexcept {
  const auto found = std::ranges::lower_bound(tokens_, id, {}, &SpecialToken::id);
  return found == tokens_.end() || found->id != id ? nullptr : &*found;
}

}  // namespace kimitok
