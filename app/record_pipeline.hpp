// Reads the records of a command's inputs and has them worked on by several threads, so that
// nothing but the time it takes depends on their number: answers are used and failures reported in
// the order of the input, and what a failure keeps from being read has no effect.
#ifndef KIMITOK_APP_RECORD_PIPELINE_HPP_
#define KIMITOK_APP_RECORD_PIPELINE_HPP_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "cli/args.hpp"
#include "exit.hpp"
#include "input.hpp"
#include "kimitok/ordered_tasks.hpp"
#include "messages.hpp"
#include "progress.hpp"
#include "record_batch.hpp"
#include "record_work.hpp"
#include "records.hpp"

namespace kimitok::app {

// Small records are put together into batches, which are the threads' tasks. A large one is worked
// on alone, by the work's own sink, after all before it. With one thread all are.
class RecordPipeline {
 public:
  // All must outlive this; `threads` is at least 1.
  RecordPipeline(const cli::InputArgs& args, unsigned threads, RecordWork& work,
                 const Messages& messages, Outcome& outcome, Progress& progress);
  ~RecordPipeline();

  // Reads the inputs to their ends. A failure is reported and ends its input; the others are left
  // alone with --fail-fast, once the reader of our output has gone away, and once the work says so.
  void read(const std::vector<InputName>& names);

 private:
  class Sink;
  struct Batch;

  // An input that has been opened.
  struct Source {
    const InputName* name;
    std::string shown;
    std::uint64_t first_index;  // as the reading counts
    bool failed = false;
  };

  Result<void> read(const InputName& name, Input& input);
  bool is_over() const;
  void report(const Error& error);

  Result<void> submit();
  void submit_complete_records();
  void settle();
  Result<void> whether_to_read_on() const;
  void take_oldest(std::unique_ptr<OrderedTasks::Task> done);
  void use(Batch& batch);
  void record_failed(const RecordBatch::Record& record, const Error& error, bool ending);
  std::uint64_t index_of(std::size_t source, std::uint64_t index);
  bool has_batches() const { return tasks_.threads() > 1; }

  const cli::InputArgs& args_;
  RecordWork& work_;
  const Messages& messages_;
  Outcome& outcome_;
  Progress& progress_;

  std::deque<Source> sources_;  // the last one is being read
  std::uint64_t index_ = 0;     // of the next record, as the reading counts
  // How much smaller indexes are than the reading counts, because of records it read in vain.
  std::uint64_t surplus_ = 0;
  struct Resumed {
    std::size_t source;
    std::uint64_t index;
  };
  std::optional<Resumed> resumed_;  // the source behind a failed one, and its first index
  bool stopped_ = false;

  std::unique_ptr<Batch> batch_;                // takes records until it is large enough
  std::vector<std::unique_ptr<Batch>> spares_;  // for their memory
  OrderedTasks tasks_;                          // destroyed first: they use the work
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_RECORD_PIPELINE_HPP_
