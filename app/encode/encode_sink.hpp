// Turns records into ids and hands what is to be written to a RecordTarget.
#ifndef KIMITOK_APP_ENCODE_ENCODE_SINK_HPP_
#define KIMITOK_APP_ENCODE_ENCODE_SINK_HPP_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "cli/args.hpp"
#include "encode/record_target.hpp"
#include "encode/token_limit.hpp"
#include "record_encoder.hpp"
#include "records.hpp"
#include "tokenizer_source.hpp"

namespace kimitok::app {

class EncodeSink : public RecordSink {
 public:
  EncodeSink(const Tokenizer& tokenizer, const EncodeOptions& options, unsigned threads,
             const cli::EncodeArgs& args, AddedIds added, RecordTarget& target);

  Result<void> begin(const RecordInfo& info) override;
  Result<void> text(std::string_view bytes) override;
  Result<void> segment(std::string_view bytes, bool special) override;
  Result<void> end() override;
  bool satisfied() const override;

  // Whether some ids of a record that has not ended have been written: if it fails, the output is
  // damaged.
  bool wrote_part_of_record() const { return partial_; }
  std::uint64_t truncated_records() const { return truncated_; }

 private:
  bool keeps_all() const;
  std::uint64_t text_limit() const;
  void forget_surplus();
  Result<void> write_through();
  Result<void> write_limited();
  Result<void> write_chunks();
  Result<void> write_range(TokenRange range, TokenSpans at);
  TokenSpans spans_at(std::size_t index) const;

  const Vocabulary& vocabulary_;
  RecordEncoder encoder_;
  const cli::EncodeArgs& args_;
  AddedIds added_;
  RecordTarget& target_;

  RecordInfo info_;
  std::vector<TokenId> ids_;  // not yet written
  TokenSpans forgotten_;      // the place of ids_.front() in the text
  bool forgot_ = false;
  bool partial_ = false;  // the record's beginning has been written, its end has not
  std::uint64_t truncated_ = 0;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_ENCODE_ENCODE_SINK_HPP_
