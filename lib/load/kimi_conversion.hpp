// Whether a tokenizer.json says the same as a tiktoken vocabulary.
#ifndef KIMITOK_LOAD_KIMI_CONVERSION_HPP_
#define KIMITOK_LOAD_KIMI_CONVERSION_HPP_

#include <optional>
#include <string>

#include "kimitok/error.hpp"
#include "kimitok/vocabulary.hpp"
#include "load/tokenizer_json.hpp"

namespace kimitok {

// Where the merges are something else than tiktoken's rule written out (every split of every token
// into two tokens, in the order of the tokens' ids), as a sentence; nothing if they are that.
std::optional<std::string> difference_from_tiktoken_rule(const TokenizerJson& json);

// Why the file is not a conversion of a Kimi tokenizer, as a sentence; nothing if it is one.
std::optional<std::string> difference_from_kimi(const TokenizerJson& json);

// Fails with `model_mismatch`, naming the first differing id and both sides, if tiktoken.model with
// its special slots and a tokenizer.json differ in a token, the pattern or the merges. Slots
// without a name of their own may be missing from the tokenizer.json.
Result<void> check_conversion(const Vocabulary& vocabulary, const TokenizerJson& json);

}  // namespace kimitok

#endif  // KIMITOK_LOAD_KIMI_CONVERSION_HPP_
