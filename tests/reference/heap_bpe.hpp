// Byte pair encoding by one heap of all pairs: simple enough to trust, and fast enough for pieces
// that the naive form would take hours for.
#ifndef KIMITOK_TESTS_REFERENCE_HEAP_BPE_HPP_
#define KIMITOK_TESTS_REFERENCE_HEAP_BPE_HPP_

#include <string_view>
#include <vector>

#include "kimitok/mergeable_ranks.hpp"
#include "kimitok/tokenizer.hpp"
#include "tokenizer/pair_merges.hpp"

namespace kimitok::reference {

struct Merged {
  std::vector<TokenId> ids;
  std::vector<MergeStep> steps;  // in the order of merging
};

// `pairs` null: tiktoken's rule, by concatenation.
Merged merge_by_heap(std::string_view piece, const MergeableRanks& ranks,
                     const PairMerges* pairs = nullptr);

}  // namespace kimitok::reference

#endif  // KIMITOK_TESTS_REFERENCE_HEAP_BPE_HPP_
