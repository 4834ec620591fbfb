#include "record_pipeline.hpp"

#include <sys/stat.h>

#include <utility>

#include "each_input.hpp"

namespace kimitok::app {
namespace {

// A batch takes a thread some milliseconds, so that handing it over costs nothing by comparison.
constexpr std::size_t kBatchBytes = std::size_t{256} << 10;
constexpr std::size_t kBatchRecords = 4096;

// Enough for a thread to have one more batch when it is done with one.
constexpr std::size_t kBatchesPerThread = 3;

// Reading it, or only opening it, cannot take longer than the disk does.
bool never_waits(const InputName& name) {
  struct stat status;
  return name.kind == InputName::Kind::text ||
         (name.kind == InputName::Kind::file && stat(name.value.c_str(), &status) == 0 &&
          S_ISREG(status.st_mode));
}

// What tells the reading of an input to stop because of a failure that has been reported.
Failure reported() { return fail(ErrorCode::usage, "reported"); }

}  // namespace

struct RecordPipeline::Batch : OrderedTasks::Task {
  explicit Batch(RecordWork& work) : answers(work.make_answers()) {}

  // The first failure of an input ends the work on it; whoever uses the answers looks no further.
  void run(unsigned thread) override {
    std::optional<std::size_t> failed_source;
    results.resize(records.records().size());
    for (std::size_t i = 0; i < results.size(); ++i) {
      const RecordBatch::Record& record = records.records()[i];
      if (record.ends_input || failed_source == record.source) continue;
      Done& done = results[i];
      done.answer = answered++;
      done.result = answers->add(records, i, thread, done.ending);
      if (!done.result) failed_source = record.source;
    }
  }

  void clear() {
    records.clear();
    answers->clear();
    results.clear();
    answered = 0;
  }

  struct Done {
    Result<void> result;
    bool ending = false;
    std::size_t answer = 0;  // its number in `answers`
  };

  RecordBatch records;
  std::unique_ptr<RecordAnswers> answers;
  std::vector<Done> results;
  std::size_t answered = 0;
};

// Takes the records of the input that is being read.
class RecordPipeline::Sink : public RecordSink {
 public:
  Sink(RecordPipeline& pipeline, std::size_t source) : pipeline_(pipeline), source_(source) {}

  Result<void> begin(const RecordInfo& info) override {
    alone_ = !pipeline_.has_batches();
    if (alone_) return pipeline_.work_.sink().begin(info);
    batch().begin(source_, info);
    return {};
  }

  Result<void> text(std::string_view bytes) override {
    if (auto fits = make_room(bytes.size()); !fits) return fits;
    if (alone_) return pipeline_.work_.sink().text(bytes);
    batch().text(bytes);
    return {};
  }

  Result<void> segment(std::string_view bytes, bool special) override {
    if (auto fits = make_room(bytes.size()); !fits) return fits;
    if (alone_) return pipeline_.work_.sink().segment(bytes, special);
    batch().segment(bytes, special);
    return {};
  }

  Result<void> end() override {
    if (alone_) return pipeline_.work_.sink().end();
    batch().end();
    return pipeline_.submit();
  }

  bool satisfied() const override {
    if (alone_) return pipeline_.work_.sink().satisfied();
    batch().ask();
    return false;
  }

  Result<void> before_wait() override {
    if (!pipeline_.has_batches()) return {};
    pipeline_.settle();
    return pipeline_.whether_to_read_on();
  }

 private:
  RecordBatch& batch() const { return pipeline_.batch_->records; }

  // A record that is too large for a batch is worked on alone from its beginning.
  Result<void> make_room(std::size_t bytes) {
    if (alone_ || batch().open_record_bytes() + bytes <= pipeline_.work_.batched_bytes()) return {};
    pipeline_.settle();
    if (auto on = pipeline_.whether_to_read_on(); !on) return on;
    alone_ = true;
    RecordInfo info = batch().info(0);
    info.source = pipeline_.sources_[source_].shown;
    info.index = pipeline_.index_of(source_, info.index);
    auto told = batch().tell_texts(0, info, pipeline_.work_.sink());
    batch().clear();
    return told;
  }

