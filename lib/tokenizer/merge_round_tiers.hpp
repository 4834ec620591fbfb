// The form of merge_round() that is compiled for one kind of processor.
#ifndef KIMITOK_TOKENIZER_MERGE_ROUND_TIERS_HPP_
#define KIMITOK_TOKENIZER_MERGE_ROUND_TIERS_HPP_

#include "merge_runs.hpp"

namespace kimitok {

void merge_round_avx2(MergeRuns& runs) noexcept;

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_MERGE_ROUND_TIERS_HPP_
