// Counts the tokens of records.
#ifndef KIMITOK_APP_COUNT_COUNT_SINK_HPP_
#define KIMITOK_APP_COUNT_COUNT_SINK_HPP_

#include <cstdint>
#include <optional>

#include "count/count_table.hpp"
#include "record_encoder.hpp"
#include "records.hpp"

namespace kimitok::app {

class CountSink : public RecordSink {
 public:
  // `added`: ids prepended and appended to each record.
  CountSink(const Tokenizer& tokenizer, const EncodeOptions& options, unsigned threads,
            std::uint64_t added);

  Result<void> begin(const RecordInfo& info) override;
  Result<void> text(std::string_view bytes) override;
  Result<void> segment(std::string_view bytes, bool special) override;
  Result<void> end() override;

  bool satisfied() const override { return enough_ && counts_.tokens > *enough_; }

  // Begins to count from nothing; more than `enough` tokens need not be counted to the end.
  void start(std::optional<std::uint64_t> enough);
  const Counts& counts() const { return counts_; }

 private:
  void count_text(std::string_view bytes);

  RecordEncoder encoder_;
  std::uint64_t added_;
  Counts counts_;
  std::optional<std::uint64_t> enough_;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_COUNT_COUNT_SINK_HPP_
