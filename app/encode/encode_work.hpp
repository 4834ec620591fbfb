// What kimitok encode does with records.
#ifndef KIMITOK_APP_ENCODE_ENCODE_WORK_HPP_
#define KIMITOK_APP_ENCODE_ENCODE_WORK_HPP_

#include <memory>
#include <optional>
#include <vector>

#include "cli/args.hpp"
#include "encode/encode_sink.hpp"
#include "encode/record_writer.hpp"
#include "record_work.hpp"

namespace kimitok::app {

class EncodeWork : public RecordWork {
 public:
  // All must outlive this.
  EncodeWork(const Tokenizer& tokenizer, const EncodeOptions& options, unsigned threads,
             const cli::EncodeArgs& args, const AddedIds& added, RecordTarget& target);

  RecordSink& sink() override { return sink_; }
  std::unique_ptr<RecordAnswers> make_answers() override;
  std::size_t batched_bytes() const override;
  Result<void> check(const Input& input) const override;
  void input_ended(const InputName&) override {}
  void input_failed() override {}
  bool may_go_on() const override;

  const RecordWriter& writer() const { return writer_; }

 private:
  class Answers;

  RecordIds make_ids(unsigned threads) const;

  const Tokenizer& tokenizer_;
  const EncodeOptions& options_;
  const cli::EncodeArgs& args_;
  const AddedIds& added_;
  RecordTarget& target_;
  RecordWriter writer_;
  EncodeSink sink_;
  std::vector<std::optional<RecordIds>> encoders_;  // one for each thread that has worked
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_ENCODE_ENCODE_WORK_HPP_
