// Encodes records one after another and writes their ids as they come.
#ifndef KIMITOK_APP_ENCODE_ENCODE_SINK_HPP_
#define KIMITOK_APP_ENCODE_ENCODE_SINK_HPP_

#include "encode/record_ids.hpp"
#include "encode/record_writer.hpp"
#include "records.hpp"

namespace kimitok::app {

class EncodeSink : public RecordSink {
 public:
  // The writer must outlive this.
  EncodeSink(RecordIds ids, RecordWriter& writer) : record_(std::move(ids)), writer_(writer) {}

  Result<void> begin(const RecordInfo& info) override;
  Result<void> text(std::string_view bytes) override;
  Result<void> segment(std::string_view bytes, bool special) override;
  Result<void> end() override;
  bool satisfied() const override { return record_.satisfied(); }

 private:
  bool is_long() const;
  Result<void> write_part();
  Result<void> failed(Result<void> why);

  RecordIds record_;
  RecordWriter& writer_;
  RecordInfo info_;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_ENCODE_ENCODE_SINK_HPP_
