#include "count/count_sink.hpp"

#include "kimitok/utf8.hpp"

namespace kimitok::app {

CountSink::CountSink(const Tokenizer& tokenizer, const EncodeOptions& options, unsigned threads,
                     std::uint64_t added)
    : encoder_(tokenizer, options, threads), added_(added) {}

Result<void> CountSink::begin(const RecordInfo&) {
  encoder_.reset();
  return {};
}

Result<void> CountSink::text(std::string_view bytes) {
  count_text(bytes);
  return encoder_.text(bytes, counts_.tokens);
}

Result<void> CountSink::segment(std::string_view bytes, bool special) {
  count_text(bytes);
  return encoder_.segment(bytes, special, counts_.tokens);
}

Result<void> CountSink::end() {
  counts_.tokens += added_;
  if (!satisfied()) return encoder_.end(counts_.tokens);
  encoder_.reset();
  return {};
}

void CountSink::start(std::optional<std::uint64_t> enough) {
  counts_ = {};
  enough_ = enough;
}

void CountSink::count_text(std::string_view bytes) {
  counts_.bytes += bytes.size();
  counts_.chars += utf8::code_points(bytes);
  counts_.lines += utf8::line_feeds(bytes);
}

}  // namespace kimitok::app
