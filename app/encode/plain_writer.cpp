// Ids as text: on one line, one a line, as the hexadecimal of their tokens, or as their tokens.
#include <algorithm>
#include <utility>

#include "encode/decimal.hpp"
#include "encode/id_writer.hpp"
#include "escaped.hpp"

namespace kimitok::app {
namespace {

using cli::EncodeForm;

// What so many ids are written as is handed to the output at once.
constexpr std::size_t kIdsAtOnce = 8192;

class PlainWriter : public IdWriter {
 public:
  PlainWriter(const WriterSetup& setup, Output& output) : setup_(setup), output_(output) {}

  Result<void> begin(const RecordInfo&, const TokenSpans&) override {
    first_in_record_ = true;
    // A line for each id leaves no room for a terminator of its own: an empty line stands between
    // records.
    if (setup_.form == EncodeForm::lines && setup_.terminator == '\n' && !first_record_)
      line_ = "\n";
    first_record_ = false;
    return flush();
  }

  Result<void> ids(std::span<const TokenId> ids) override {
    while (!ids.empty()) {
      const auto some = ids.first(std::min(ids.size(), kIdsAtOnce));
      append(some);
      if (auto written = flush(); !written) return written;
      ids = ids.subspan(some.size());
    }
    return {};
  }
  Result<void> added(std::span<const TokenId> more) override { return ids(more); }

  Result<void> end() override {
    const bool ends_with_line = setup_.form == EncodeForm::lines && setup_.terminator == '\n';
    if (setup_.terminator && !ends_with_line) line_ += *setup_.terminator;
    return flush();
  }
  Result<void> finish() override { return {}; }

 private:
  void append(std::span<const TokenId> ids) {
    switch (setup_.form) {
      case EncodeForm::text:
        for (const TokenId id : ids) line_ += *setup_.vocabulary.bytes_of(id);
        return;
      case EncodeForm::lines:
        append_ids_before('\n', ids, line_);
        return;
      case EncodeForm::hex:
        for (const TokenId id : ids) line_ += ' ' + hex(*setup_.vocabulary.bytes_of(id));
        break;
      default:
        append_ids_after(' ', ids, line_);
    }
    // The blanks stand between ids. Here the line holds nothing but these ids.
    if (std::exchange(first_in_record_, false)) line_.erase(0, 1);
  }

  Result<void> flush() {
    auto written = output_.write(line_);
    line_.clear();
    return written;
  }

  WriterSetup setup_;
  Output& output_;
  std::string line_;
  bool first_record_ = true;
  bool first_in_record_ = true;
};

}  // namespace

std::unique_ptr<IdWriter> make_plain_writer(const WriterSetup& setup, Output& output) {
  return std::make_unique<PlainWriter>(setup, output);
}

}  // namespace kimitok::app
