// Which of many pieces are tokens.
#ifndef KIMITOK_TOKENIZER_TOKEN_SEARCH_HPP_
#define KIMITOK_TOKENIZER_TOKEN_SEARCH_HPP_

#include <cstddef>
#include <cstdint>

#include "base/cpu_tier.hpp"
#include "kimitok/token.hpp"
#include "piece_key.hpp"
#include "token_table.hpp"

namespace kimitok {

// tokens[i] becomes table.find(keys[i], hashes[i]) for each i below `count`; those for which it is
// kNoToken are listed in `misses`, in order, and their number returned. Both arrays have room for
// kTokenSearchSlack more than `count`, which may be written to.
using FindTokens = std::size_t (*)(const TokenTable& table, const PieceKey* keys,
                                   const std::uint64_t* hashes, std::size_t count, TokenId* tokens,
                                   std::uint32_t* misses) noexcept;
inline constexpr std::size_t kTokenSearchSlack = 16;

FindTokens find_tokens(CpuTier tier) noexcept;

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_TOKEN_SEARCH_HPP_
