#include "record_batch.hpp"

namespace kimitok::app {

void RecordBatch::begin(std::size_t source, const RecordInfo& info) {
  records_.push_back(
      {source, info.index, info.line, info.kept.size(), bytes_.size(), calls_.size()});
  bytes_ += info.kept;
}

void RecordBatch::text(std::string_view bytes) { add(Kind::text, bytes); }

void RecordBatch::segment(std::string_view bytes, bool special) {
  add(special ? Kind::special_segment : Kind::ordinary_segment, bytes);
}

void RecordBatch::ask() { add(Kind::question, {}); }

void RecordBatch::end() {
  records_.back().is_open = false;
  records_.back().is_complete = true;
}

void RecordBatch::abandon() {
  if (has_open_record()) records_.back().is_open = false;
}

void RecordBatch::end_input(std::size_t source) {
  records_.push_back({source, 0, 0, 0, bytes_.size(), calls_.size(), true, false, true});
}

std::size_t RecordBatch::open_record_bytes() const {
  return bytes_.size() - records_.back().begin - records_.back().kept;
}

void RecordBatch::move_open_record_to(RecordBatch& other) {
  if (!has_open_record()) return;
  const Record open = records_.back();
  other.records_.push_back(open);
  other.records_.back().begin = other.bytes_.size();
  other.records_.back().calls = other.calls_.size();
  other.bytes_.append(bytes_, open.begin);
  other.calls_.insert(other.calls_.end(), calls_.begin() + static_cast<std::ptrdiff_t>(open.calls),
                      calls_.end());
  bytes_.resize(open.begin);
  calls_.resize(open.calls);
  records_.pop_back();
}

Result<void> RecordBatch::tell(std::size_t number, RecordSink& sink, bool& ending) const {
  ending = false;
  if (auto told = tell_texts(number, info(number), sink); !told) return told;
  if (!records_[number].is_complete) return {};
  ending = true;
  return sink.end();
}

Result<void> RecordBatch::tell_texts(std::size_t number, const RecordInfo& info,
                                     RecordSink& sink) const {
  if (auto begun = sink.begin(info); !begun) return begun;
  const Record& record = records_[number];
  const std::size_t end = number + 1 < records_.size() ? records_[number + 1].calls : calls_.size();
  std::string_view rest = std::string_view(bytes_).substr(record.begin + record.kept);
  for (std::size_t i = record.calls; i < end; ++i) {
    const Call& call = calls_[i];
    if (call.kind == Kind::question) {
      if (sink.satisfied()) return {};
      continue;
    }
    const std::string_view bytes = rest.substr(0, call.size);
    rest.remove_prefix(call.size);
    auto told = call.kind == Kind::text ? sink.text(bytes)
                                        : sink.segment(bytes, call.kind == Kind::special_segment);
    if (!told) return told;
  }
  return {};
}

RecordInfo RecordBatch::info(std::size_t number) const {
  const Record& record = records_[number];
  return {
      {}, record.index, record.line, std::string_view(bytes_).substr(record.begin, record.kept)};
}

void RecordBatch::clear() {
  bytes_.clear();
  calls_.clear();
  records_.clear();
}

void RecordBatch::add(Kind kind, std::string_view bytes) {
  bytes_ += bytes;
  calls_.push_back({kind, bytes.size()});
}

}  // namespace kimitok::app
