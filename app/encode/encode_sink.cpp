#include "encode/encode_sink.hpp"

#include <algorithm>
#include <utility>

#include "encode/token_limit.hpp"

namespace kimitok::app {
namespace {

// A record of fewer ids is written whole or not at all; a longer one as its ids come, in bounded
// memory.
constexpr std::size_t kHeldIds = 1u << 20;

}  // namespace

EncodeSink::EncodeSink(const Tokenizer& tokenizer, const EncodeOptions& options, unsigned threads,
                       const cli::EncodeArgs& args, AddedIds added, RecordTarget& target)
    : vocabulary_(tokenizer.vocabulary()),
      encoder_(tokenizer, options, threads),
      args_(args),
      added_(std::move(added)),
      target_(target) {}

Result<void> EncodeSink::begin(const RecordInfo& info) {
  info_ = info;
  encoder_.reset();
  ids_.clear();
  forgotten_ = {};
  forgot_ = false;
  partial_ = false;
  return {};
}

Result<void> EncodeSink::text(std::string_view bytes) {
  if (auto written = encoder_.text(bytes, ids_); !written) return written;
  if (args_.max_tokens) {
    forget_surplus();
    return {};
  }
  if (keeps_all() || ids_.size() < kHeldIds) return {};
  auto written = write_through();
  partial_ = true;
  return written;
}

Result<void> EncodeSink::segment(std::string_view bytes, bool special) {
  return encoder_.segment(bytes, special, ids_);
}

bool EncodeSink::satisfied() const {
  return args_.max_tokens && args_.side == cli::Side::head && ids_.size() > text_limit();
}

Result<void> EncodeSink::end() {
  if (satisfied()) {
    encoder_.reset();
  } else if (auto finished = encoder_.end(ids_); !finished) {
    return finished;
  }
  if (args_.max_tokens) return write_limited();
  if (args_.chunk) return write_chunks();
  if (auto written = write_through(); !written) return written;
  if (auto written = target_.added(added_.after); !written) return written;
  partial_ = false;
  return target_.end();
}

// Forms that say something about the whole record before its ids, or may refuse one of them, need
// all of it.
bool EncodeSink::keeps_all() const {
  return args_.max_tokens || args_.chunk || args_.form == cli::EncodeForm::jsonl ||
         args_.form == cli::EncodeForm::u16;
}

// Prepended and appended ids count: --max-tokens is what the record may come to.
std::uint64_t EncodeSink::text_limit() const {
  const std::uint64_t added = added_.before.size() + added_.after.size();
  return *args_.max_tokens - std::min(*args_.max_tokens, added);
}

// Of a long record only the ids near the limit need to be kept: one more than it on the head's
// side, to know that there were more.
void EncodeSink::forget_surplus() {
  const std::uint64_t limit = text_limit();
  if (args_.side == cli::Side::head) {
    if (ids_.size() > limit + 1) ids_.resize(static_cast<std::size_t>(limit + 1));
    return;
  }
  if (ids_.size() <= 2 * limit + kHeldIds) return;
  const auto surplus = static_cast<std::size_t>(ids_.size() - limit);
  forgotten_ = spans_at(surplus);
  forgot_ = true;
  ids_.erase(ids_.begin(), ids_.begin() + static_cast<std::ptrdiff_t>(surplus));
}

TokenSpans EncodeSink::spans_at(std::size_t index) const {
  TokenSpans spans = forgotten_;
  for (std::size_t i = 0; i < index; ++i) spans.next(*vocabulary_.bytes_of(ids_[i]));
  return spans;
}

Result<void> EncodeSink::write_through() {
  if (!partial_) {
    if (auto begun = target_.begin(info_, {}); !begun) return begun;
    if (auto written = target_.added(added_.before); !written) return written;
  }
  auto written = target_.ids(ids_);
  ids_.clear();
  return written;
}

Result<void> EncodeSink::write_limited() {
  const TokenRange kept = limited(ids_, text_limit(), args_.side, args_.boundary, vocabulary_);
  if (forgot_ || kept.end - kept.begin < ids_.size()) ++truncated_;
  return write_range(kept, spans_at(kept.begin));
}

Result<void> EncodeSink::write_chunks() {
  TokenSpans spans;
  std::size_t at = 0;
  for (const TokenRange& chunk :
       chunked(ids_, *args_.chunk, args_.overlap, args_.boundary, vocabulary_)) {
    for (; at < chunk.begin; ++at) spans.next(*vocabulary_.bytes_of(ids_[at]));
    if (auto written = write_range(chunk, spans); !written) return written;
  }
  return {};
}

Result<void> EncodeSink::write_range(TokenRange range, TokenSpans at) {
  if (auto begun = target_.begin(info_, at); !begun) return begun;
  if (auto written = target_.added(added_.before); !written) return written;
  const auto ids = std::span<const TokenId>(ids_).subspan(range.begin, range.end - range.begin);
  if (auto written = target_.ids(ids); !written) return written;
  if (auto written = target_.added(added_.after); !written) return written;
  return target_.end();
}

}  // namespace kimitok::app
