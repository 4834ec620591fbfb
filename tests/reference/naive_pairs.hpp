// Every way to cut a token into two tokens, found by asking for both halves of every cut.
#ifndef KIMITOK_TESTS_REFERENCE_NAIVE_PAIRS_HPP_
#define KIMITOK_TESTS_REFERENCE_NAIVE_PAIRS_HPP_

#include <vector>

#include "tokenizer/token_pairs.hpp"

namespace kimitok::test {

// In the order of token_pairs().
std::vector<TokenPair> naive_pairs(const MergeableRanks& ranks);

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_REFERENCE_NAIVE_PAIRS_HPP_
