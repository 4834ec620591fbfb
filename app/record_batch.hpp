// Records as a RecordSink is told of them, to be told to another one later.
#ifndef KIMITOK_APP_RECORD_BATCH_HPP_
#define KIMITOK_APP_RECORD_BATCH_HPP_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/error.hpp"
#include "records.hpp"

namespace kimitok::app {

class RecordBatch {
 public:
  struct Record {
    std::size_t source = 0;    // whatever the caller numbers inputs by
    std::uint64_t index = 0;   // as RecordInfo
    std::uint64_t line = 0;    // as RecordInfo
    std::size_t kept = 0;      // bytes
    std::size_t begin = 0;     // of kept and the calls' texts in the batch's bytes
    std::size_t calls = 0;     // the first one's number
    bool ends_input = false;   // no record, but the end of its input
    bool is_open = true;       // neither end() nor abandon() was called
    bool is_complete = false;  // end() was called
  };

  void begin(std::size_t source, const RecordInfo& info);
  void text(std::string_view bytes);
  void segment(std::string_view bytes, bool special);
  // What asks whether the sink needs more text asks it here.
  void ask();
  void end();
  // No more is to come of the open record, if there is one, which is not to be used.
  void abandon();
  void end_input(std::size_t source);

  const std::vector<Record>& records() const { return records_; }
  std::size_t bytes() const { return bytes_.size(); }
  bool has_open_record() const { return !records_.empty() && records_.back().is_open; }
  // What the open record's texts come to. Requires: there is one.
  std::size_t open_record_bytes() const;

  // Moves the open record, if there is one, to the end of `other`.
  void move_open_record_to(RecordBatch& other);

  // Tells `sink` of a record, as far as it was told itself, but no more text once the sink says
  // that it needs no more. The info is as it was, without the source. `ending`: whether the failure
  // was that of end().
  Result<void> tell(std::size_t number, RecordSink& sink, bool& ending) const;
  // begin() and the texts alone.
  Result<void> tell_texts(std::size_t number, const RecordInfo& info, RecordSink& sink) const;

  RecordInfo info(std::size_t number) const;

  // Empties it and keeps the memory.
  void clear();

 private:
  enum class Kind : std::uint8_t { text, ordinary_segment, special_segment, question };
  struct Call {
    Kind kind;
    std::size_t size;
  };

  void add(Kind kind, std::string_view bytes);

  std::string bytes_;
  std::vector<Call> calls_;
  std::vector<Record> records_;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_RECORD_BATCH_HPP_