  RecordPipeline& pipeline_;
  std::size_t source_;
  bool alone_ = false;
};

RecordPipeline::RecordPipeline(const cli::InputArgs& args, unsigned threads, RecordWork& work,
                               const Messages& messages, Outcome& outcome, Progress& progress)
    : args_(args),
      work_(work),
      messages_(messages),
      outcome_(outcome),
      progress_(progress),
      tasks_(threads) {
  if (has_batches()) batch_ = std::make_unique<Batch>(work_);
}

RecordPipeline::~RecordPipeline() = default;

// What happens outside the pipeline, and may wait or say something, happens when all that was read
// before has been dealt with.
void RecordPipeline::read(const std::vector<InputName>& names) {
  for (const InputName& name : names) {
    if (has_batches() && !never_waits(name)) settle();
    if (is_over()) return;
    auto input = Input::open(name);
    if (input) hint_at_terminal(*input, messages_);
    const std::size_t sources = sources_.size();
    const Result<void> taken =
        input ? read(name, *input) : Result<void>(fail(std::move(input).error()));
    if (taken) continue;
    settle();
    if (stopped_) return;
    // A failure that came before has been reported, and nothing after it has happened.
    if (sources_.size() > sources && sources_.back().failed) continue;
    report(taken.error());
  }
  settle();
}

Result<void> RecordPipeline::read(const InputName& name, Input& input) {
  if (auto good = work_.check(input); !good) return good;
  const std::size_t source = sources_.size();
  sources_.push_back({&name, input.name(), index_});
  Sink sink(*this, source);
  auto done = read_records(input, args_, index_, sink, &progress_);
  if (!has_batches()) {
    if (done) work_.input_ended(name);
    return done;
  }
  if (!done) {
    batch_->records.abandon();
    return done;
  }
  batch_->records.end_input(source);
  return submit();
}

bool RecordPipeline::is_over() const { return stopped_ || !work_.may_go_on(); }

void RecordPipeline::report(const Error& error) {
  outcome_.failed(error);
  work_.input_failed();
  stopped_ |= args_.fail_fast || outcome_.pipe_is_broken() || !work_.may_go_on();
}

// Hands the batch over if it is large enough, and takes what is ready, so that texts and answers do
// not pile up.
Result<void> RecordPipeline::submit() {
  const RecordBatch& records = batch_->records;
  if (records.bytes() < kBatchBytes && records.records().size() < kBatchRecords) return {};
  submit_complete_records();
  while (auto done = tasks_.take_if_done()) take_oldest(std::move(done));
  if (tasks_.size() > kBatchesPerThread * tasks_.threads()) take_oldest(tasks_.take());
  return whether_to_read_on();
}

void RecordPipeline::submit_complete_records() {
  std::unique_ptr<Batch> next;
  if (spares_.empty()) {
    next = std::make_unique<Batch>(work_);
  } else {
    next = std::move(spares_.back());
    spares_.pop_back();
  }
  batch_->records.move_open_record_to(next->records);
  if (batch_->records.records().empty()) {
    std::swap(batch_, next);
    spares_.push_back(std::move(next));
    return;
  }
  tasks_.add(std::exchange(batch_, std::move(next)));
}

// Uses all that has been read, but for a record that has not ended.
void RecordPipeline::settle() {
  if (!has_batches()) return;
  submit_complete_records();
  while (auto done = tasks_.take()) take_oldest(std::move(done));
}

Result<void> RecordPipeline::whether_to_read_on() const {
  if (stopped_ || sources_.back().failed) return reported();
  return {};
}

void RecordPipeline::take_oldest(std::unique_ptr<OrderedTasks::Task> done) {
  std::unique_ptr<Batch> batch(static_cast<Batch*>(done.release()));
  use(*batch);
  batch->clear();
  spares_.push_back(std::move(batch));
}

void RecordPipeline::use(Batch& batch) {
  for (std::size_t i = 0; i < batch.results.size() && !stopped_; ++i) {
    const RecordBatch::Record& record = batch.records.records()[i];
    const Source& source = sources_[record.source];
    if (source.failed) continue;
    if (record.ends_input) {
      work_.input_ended(*source.name);
      continue;
    }
    Batch::Done& done = batch.results[i];
    Result<void> result = std::move(done.result);
    if (result && record.is_complete) {
      RecordInfo info = batch.records.info(i);
      info.source = source.shown;
      info.index = index_of(record.source, record.index);
      done.ending = true;
      result = batch.answers->use(done.answer, info);
    }
    if (!result) record_failed(record, result.error(), done.ending);
  }
}

void RecordPipeline::record_failed(const RecordBatch::Record& record, const Error& error,
                                   bool ending) {
  Source& source = sources_[record.source];
  source.failed = true;
  resumed_ = Resumed{record.source + 1, index_of(record.source, record.index) +
                                            (counts_failed_record(args_, ending) ? 1 : 0)};
  report(placed(error, source.shown, record.line));
}

// Which index a record has if those that were read in vain had not been read.
std::uint64_t RecordPipeline::index_of(std::size_t source, std::uint64_t index) {
  if (resumed_ && source >= resumed_->source) {
    surplus_ = sources_[resumed_->source].first_index - resumed_->index;
    resumed_.reset();
  }
  return index - surplus_;
}

}  // namespace kimitok::app
