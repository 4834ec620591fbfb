// Where encode's records go: one output for all, or a file for each (--out-pattern).
#ifndef KIMITOK_APP_ENCODE_RECORD_TARGET_HPP_
#define KIMITOK_APP_ENCODE_RECORD_TARGET_HPP_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "encode/id_writer.hpp"

namespace kimitok::app {

// A file name with the number of a record in it: "part-%04d.txt".
class OutPattern {
 public:
  // Fails with `usage` unless there is exactly one %d or %0Nd (N: 1 to 9); %% stands for a percent
  // sign.
  static Result<OutPattern> parse(std::string_view pattern);

  std::string path(std::uint64_t number) const;

 private:
  std::string before_, after_;
  int width_ = 0;
};

class RecordTarget {
 public:
  static Result<RecordTarget> open(const WriterSetup& setup, const cli::OutputArgs& output,
                                   const cli::EncodeArgs& args);

  Result<void> begin(const RecordInfo& info, const TokenSpans& at) {
    return noted(begin_record(info, at));
  }
  Result<void> ids(std::span<const TokenId> ids) { return noted(writer_->ids(ids)); }
  Result<void> added(std::span<const TokenId> ids) { return noted(writer_->added(ids)); }
  Result<void> end() { return noted(end_record()); }

  // Whether writing itself has failed: nothing more can be written.
  bool is_broken() const { return broken_; }

  // Ends the output; nothing is written after.
  Result<void> finish();
  // Makes it visible under its name.
  Result<void> publish();

  bool is_terminal() const { return output_ && output_->is_terminal(); }
  bool is_same_file(const struct stat& other) const {
    return output_ && output_->is_same_file(other);
  }
  bool has_name() const { return named_; }  // a file appears only when published

 private:
  explicit RecordTarget(const WriterSetup& setup) : setup_(setup) {}

  Result<void> begin_record(const RecordInfo& info, const TokenSpans& at);
  Result<void> end_record();
  Result<void> noted(Result<void> written);

  // On the heap: writers keep references to them while the target moves.
  WriterSetup setup_;
  std::unique_ptr<Output> output_, index_;
  std::unique_ptr<IdWriter> writer_;
  std::optional<OutPattern> pattern_;
  std::uint64_t number_ = 0;  // of the next record's file
  bool named_ = false;
  bool broken_ = false;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_ENCODE_RECORD_TARGET_HPP_
