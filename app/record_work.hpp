// What a command does with records: with one after another, or with many at a time.
#ifndef KIMITOK_APP_RECORD_WORK_HPP_
#define KIMITOK_APP_RECORD_WORK_HPP_

#include <cstddef>
#include <memory>

#include "input.hpp"
#include "kimitok/error.hpp"
#include "record_batch.hpp"
#include "records.hpp"

namespace kimitok::app {

// What becomes of a batch of records, in two steps, so that several threads can do the first.
class RecordAnswers {
 public:
  virtual ~RecordAnswers() = default;

  // Adds the answer to a record of `batch`; called for one after another. `thread`: no two calls at
  // one time have the same. `ending` as RecordBatch::tell(). After a failure, which has to be the
  // one that RecordWork::sink() would give, what was added is not used.
  virtual Result<void> add(const RecordBatch& batch, std::size_t number, unsigned thread,
                           bool& ending) = 0;

  // Uses the answer added as the `number`th. Called in the order of the input, on one thread.
  virtual Result<void> use(std::size_t number, const RecordInfo& info) = 0;

  // Empties it and keeps the memory.
  virtual void clear() = 0;
};

class RecordWork {
 public:
  virtual ~RecordWork() = default;

  // For records that are worked on alone.
  virtual RecordSink& sink() = 0;
  // For records that are worked on together; their texts come to at most batched_bytes() each.
  virtual std::unique_ptr<RecordAnswers> make_answers() = 0;
  virtual std::size_t batched_bytes() const = 0;

  // Whether this input may be read.
  virtual Result<void> check(const Input& input) const = 0;
  // All records of the input have been worked on.
  virtual void input_ended(const InputName& name) = 0;
  // One of them has failed, or the input itself.
  virtual void input_failed() = 0;
  // Whether other inputs are worth reading.
  virtual bool may_go_on() const = 0;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_RECORD_WORK_HPP_
