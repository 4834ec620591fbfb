// The form of find_tokens() that is compiled for one kind of processor.
#ifndef KIMITOK_TOKENIZER_TOKEN_SEARCH_TIERS_HPP_
#define KIMITOK_TOKENIZER_TOKEN_SEARCH_TIERS_HPP_

#include <cstddef>
#include <cstdint>

#include "token_search.hpp"

namespace kimitok {

std::size_t find_tokens_avx512(const TokenTable& table, const PieceKey* keys,
                               const std::uint64_t* hashes, std::size_t count, TokenId* tokens,
                               std::uint32_t* misses) noexcept;

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_TOKEN_SEARCH_TIERS_HPP_
