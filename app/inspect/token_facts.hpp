// What is known about one token, as tables and JSON show it.
#ifndef KIMITOK_APP_INSPECT_TOKEN_FACTS_HPP_
#define KIMITOK_APP_INSPECT_TOKEN_FACTS_HPP_

#include <optional>
#include <string>
#include <string_view>

#include "kimitok/load.hpp"

namespace kimitok::app {

// "special", "byte" (a token of one byte) or "base". Requires: the vocabulary has `id`.
std::string_view kind_of(TokenId id, const Vocabulary& vocabulary);

// Its merge rank. None for special tokens, and for those of a tokenizer.json, where pairs have
// ranks and tokens have not.
std::optional<Rank> rank_of(TokenId id, const LoadedTokenizer& loaded);

// A JSON string, or null for bytes that are not UTF-8.
std::string json_text(std::string_view bytes);

// Members of a JSON object without its braces: id, kind, rank, hex, text, and of a special token
// also reserved and special. Requires: the vocabulary has `id`.
std::string token_members(TokenId id, const LoadedTokenizer& loaded);

// "id TAB kind TAB hex TAB escaped text". Requires: the vocabulary has `id`.
std::string token_line(TokenId id, const Vocabulary& vocabulary);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_INSPECT_TOKEN_FACTS_HPP_
