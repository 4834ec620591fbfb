// Merges the symbols of several pieces side by side.
//
// What a merge has to wait for is memory: which token a pair makes is looked up in a table that no
// near cache holds, and the next merge of the piece depends on the answer. Pieces do not depend on
// each other, so each step here asks for what all of them need before it looks at any answer.
#ifndef KIMITOK_TOKENIZER_MERGE_BATCH_HPP_
#define KIMITOK_TOKENIZER_MERGE_BATCH_HPP_

#include <cstddef>
#include <cstdint>
#include <span>

#include "kimitok/token.hpp"
#include "pair_table.hpp"

namespace kimitok {

// Scratch of one thread. The table must outlive it.
class MergeBatch {
 public:
  static constexpr std::size_t kRuns = 32;
  static constexpr std::size_t kMaxSymbols = 32;  // of one run
  static constexpr std::size_t kRoom = 96;        // symbols that may be written for one run

  explicit MergeBatch(const PairTable& pairs) : pairs_(pairs) {}

  // Where the symbols of the next run are to be written; add() then says how many there are.
  // Requires: fewer than kRuns were added.
  TokenId* next() noexcept { return runs_[size_].symbols; }
  // Requires: 1 to kMaxSymbols.
  void add(std::size_t symbols) noexcept { runs_[size_++].count = symbols; }

  std::size_t size() const noexcept { return size_; }

  // Merges all runs by tiktoken's rule.
  void merge() noexcept;
  // The ids of a run; 16 bytes are readable there.
  std::span<const TokenId> ids(std::size_t run) const noexcept {
    return {runs_[run].symbols, runs_[run].count};
  }
  void clear() noexcept { size_ = 0; }

 private:
  struct Run {
    std::size_t count;
    TokenId symbols[kRoom];
    Rank ranks[kMaxSymbols];  // of the pair that begins at each symbol
  };
  struct Question {
    std::uint64_t key, hash;
    Rank* rank;
  };

  void ask(Run& run, std::size_t at) noexcept {
    const std::uint64_t key = PairTable::key_of(run.symbols[at], run.symbols[at + 1]);
    const std::uint64_t hash = PairTable::mix(key);
    run.ranks[at] = kNoRank;
    questions_[asked_] = {key, hash, &run.ranks[at]};
    asked_ += pairs_.may_have(hash) ? 1 : 0;
  }
  void answer() noexcept;
  static bool step(Run& run, std::size_t& at) noexcept;

  const PairTable& pairs_;
  std::size_t size_ = 0;
  std::size_t asked_ = 0;
  Run runs_[kRuns];
  Question questions_[kRuns * kMaxSymbols];
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_MERGE_BATCH_HPP_
