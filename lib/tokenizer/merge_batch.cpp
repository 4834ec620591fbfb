#include "merge_batch.hpp"

namespace kimitok {

void MergeBatch::answer() noexcept {
  for (std::size_t i = 0; i < asked_; ++i) pairs_.prefetch(questions_[i].hash);
  for (std::size_t i = 0; i < asked_; ++i) {
    const Question& question = questions_[i];
    *question.rank = pairs_.look_up(question.key, question.hash);
  }
  asked_ = 0;
}

// Merges the pair of lowest rank, the leftmost of them, and sets `at` to its place; false if no
// pair merges.
bool MergeBatch::step(Run& run, std::size_t& at) noexcept {
  Rank lowest = kNoRank;
  at = 0;
  for (std::size_t i = 0; i + 1 < run.count; ++i) {
    const bool lower = run.ranks[i] < lowest;
    lowest = lower ? run.ranks[i] : lowest;
    at = lower ? i : at;
  }
  if (lowest == kNoRank) return false;
  run.symbols[at] = lowest;
  --run.count;
  for (std::size_t i = at + 1; i < run.count; ++i) {
    run.symbols[i] = run.symbols[i + 1];
    run.ranks[i - 1] = run.ranks[i];
  }
  return true;
}

void MergeBatch::merge() noexcept {
  Run* active[kRuns];
  std::size_t count = size_;
  for (std::size_t i = 0; i < count; ++i) {
    active[i] = &runs_[i];
    for (std::size_t at = 0; at + 1 < runs_[i].count; ++at) ask(runs_[i], at);
  }
  while (count > 0) {
    answer();
    std::size_t left = 0;
    for (std::size_t i = 0; i < count; ++i) {
      Run& run = *active[i];
      std::size_t at = 0;
      if (!step(run, at)) continue;
      if (at + 1 < run.count) ask(run, at);
      if (at > 0) ask(run, at - 1);
      active[left++] = &run;
    }
    count = left;
  }
}

}  // namespace kimitok
