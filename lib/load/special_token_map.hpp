// The special tokens of a bare vocabulary: a JSON object of name -> id, as tiktoken's
// special_tokens.
#ifndef KIMITOK_LOAD_SPECIAL_TOKEN_MAP_HPP_
#define KIMITOK_LOAD_SPECIAL_TOKEN_MAP_HPP_

#include <string_view>

#include "kimitok/error.hpp"
#include "kimitok/special_tokens.hpp"

namespace kimitok {

// Fails with `model_malformed`, naming the path, on a value that is not an id, and as
// SpecialTokens::create.
Result<SpecialTokens> parse_special_token_map(std::string_view json);

}  // namespace kimitok

#endif  // KIMITOK_LOAD_SPECIAL_TOKEN_MAP_HPP_
