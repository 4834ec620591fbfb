// Ids as one JSON value: an array, or an array of one array for each record.
#include <fmt/format.h>

#include "encode/id_writer.hpp"

namespace kimitok::app {
namespace {

class JsonWriter : public IdWriter {
 public:
  JsonWriter(const WriterSetup& setup, Output& output)
      : one_record_(setup.one_record), output_(output) {}

  Result<void> begin(const RecordInfo&, const TokenSpans&) override {
    first_id_ = true;
    if (one_record_) return output_.write("[");
    auto written = output_.write(first_record_ ? "[[" : ",[");
    first_record_ = false;
    return written;
  }

  Result<void> ids(std::span<const TokenId> ids) override {
    std::string text;
    for (const TokenId id : ids) {
      if (!first_id_) text += ',';
      first_id_ = false;
      text += std::to_string(id);
    }
    return output_.write(text);
  }
  Result<void> added(std::span<const TokenId> more) override { return ids(more); }

  Result<void> end() override { return output_.write(one_record_ ? "]\n" : "]"); }

  Result<void> finish() override {
    if (one_record_) return {};
    return output_.write(first_record_ ? "[]\n" : "]\n");
  }

 private:
  bool one_record_;
  Output& output_;
  bool first_record_ = true;
  bool first_id_ = true;
};

}  // namespace

std::unique_ptr<IdWriter> make_json_writer(const WriterSetup& setup, Output& output) {
  return std::make_unique<JsonWriter>(setup, output);
}

}  // namespace kimitok::app
