// Finds tokens by what the user knows of them.
#ifndef KIMITOK_APP_INSPECT_LOOK_UP_HPP_
#define KIMITOK_APP_INSPECT_LOOK_UP_HPP_

#include <string_view>

#include "kimitok/vocabulary.hpp"

namespace kimitok::app {

// Each fails with `unknown_token` if there is no such token, and names the flag.

// --id: decimal digits, otherwise `usage`.
Result<TokenId> find_id(std::string_view digits, const Vocabulary& vocabulary);

// --token: the mergeable token that is exactly this text.
Result<TokenId> find_token(std::string_view text, const Vocabulary& vocabulary);

// --bytes: the mergeable token of these bytes in hexadecimal, blanks between bytes allowed;
// otherwise `usage`.
Result<TokenId> find_bytes(std::string_view hex, const Vocabulary& vocabulary);

// --special-name.
Result<TokenId> find_special_name(std::string_view name, const Vocabulary& vocabulary);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_INSPECT_LOOK_UP_HPP_
