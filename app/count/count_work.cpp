#include "count/count_work.hpp"

namespace kimitok::app {

class CountWork::Answers : public RecordAnswers {
 public:
  explicit Answers(CountWork& work) : work_(work) {}

  Result<void> add(const RecordBatch& batch, std::size_t number, unsigned thread,
                   bool& ending) override {
    std::optional<CountSink>& counter = work_.counters_[thread];
    if (!counter) counter.emplace(work_.tokenizer_, work_.options_, 1, work_.added_);
    counter->start(std::nullopt);
    auto told = batch.tell(number, *counter, ending);
    counts_.push_back(counter->counts());
    return told;
  }

  Result<void> use(std::size_t number, const RecordInfo&) override {
    work_.batched_ += counts_[number];
    return {};
  }

  void clear() override { counts_.clear(); }

 private:
  CountWork& work_;
  std::vector<Counts> counts_;
};

CountWork::CountWork(const Tokenizer& tokenizer, const EncodeOptions& options, unsigned threads,
                     std::uint64_t added, Tally& tally)
    : tokenizer_(tokenizer),
      options_(options),
      added_(added),
      tally_(tally),
      sink_(tokenizer, options, threads, added),
      counters_(threads) {
  sink_.start(tally_.worth_counting());
}

std::unique_ptr<RecordAnswers> CountWork::make_answers() {
  return std::make_unique<Answers>(*this);
}

void CountWork::input_ended(const InputName& name) {
  Counts counts = batched_;
  counts += sink_.counts();
  tally_.add(name.kind == InputName::Kind::file ? name.value : "", counts);
  batched_ = {};
  sink_.start(tally_.worth_counting());
}

void CountWork::input_failed() {
  batched_ = {};
  sink_.start(tally_.worth_counting());
}

}  // namespace kimitok::app
