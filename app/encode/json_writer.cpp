// Ids as one JSON value: an array, or an array of one array for each record.
#include <algorithm>
#include <utility>

#include "encode/decimal.hpp"
#include "encode/id_writer.hpp"

namespace kimitok::app {
namespace {

// What so many ids are written as is handed to the output at once.
constexpr std::size_t kIdsAtOnce = 8192;

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
    while (!ids.empty()) {
      const auto some = ids.first(std::min(ids.size(), kIdsAtOnce));
      text_.clear();
      append_ids_after(',', some, text_);
      const bool first = std::exchange(first_id_, false);
      if (auto written = output_.write(std::string_view(text_).substr(first ? 1 : 0)); !written) {
        return written;
      }
      ids = ids.subspan(some.size());
    }
    return {};
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
  std::string text_;
};

}  // namespace

std::unique_ptr<IdWriter> make_json_writer(const WriterSetup& setup, Output& output) {
  return std::make_unique<JsonWriter>(setup, output);
}

}  // namespace kimitok::app
