#include <fmt/format.h>

#include <limits>

#include "decode/id_forms.hpp"

namespace kimitok::app {
namespace {

class TextIds : public IdReader::Form {
 public:
  TextIds(cli::RecordForm records, IdSink& sink) : records_(records), sink_(sink) {}

  Result<void> write(std::string_view bytes) override {
    for (const char c : bytes) {
      if (c >= '0' && c <= '9' && !after_return_) {
        if (auto taken = digit(c); !taken) return taken;
      } else if (auto taken = separator(c); !taken) {
        return taken;
      }
      position_.pass(c);
    }
    return {};
  }

  Result<void> finish() override {
    if (after_return_) return stray_return();
    if (auto ended = end_id(); !ended) return ended;
    if (records_ == cli::RecordForm::whole || record_begun_) return sink_.end_record();
    return {};
  }

 private:
  Result<void> digit(char c) {
    if (!in_id_) {
      in_id_ = true;
      value_ = 0;
      start_ = position_;
      record_begun_ = true;
    }
    value_ = value_ * 10 + static_cast<unsigned>(c - '0');
    if (value_ <= std::numeric_limits<TokenId>::max()) return {};
    return fail(Error(ErrorCode::malformed_input, "the number does not fit an id (32 bits)")
                    .at_line(start_.line, start_.column));
  }

  Result<void> separator(char c) {
    if (after_return_ && c != '\n') return stray_return();
    after_return_ = c == '\r';
    if (auto ended = end_id(); !ended) return ended;
    const bool ends_record = (c == '\n' && records_ == cli::RecordForm::lines) ||
                             (c == '\0' && records_ == cli::RecordForm::nul);
    if (ends_record) {
      record_begun_ = comma_may_follow_ = false;
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
        if (!comma_may_follow_) return malformed("a comma without an id before it");
        comma_may_follow_ = false;
        return {};
      default:
        return malformed(fmt::format("{} is not part of a decimal id", shown(c)));
    }
  }

  Result<void> end_id() {
    if (!in_id_) return {};
    in_id_ = false;
    comma_may_follow_ = true;
    return hand_on(static_cast<TokenId>(value_), start_, sink_);
  }

  Result<void> malformed(std::string sentence) const {
    return fail(Error(ErrorCode::malformed_input, std::move(sentence))
                    .at_line(position_.line, position_.column));
  }

  Result<void> stray_return() const {
    return fail(Error(ErrorCode::malformed_input, "a carriage return without a line feed after it")
                    .at_line(position_.line, position_.column - 1));
  }

  cli::RecordForm records_;
  IdSink& sink_;
  TextPosition position_;
  TextPosition start_;  // of the id being read
  std::uint64_t value_ = 0;
  bool in_id_ = false;
  bool after_return_ = false;
  bool comma_may_follow_ = false;
  bool record_begun_ = false;  // there are bytes after the last record's end
};

}  // namespace

std::unique_ptr<IdReader::Form> text_ids(cli::RecordForm records, IdSink& sink) {
  return std::make_unique<TextIds>(records, sink);
}

}  // namespace kimitok::app
