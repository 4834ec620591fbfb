#include "encode/encode_sink.hpp"

namespace kimitok::app {

Result<void> EncodeSink::begin(const RecordInfo& info) {
  info_ = info;
  return record_.begin(info);
}

Result<void> EncodeSink::text(std::string_view bytes) {
  if (auto told = record_.text(bytes); !told) return failed(std::move(told));
  return is_long() ? write_part() : Result<void>();
}

Result<void> EncodeSink::segment(std::string_view bytes, bool special) {
  return record_.segment(bytes, special);
}

Result<void> EncodeSink::end() {
  if (auto ended = record_.end(); !ended) return failed(std::move(ended));
  return writer_.end(info_, record_.ids(), record_.forgot(), record_.begins_at());
}

bool EncodeSink::is_long() const {
  return writer_.takes_parts() && record_.ids().size() >= RecordIds::kHeldIds;
}

Result<void> EncodeSink::write_part() {
  auto written = writer_.part(info_, record_.ids());
  record_.ids().clear();
  return written;
}

// When ids come depends on the number of threads; which ones come before the failure does not.
Result<void> EncodeSink::failed(Result<void> why) {
  if (!is_long() && !writer_.wrote_part_of_record()) return why;
  auto written = write_part();
  return written ? why : written;
}

}  // namespace kimitok::app
