// Splits an input into records: the texts that are tokenized each on its own.
#ifndef KIMITOK_APP_RECORDS_HPP_
#define KIMITOK_APP_RECORDS_HPP_

#include <cstdint>
#include <string>
#include <string_view>

#include "cli/args.hpp"
#include "input.hpp"
#include "kimitok/error.hpp"
#include "progress.hpp"

namespace kimitok::app {

struct RecordInfo {
  std::string_view source;  // the input's name
  std::uint64_t index = 0;  // from 0, over all inputs
  std::uint64_t line = 0;   // of the input, from 1, for records that are lines; 0 for others
  std::string_view
      kept;  // --keep: the record's other JSON members, "\"a\":1,\"b\":2"; empty if none
};

// Receives records. A failure stops the reading of this input.
class RecordSink {
 public:
  virtual ~RecordSink() = default;

  virtual Result<void> begin(const RecordInfo& info) = 0;
  // The next bytes of the record's text, which may end anywhere.
  virtual Result<void> text(std::string_view bytes) = 0;
  // --segments: a text to be tokenized on its own, its names special tokens or not.
  virtual Result<void> segment(std::string_view bytes, bool special) = 0;
  virtual Result<void> end() = 0;
  // Whether the record needs no more text: what is left of it is not read.
  virtual bool satisfied() const { return false; }
  // Called where reading on may take any time, between any two calls of the others.
  virtual Result<void> before_wait() { return {}; }
};

// Reads `input` to its end and hands its records to `sink`. `index` is the first one's and is
// counted on. Fails with `io`, with `malformed_input` at the line of a JSONL record that is not
// what was asked for, or with the sink's failure, to which the input's name and the record's line
// are added.
Result<void> read_records(Input& input, const cli::InputArgs& args, std::uint64_t& index,
                          RecordSink& sink, Progress* progress = nullptr);

// `error`, of a record, with the input's name and the record's line, 0 for none.
Error placed(Error error, std::string_view source, std::uint64_t line);

// Whether read_records() counts on behind a record that failed. `ending`: in RecordSink::end().
bool counts_failed_record(const cli::InputArgs& args, bool ending);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_RECORDS_HPP_
