// What a run of kimitok count adds up to.
#ifndef KIMITOK_APP_COUNT_TALLY_HPP_
#define KIMITOK_APP_COUNT_TALLY_HPP_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/args.hpp"
#include "count/count_table.hpp"

namespace kimitok::app {

// The rows, and whether the budget is kept.
class Tally {
 public:
  explicit Tally(const cli::CountArgs& args) : args_(args) {}

  void add(std::string name, const Counts& counts);

  // With --fast-fail, how many more tokens are worth counting.
  std::optional<std::uint64_t> worth_counting() const;
  bool over_budget() const { return args_.budget && tokens_ > *args_.budget; }
  bool has_answer() const { return args_.fast_fail && over_budget(); }
  std::uint64_t tokens() const { return tokens_; }
  std::string report() const { return count_report(rows_, args_); }

 private:
  const cli::CountArgs& args_;
  std::vector<CountRow> rows_;
  std::uint64_t tokens_ = 0;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_COUNT_TALLY_HPP_
