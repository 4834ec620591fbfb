#include "merge_batch.hpp"

#include <algorithm>
#include <bit>

namespace kimitok {

void MergeBatch::add(std::size_t symbols, std::uint32_t piece) noexcept {
  MergeRuns::Run& run = *runs_.order[runs_.active++];
  run.piece = piece;
  run.count = static_cast<std::uint32_t>(symbols);
  run.alive = UINT32_MAX >> (kMaxSymbols - symbols);
  std::ranges::fill(run.pairs, MergeRuns::kNoPair);
  for (std::uint32_t i = 0; i + 1 < run.count; ++i)
    runs_.ask(run, i, run.symbols[i], run.symbols[i + 1]);
}

// The symbols that are alive, one after another.
std::span<const TokenId> MergeBatch::gather(MergeRuns::Run& run) noexcept {
  std::size_t count = 0;
  for (std::uint32_t alive = run.alive; alive != 0; alive &= alive - 1)
    run.symbols[count++] = run.symbols[std::countr_zero(alive)];
  return {run.symbols, count};
}

}  // namespace kimitok
