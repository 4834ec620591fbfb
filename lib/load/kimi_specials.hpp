// Kimi's 256 special slots: the ids from the number of ranks on, and how the nameless ones are
// called. (tokenization_kimi.TikTokenTokenizer.__init__)
#ifndef KIMITOK_LOAD_KIMI_SPECIALS_HPP_
#define KIMITOK_LOAD_KIMI_SPECIALS_HPP_

#include <string>
#include <vector>

#include "kimitok/error.hpp"
#include "kimitok/special_tokens.hpp"
#include "kimitok/tokenizer_config.hpp"

namespace kimitok {

inline constexpr TokenId kKimiSpecialSlots = 256;

// By the id itself, not by its place among the slots.
std::string reserved_name(TokenId id);

// A special token for each slot from `first` on. Fails with `model_malformed` if an added token
// lies outside the slots or bears the name of another slot, with `model_unsupported` as
// check_reproducible() does.
Result<SpecialTokens> kimi_special_tokens(const std::vector<AddedToken>& added, TokenId first);

}  // namespace kimitok

#endif  // KIMITOK_LOAD_KIMI_SPECIALS_HPP_
