#include <string>

#include "decode/id_forms.hpp"

namespace kimitok::app {
namespace {

// Of the blanks before the first byte that tells, so many are kept; after more, the form is ids.
constexpr std::size_t kMaxBlanks = 4096;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class AutoIds : public IdReader::Form {
 public:
  AutoIds(cli::RecordForm records, IdSink& sink) : records_(records), sink_(sink) {}

  Result<void> write(std::string_view bytes) override {
    if (form_) return form_->write(bytes);
    std::size_t blanks = 0;
    while (blanks < bytes.size() && is_blank(bytes[blanks]) && blanks_.size() < kMaxBlanks) {
      blanks_ += bytes[blanks++];
    }
    if (blanks == bytes.size()) return {};
    form_ = form_by(bytes[blanks]);
    if (auto written = form_->write(blanks_); !written) return written;
    return form_->write(bytes.substr(blanks));
  }

  Result<void> finish() override {
    if (form_) return form_->finish();
    form_ = text_ids(records_, sink_);
    if (auto written = form_->write(blanks_); !written) return written;
    return form_->finish();
  }

 private:
  std::unique_ptr<IdReader::Form> form_by(char first) const {
    if (first == '\x93' && blanks_.empty()) return npy_ids(sink_);
    if (first == '[') return json_ids(JsonShape::arrays, sink_);
    if (first == '{') return json_ids(JsonShape::lines, sink_);
    return text_ids(records_, sink_);
  }

  cli::RecordForm records_;
  IdSink& sink_;
  std::string blanks_;
  std::unique_ptr<IdReader::Form> form_;
};

}  // namespace

std::unique_ptr<IdReader::Form> auto_ids(cli::RecordForm records, IdSink& sink) {
  return std::make_unique<AutoIds>(records, sink);
}

}  // namespace kimitok::app
