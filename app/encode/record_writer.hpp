// Writes the ids of records as --max-tokens, --chunk and the ids to be added want it.
#ifndef KIMITOK_APP_ENCODE_RECORD_WRITER_HPP_
#define KIMITOK_APP_ENCODE_RECORD_WRITER_HPP_

#include <cstddef>
#include <cstdint>
#include <span>

#include "cli/args.hpp"
#include "encode/record_target.hpp"
#include "encode/token_limit.hpp"
#include "kimitok/token_spans.hpp"
#include "records.hpp"
#include "tokenizer_source.hpp"

namespace kimitok::app {

class RecordWriter {
 public:
  // All must outlive this.
  RecordWriter(const Vocabulary& vocabulary, const cli::EncodeArgs& args, const AddedIds& added,
               RecordTarget& target);

  // Whether a record's first ids can be written before its last ones are there: forms that say
  // something about the whole record before its ids, or may refuse one of them, need all of it.
  bool takes_parts() const;

  // The next ids of a record. Requires: takes_parts().
  Result<void> part(const RecordInfo& info, std::span<const TokenId> ids);

  // The last ids of a record, or all of them. `forgot`: there were more before them, which the
  // limit drops; `at`: where in the text they begin.
  Result<void> end(const RecordInfo& info, std::span<const TokenId> ids, bool forgot = false,
                   const TokenSpans& at = {});

  // Whether some ids of a record that has not ended have been written: if it fails, the output is
  // damaged.
  bool wrote_part_of_record() const { return partial_; }
  std::uint64_t truncated_records() const { return truncated_; }

 private:
  Result<void> write_limited(const RecordInfo& info, std::span<const TokenId> ids, bool forgot,
                             const TokenSpans& at);
  Result<void> write_chunks(const RecordInfo& info, std::span<const TokenId> ids);
  Result<void> write_all(const RecordInfo& info, std::span<const TokenId> ids,
                         const TokenSpans& at);

  const Vocabulary& vocabulary_;
  const cli::EncodeArgs& args_;
  const AddedIds& added_;
  RecordTarget& target_;
  bool partial_ = false;  // the record's beginning has been written, its end has not
  std::uint64_t truncated_ = 0;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_ENCODE_RECORD_WRITER_HPP_
