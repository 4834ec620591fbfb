#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <limits>

#include "decode/id_forms.hpp"
#include "decode/leading_digits.hpp"

namespace kimitok::app {
namespace {

constexpr std::size_t kIdsAtOnce = 8192;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class TextIds : public IdReader::Form {
 public:
  TextIds(cli::RecordForm records, IdSink& sink) : records_(records), sink_(sink) {}

  Result<void> write(std::string_view bytes) override {
    block_ = bytes;
    at_ = 0;
    block_line_begin_ = line_begin_;
    while (at_ < size()) {
      if (!in_id_ && !after_return_) take_plain();
      if (count_ == ids_.size()) {
        if (auto handed = hand_on(); !handed) return handed;
      }
      if (auto taken = take(block_[index()]); !taken) return taken;
      ++at_;
    }
    if (auto handed = hand_on(); !handed) return handed;
    // Offsets count from the block's beginning.
    line_begin_ -= size();
    id_begin_ -= size();
    block_ = {};
    at_ = 0;
    return {};
  }

  Result<void> finish() override {
    block_line_begin_ = line_begin_;
    if (after_return_) return stray_return();
    end_id();
    if (auto handed = hand_on(); !handed) return handed;
    if (records_ == cli::RecordForm::whole || record_begun_) return sink_.end_record();
    return {};
  }

 private:
  // Before the block's beginning, offsets are negative.
  using Offset = std::ptrdiff_t;

  Offset size() const { return static_cast<Offset>(block_.size()); }
  std::size_t index() const { return static_cast<std::size_t>(at_); }

  // Takes what most inputs are made of: ids of up to seven digits, each with a separator after it.
  // Leaves at least one byte of the block, and what needs a closer look, to take(). Requires: no id
  // has begun.
  void take_plain() {
    const char* const bytes = block_.data();
    const std::size_t before = count_;
    const Offset begin = at_;
    Offset first = -1;
    while (count_ < ids_.size() && size() - at_ > 8) {
      const LeadingDigits digits = leading_digits(bytes + at_);
      if (digits.count == 8) break;
      if (digits.count > 0) {
        if (first < 0) first = at_;
        ids_[count_++] = digits.value;
        at_ += digits.count;
        comma_may_follow_ = true;
      }
      if (!pass_separator(bytes[at_])) break;
    }
    if (at_ > begin) record_begun_ = true;
    if (before == 0 && count_ > 0) first_begin_ = first;
  }

  // Passes `c`, the byte at at_, if it is a separator and not the end of a record.
  bool pass_separator(char c) {
    if (c == ',' && comma_may_follow_) {
      comma_may_follow_ = false;
    } else if (c == '\n' && records_ != cli::RecordForm::lines) {
      ++line_;
      line_begin_ = at_ + 1;
    } else if (c != ' ') {
      return false;
    }
    ++at_;
    return true;
  }

  Result<void> take(char c) {
    if (is_digit(c) && !after_return_) return digit(c);
    auto taken = separator(c);
    if (taken && c == '\n') {
      ++line_;
      line_begin_ = at_ + 1;
    }
    return taken;
  }

  Result<void> digit(char c) {
    if (!in_id_) {
      in_id_ = true;
      value_ = 0;
      id_begin_ = at_;
      record_begun_ = true;
    }
    value_ = value_ * 10 + static_cast<unsigned>(c - '0');
    if (value_ <= std::numeric_limits<TokenId>::max()) return {};
    return malformed("the number does not fit an id (32 bits)", id_begin_);
  }

  Result<void> separator(char c) {
    if (after_return_ && c != '\n') return stray_return();
    after_return_ = c == '\r';
    end_id();
    const bool ends_record = (c == '\n' && records_ == cli::RecordForm::lines) ||
                             (c == '\0' && records_ == cli::RecordForm::nul);
    if (ends_record) {
      record_begun_ = comma_may_follow_ = false;
      if (auto handed = hand_on(); !handed) return handed;
      return sink_.end_record();
    }
    record_begun_ = true;
    switch (c) {
      case ' ':
      case '\t':
      case '\r':
      case '\n':
        return {};
      case ',':
        if (!comma_may_follow_) return malformed("a comma without an id before it", at_);
        comma_may_follow_ = false;
        return {};
      default:
        return malformed(fmt::format("{} is not part of a decimal id", shown(c)), at_);
    }
  }

  void end_id() {
    if (!in_id_) return;
    in_id_ = false;
    comma_may_follow_ = true;
    if (count_ == 0) first_begin_ = id_begin_;
    ids_[count_++] = static_cast<TokenId>(value_);
  }

  Result<void> hand_on() {
    if (count_ == 0) return {};
    std::size_t known = 0;
    auto handed = sink_.ids(std::span(ids_).first(count_), known);
    count_ = 0;
    if (handed || handed.error().code() != ErrorCode::unknown_token) return handed;
    const TextPosition position = position_of_id(known);
    return fail(std::move(handed).error().at_line(position.line, position.column));
  }

  // Where ids_[index], which has been read from this block, begins: found by reading once more.
  TextPosition position_of_id(std::size_t index) const {
    const auto skip = [this](Offset from, bool digits) {
      while (from < at_ && is_digit(block_[static_cast<std::size_t>(from)]) == digits) ++from;
      return from;
    };
    Offset begin = first_begin_;
    for (; index > 0; --index) begin = skip(skip(std::max<Offset>(begin, 0), true), false);

    const auto from = block_.begin() + std::max<Offset>(begin, 0);
    const auto lines_after = std::count(from, block_.begin() + at_, '\n');
    const std::size_t last_line_end =
        begin <= 0 ? std::string_view::npos : block_.rfind('\n', static_cast<std::size_t>(begin));
    const Offset line_begin = last_line_end == std::string_view::npos
                                  ? block_line_begin_
                                  : static_cast<Offset>(last_line_end) + 1;
    return {line_ - static_cast<std::uint64_t>(lines_after),
            static_cast<std::uint64_t>(begin - line_begin + 1)};
  }

  // `at` is on the current line.
  Result<void> malformed(std::string sentence, Offset at) {
    if (auto handed = hand_on(); !handed) return handed;
    return fail(Error(ErrorCode::malformed_input, std::move(sentence))
                    .at_line(line_, static_cast<std::uint64_t>(at - line_begin_ + 1)));
  }

  Result<void> stray_return() {
    return malformed("a carriage return without a line feed after it", at_ - 1);
  }

  cli::RecordForm records_;
  IdSink& sink_;
  std::string_view block_;
  Offset at_ = 0;                // of the next byte
  std::uint64_t line_ = 1;       // it is on, from 1
  Offset line_begin_ = 0;        // of that line
  Offset block_line_begin_ = 0;  // of the line the block begins on
  Offset id_begin_ = 0;          // of the id being read
  std::uint64_t value_ = 0;
  bool in_id_ = false;
  bool after_return_ = false;
  bool comma_may_follow_ = false;
  bool record_begun_ = false;  // there are bytes after the last record's end

  std::array<TokenId, kIdsAtOnce> ids_;  // not yet handed on
  std::size_t count_ = 0;                // so many
  Offset first_begin_ = 0;               // of ids_[0]
};

}  // namespace

std::unique_ptr<IdReader::Form> text_ids(cli::RecordForm records, IdSink& sink) {
  return std::make_unique<TextIds>(records, sink);
}

}  // namespace kimitok::app
