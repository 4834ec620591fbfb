// The numbers that stand for tokens.
#ifndef KIMITOK_TOKEN_HPP_
#define KIMITOK_TOKEN_HPP_

#include <cstdint>
#include <limits>

namespace kimitok {

using TokenId =
    std::uint32_t;  // what encode emits; for mergeable tokens of tiktoken.model it equals the rank
using Rank = std::uint32_t;  // merge priority: lower merges first

inline constexpr TokenId kNoToken = std::numeric_limits<TokenId>::max();
inline constexpr Rank kNoRank = std::numeric_limits<Rank>::max();

}  // namespace kimitok

#endif  // KIMITOK_TOKEN_HPP_
