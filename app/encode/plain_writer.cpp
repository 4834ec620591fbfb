// Ids as text: on one line, one a line, as the hexadecimal of their tokens, or as their tokens.
#include <charconv>

#include "encode/id_writer.hpp"
#include "escaped.hpp"

namespace kimitok::app {
namespace {

using cli::EncodeForm;

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
    for (const TokenId id : ids) append(id);
    return flush();
  }
  Result<void> added(std::span<const TokenId> more) override { return ids(more); }

  Result<void> end() override {
    const bool ends_with_line = setup_.form == EncodeForm::lines && setup_.terminator == '\n';
    if (setup_.terminator && !ends_with_line) line_ += *setup_.terminator;
    return flush();
  }
  Result<void> finish() override { return {}; }

 private:
  void append(TokenId id) {
    if (setup_.form == EncodeForm::text) {
      line_ += *setup_.vocabulary.bytes_of(id);
      return;
    }
    if (!first_in_record_ && setup_.form != EncodeForm::lines) line_ += ' ';
    first_in_record_ = false;
    if (setup_.form == EncodeForm::hex) {
      line_ += hex(*setup_.vocabulary.bytes_of(id));
      return;
    }
    char digits[10];
    const auto end = std::to_chars(digits, digits + sizeof digits, id).ptr;
    line_.append(digits, end);
    if (setup_.form == EncodeForm::lines) line_ += '\n';
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
