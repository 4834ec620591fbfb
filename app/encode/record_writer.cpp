#include "encode/record_writer.hpp"

#include "encode/record_ids.hpp"

namespace kimitok::app {
namespace {

TokenSpans behind(TokenSpans spans, std::span<const TokenId> ids, const Vocabulary& vocabulary) {
  for (const TokenId id : ids) spans.next(*vocabulary.bytes_of(id));
  return spans;
}

std::span<const TokenId> in(TokenRange range, std::span<const TokenId> ids) {
  return ids.subspan(range.begin, range.end - range.begin);
}

}  // namespace

RecordWriter::RecordWriter(const Vocabulary& vocabulary, const cli::EncodeArgs& args,
                           const AddedIds& added, RecordTarget& target)
    : vocabulary_(vocabulary), args_(args), added_(added), target_(target) {}

bool RecordWriter::takes_parts() const {
  return !args_.max_tokens && !args_.chunk && args_.form != cli::EncodeForm::jsonl &&
         args_.form != cli::EncodeForm::u16;
}

Result<void> RecordWriter::part(const RecordInfo& info, std::span<const TokenId> ids) {
  if (!partial_) {
    if (auto begun = target_.begin(info, {}); !begun) return begun;
    if (auto written = target_.added(added_.before); !written) return written;
  }
  partial_ = true;
  return target_.ids(ids);
}

Result<void> RecordWriter::end(const RecordInfo& info, std::span<const TokenId> ids, bool forgot,
                               const TokenSpans& at) {
  if (args_.max_tokens) return write_limited(info, ids, forgot, at);
  if (args_.chunk) return write_chunks(info, ids);
  if (!partial_) return write_all(info, ids, {});
  if (auto written = target_.ids(ids); !written) return written;
  if (auto written = target_.added(added_.after); !written) return written;
  partial_ = false;
  return target_.end();
}

Result<void> RecordWriter::write_limited(const RecordInfo& info, std::span<const TokenId> ids,
                                         bool forgot, const TokenSpans& at) {
  const std::uint64_t limit = text_limit(args_, added_.before.size() + added_.after.size());
  const TokenRange kept = limited(ids, limit, args_.side, args_.boundary, vocabulary_);
  if (forgot || kept.end - kept.begin < ids.size()) ++truncated_;
  return write_all(info, in(kept, ids), behind(at, ids.first(kept.begin), vocabulary_));
}

Result<void> RecordWriter::write_chunks(const RecordInfo& info, std::span<const TokenId> ids) {
  TokenSpans spans;
  std::size_t at = 0;
  for (const TokenRange& chunk :
       chunked(ids, *args_.chunk, args_.overlap, args_.boundary, vocabulary_)) {
    spans = behind(spans, in({at, chunk.begin}, ids), vocabulary_);
    at = chunk.begin;
    if (auto written = write_all(info, in(chunk, ids), spans); !written) return written;
  }
  return {};
}

Result<void> RecordWriter::write_all(const RecordInfo& info, std::span<const TokenId> ids,
                                     const TokenSpans& at) {
  if (auto begun = target_.begin(info, at); !begun) return begun;
  if (auto written = target_.added(added_.before); !written) return written;
  if (auto written = target_.ids(ids); !written) return written;
  if (auto written = target_.added(added_.after); !written) return written;
  return target_.end();
}

}  // namespace kimitok::app
