// Runs of symbols that are merged side by side, one merge of each in a round.
//
// What a merge has to wait for is memory: which token a pair makes is looked up in a table that no
// near cache holds, and the next merge of the run depends on the answer. Runs do not depend on each
// other, so each asks for the memory of its next answers before the others have their turn. And
// what an answer will be no processor can foresee: where it can compare a bucket at once, no branch
// depends on that.
#ifndef KIMITOK_TOKENIZER_MERGE_RUNS_HPP_
#define KIMITOK_TOKENIZER_MERGE_RUNS_HPP_

#include <cstddef>
#include <cstdint>

#include "base/cpu_tier.hpp"
#include "kimitok/token.hpp"
#include "pair_table.hpp"

namespace kimitok {

struct MergeRuns {
  explicit MergeRuns(const PairTable& pairs) noexcept : table(pairs) {
    for (std::size_t i = 0; i < kRuns; ++i) order[i] = &runs[i];
  }
  MergeRuns(const MergeRuns&) = delete;
  MergeRuns& operator=(const MergeRuns&) = delete;

  static constexpr std::size_t kRuns = 32;
  static constexpr std::size_t kMaxSymbols = 32;  // of one run
  static constexpr std::size_t kRoom = 96;        // symbols that may be written for one run

  struct Run {
    // By the place of its left symbol what a pair makes: rank << kPlaceBits | place, so that the
    // lowest is the one to merge, the leftmost of those with one rank.
    alignas(64) std::uint32_t pairs[kMaxSymbols];
    TokenId symbols[kRoom];
    std::uint32_t alive;  // bit i: symbols[i] has not become a part of one before it
    std::uint32_t count;  // of symbols before any merge
    std::uint32_t piece;
  };
  static constexpr unsigned kPlaceBits = 5;
  static constexpr std::uint32_t kNoPair = UINT32_MAX;

  struct Question {
    std::uint64_t pair;
    const PairTable::Bucket* bucket;
    std::uint32_t* answer;
    std::uint32_t place;
  };

  // Nothing, if they are not neighbours.
  [[gnu::always_inline]] void ask(Run& run, std::uint32_t place, TokenId left, TokenId right,
                                  bool are_neighbours = true) noexcept {
    const std::uint64_t pair = PairTable::pair_of(left, right);
    const PairTable::Bucket* const bucket = &table.bucket_of(pair);
    __builtin_prefetch(bucket);
    run.pairs[place] = kNoPair;
    questions[asked] = {pair, bucket, &run.pairs[place], place};
    asked += are_neighbours ? 1 : 0;
  }

  const PairTable& table;
  std::size_t active = 0;  // of `order`, in which those come first that may merge further
  std::size_t asked = 0;
  Run* order[kRuns];
  Run runs[kRuns];
  Question questions[kRuns * kMaxSymbols];  // one more is written than counts
};

// Answers all questions, makes one merge in each active run and asks what its neighbours now make.
// A run of which no pair merges is not active any more.
using MergeRound = void (*)(MergeRuns& runs) noexcept;
MergeRound merge_round(CpuTier tier) noexcept;

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_MERGE_RUNS_HPP_
