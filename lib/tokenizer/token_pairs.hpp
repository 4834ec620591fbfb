// Every way to cut a token into two tokens.
#ifndef KIMITOK_TOKENIZER_TOKEN_PAIRS_HPP_
#define KIMITOK_TOKENIZER_TOKEN_PAIRS_HPP_

#include <vector>

#include "kimitok/mergeable_ranks.hpp"
#include "kimitok/token.hpp"

namespace kimitok {

struct TokenPair {
  TokenId left, right, merged;
  bool operator==(const TokenPair&) const = default;
};

// By `merged` ascending, then by the size of `left`.
std::vector<TokenPair> token_pairs(const MergeableRanks& ranks);

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_TOKEN_PAIRS_HPP_
