// Merges the symbols of several pieces side by side.
#ifndef KIMITOK_TOKENIZER_MERGE_BATCH_HPP_
#define KIMITOK_TOKENIZER_MERGE_BATCH_HPP_

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/cpu_tier.hpp"
#include "kimitok/token.hpp"
#include "merge_runs.hpp"
#include "pair_table.hpp"

namespace kimitok {

// Scratch of one thread. The table must outlive it.
class MergeBatch {
 public:
  static constexpr std::size_t kRuns = MergeRuns::kRuns;
  static constexpr std::size_t kMaxSymbols = MergeRuns::kMaxSymbols;
  static constexpr std::size_t kRoom = MergeRuns::kRoom;
  // With fewer runs than these a round takes nearly as long as with all.
  static constexpr std::size_t kFew = 12;

  explicit MergeBatch(const PairTable& pairs, CpuTier tier = cpu_tier()) noexcept
      : round_(merge_round(tier)), runs_(pairs) {}

  bool is_full() const noexcept { return runs_.active == kRuns; }

  // Where up to kRoom symbols of the next run may be written; add() then says how many there are,
  // and by what number the caller knows the piece. Requires: not full; 1 to kMaxSymbols.
  TokenId* next() noexcept { return runs_.order[runs_.active]->symbols; }
  void add(std::size_t symbols, std::uint32_t piece) noexcept;

  // Merges by tiktoken's rule until at most `rest` runs are left, and calls done(piece, ids) for
  // each that is ready. The ids are valid until it returns; 16 bytes are readable there.
  template <typename Done>
  void merge(std::size_t rest, Done done) {
    while (runs_.active > rest) {
      const std::size_t before = runs_.active;
      round_(runs_);
      for (std::size_t i = runs_.active; i < before; ++i)
        done(runs_.order[i]->piece, gather(*runs_.order[i]));
    }
  }

 private:
  static std::span<const TokenId> gather(MergeRuns::Run& run) noexcept;

  MergeRound round_;
  MergeRuns runs_;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_MERGE_BATCH_HPP_
