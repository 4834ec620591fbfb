// Added tokens as tokenizer_config.json and tokenizer.json write them.
#ifndef KIMITOK_LOAD_ADDED_TOKEN_HPP_
#define KIMITOK_LOAD_ADDED_TOKEN_HPP_

#include <vector>

#include "json/json_document.hpp"
#include "kimitok/error.hpp"
#include "kimitok/tokenizer_config.hpp"

namespace kimitok {

// Reads the members of an AddedToken object but its id. Fails with `model_malformed`, naming the
// path, on a value of the wrong type and on content that is missing or empty.
Result<AddedToken> read_added_token(const JsonValue& object, TokenId id);

// Sorts by id. Fails with `model_malformed` if an id or a content comes twice.
Result<void> sort_added_tokens(std::vector<AddedToken>& tokens);

// Fails with `model_unsupported`, naming the token, if one takes the blanks beside it or wants to
// stand alone.
Result<void> check_reproducible(const std::vector<AddedToken>& tokens);

}  // namespace kimitok

#endif  // KIMITOK_LOAD_ADDED_TOKEN_HPP_
