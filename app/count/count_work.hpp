// What kimitok count does with records.
#ifndef KIMITOK_APP_COUNT_COUNT_WORK_HPP_
#define KIMITOK_APP_COUNT_COUNT_WORK_HPP_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "count/count_sink.hpp"
#include "count/tally.hpp"
#include "record_work.hpp"

namespace kimitok::app {

// An input that has ended becomes a row of the tally, one that has failed does not.
class CountWork : public RecordWork {
 public:
  // `added`: ids prepended and appended to each record. The tally must outlive this.
  CountWork(const Tokenizer& tokenizer, const EncodeOptions& options, unsigned threads,
            std::uint64_t added, Tally& tally);

  RecordSink& sink() override { return sink_; }
  std::unique_ptr<RecordAnswers> make_answers() override;
  std::size_t batched_bytes() const override { return kBatchedBytes; }
  Result<void> check(const Input&) const override { return {}; }
  void input_ended(const InputName& name) override;
  void input_failed() override;
  bool may_go_on() const override { return !tally_.has_answer(); }

 private:
  class Answers;

  static constexpr std::size_t kBatchedBytes = std::size_t{1} << 20;

  Tokenizer tokenizer_;
  EncodeOptions options_;
  std::uint64_t added_;
  Tally& tally_;
  CountSink sink_;
  Counts batched_;                                  // of the input's records in batches
  std::vector<std::optional<CountSink>> counters_;  // one for each thread that has worked
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_COUNT_COUNT_WORK_HPP_
