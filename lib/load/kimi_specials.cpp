#include "load/kimi_specials.hpp"

#include <fmt/core.h>

#include <utility>

#include "json/quote.hpp"
#include "load/added_token.hpp"

namespace kimitok {

std::string reserved_name(TokenId id) { return fmt::format("<|reserved_token_{}|>", id); }

Result<SpecialTokens> kimi_special_tokens(const std::vector<AddedToken>& added, TokenId first) {
  if (auto ok = check_reproducible(added); !ok) return fail(std::move(ok).error());
  std::vector<SpecialToken> slots(kKimiSpecialSlots);
  for (TokenId i = 0; i < kKimiSpecialSlots; ++i) {
    slots[i] = {first + i, reserved_name(first + i), true, false};
  }
  for (const AddedToken& token : added) {
    if (token.id < first || token.id - first >= kKimiSpecialSlots) {
      return fail(
          ErrorCode::model_malformed,
          fmt::format("the added token {}, {}, lies outside the special slots {} to {}", token.id,
                      quote(token.content), first, first + kKimiSpecialSlots - 1));
    }
    slots[token.id - first] = {token.id, token.content, false, token.special};
  }
  return SpecialTokens::create(std::move(slots));
}

}  // namespace kimitok
