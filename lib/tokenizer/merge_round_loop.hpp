// A round of merges (see merge_runs.hpp), as a template of how a kind of processor looks at several
// numbers at once:
//
//   unsigned matches(const PairTable::Bucket&, std::uint64_t pair)   bit i: slot i is the pair's
//   std::uint32_t lowest(const std::uint32_t* sixteen)
//
// The class has internal linkage, and with it all of this: what the linker may share could end up
// in the rest of the program. So nothing is called here that is not inlined for certain.
#ifndef KIMITOK_TOKENIZER_MERGE_ROUND_LOOP_HPP_
#define KIMITOK_TOKENIZER_MERGE_ROUND_LOOP_HPP_

#include <cstddef>
#include <cstdint>

#include "merge_runs.hpp"

namespace kimitok {

template <typename Numbers>
void answer_questions(MergeRuns& runs) noexcept {
  for (std::size_t i = 0; i < runs.asked; ++i) {
    const MergeRuns::Question& question = runs.questions[i];
    const unsigned found = Numbers::matches(*question.bucket, question.pair);
    const std::uint32_t none = found == 0 ? MergeRuns::kNoPair : 0;
    if ((none & (PairTable::has_more(*question.bucket, question.pair) ? 1u : 0u)) != 0)
        [[unlikely]] {
      const TokenId merged = runs.table.find_further(question.pair);
      if (merged != kNoToken) *question.answer = merged << MergeRuns::kPlaceBits | question.place;
      continue;
    }
    const std::uint64_t slot = question.bucket->slots[__builtin_ctz(found | 0x80)];
    *question.answer = PairTable::merged_of(slot) << MergeRuns::kPlaceBits | question.place | none;
  }
  runs.asked = 0;
}

// Whether a pair merged.
template <typename Numbers>
bool merge_lowest(MergeRuns& runs, MergeRuns::Run& run) noexcept {
  constexpr std::uint32_t kPlaces = (1u << MergeRuns::kPlaceBits) - 1;
  std::uint32_t lowest = Numbers::lowest(run.pairs);
  if (run.count - 1 > 16) [[unlikely]] {
    const std::uint32_t other = Numbers::lowest(run.pairs + 16);
    lowest = other < lowest ? other : lowest;
  }
  if (lowest == MergeRuns::kNoPair) return false;
  const std::uint32_t place = lowest & kPlaces;
  const TokenId merged = lowest >> MergeRuns::kPlaceBits;
  const std::uint32_t before = run.alive & ((std::uint32_t{1} << place) - 1);
  const std::uint32_t behind = run.alive & (~std::uint32_t{1} << place);
  const std::uint32_t after = behind & (behind - 1);  // without the pair's right symbol
  run.pairs[__builtin_ctz(behind)] = MergeRuns::kNoPair;
  run.alive ^= behind ^ after;
  run.symbols[place] = merged;

  const std::uint32_t right = after != 0 ? static_cast<std::uint32_t>(__builtin_ctz(after)) : place;
  runs.ask(run, place, merged, run.symbols[right], after != 0);
  const auto left = static_cast<std::uint32_t>(31 - __builtin_clz(before | 1));
  runs.ask(run, left, run.symbols[left], merged, before != 0);
  return true;
}

template <typename Numbers>
void merge_round_with(MergeRuns& runs) noexcept {
  answer_questions<Numbers>(runs);
  for (std::size_t i = 0; i < runs.active;) {
    MergeRuns::Run* const run = runs.order[i];
    if (merge_lowest<Numbers>(runs, *run)) {
      ++i;
      continue;
    }
    runs.order[i] = runs.order[--runs.active];
    runs.order[runs.active] = run;
  }
}

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_MERGE_ROUND_LOOP_HPP_
