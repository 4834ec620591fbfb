// Byte pair encoding straight from the rule: the slow, obvious way.
#ifndef KIMITOK_TESTS_REFERENCE_NAIVE_BPE_HPP_
#define KIMITOK_TESTS_REFERENCE_NAIVE_BPE_HPP_

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kimitok/tokenizer.hpp"

namespace kimitok::reference {

using TokenIds = std::unordered_map<std::string, TokenId>;

// Single bytes; then, as long as there is one, the leftmost of the neighbouring pairs whose
// concatenation is the token of lowest id becomes that token. That the whole piece may be a token
// is not considered. Requires: every single byte is in `ids`.
std::vector<TokenId> merge(std::string_view piece, const TokenIds& ids);

// The same with a list of merges, the earliest of which that applies is done first, leftmost on
// ties. (Hugging Face's rule.)
std::vector<TokenId> merge(std::string_view piece, const TokenIds& ids,
                           std::span<const PairMerge> merges);

}  // namespace kimitok::reference

#endif  // KIMITOK_TESTS_REFERENCE_NAIVE_BPE_HPP_
