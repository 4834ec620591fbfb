#include "encode/record_ids.hpp"

#include <algorithm>

namespace kimitok::app {
namespace {

bool keeps_head(const cli::EncodeArgs& args) {
  return args.max_tokens && args.side == cli::Side::head;
}

}  // namespace

// Prepended and appended ids count: --max-tokens is what the record may come to.
std::uint64_t text_limit(const cli::EncodeArgs& args, std::size_t added) {
  const std::uint64_t most = args.max_tokens.value_or(0);
  return most - std::min<std::uint64_t>(most, added);
}

// When enough is there must not depend on which of several threads is how far.
RecordIds::RecordIds(const Tokenizer& tokenizer, const EncodeOptions& options, unsigned threads,
                     const cli::EncodeArgs& args, std::size_t added)
    : vocabulary_(tokenizer.vocabulary()),
      args_(args),
      limit_(text_limit(args, added)),
      encoder_(tokenizer, options, keeps_head(args) ? 1 : threads) {}

Result<void> RecordIds::begin(const RecordInfo&) {
  encoder_.reset();
  ids_.clear();
  begins_at_ = {};
  forgot_ = false;
  return {};
}

Result<void> RecordIds::text(std::string_view bytes) {
  auto written = encoder_.text(bytes, ids_);
  if (written && args_.max_tokens) forget_surplus();
  return written;
}

Result<void> RecordIds::segment(std::string_view bytes, bool special) {
  return encoder_.segment(bytes, special, ids_);
}

Result<void> RecordIds::end() {
  if (!satisfied()) return encoder_.end(ids_);
  encoder_.reset();
  return {};
}

bool RecordIds::satisfied() const { return keeps_head(args_) && ids_.size() > limit_; }

// Of a long record only the ids near the limit need to be kept: one more than it on the head's
// side, to know that there were more.
void RecordIds::forget_surplus() {
  if (args_.side == cli::Side::head) {
    if (ids_.size() > limit_ + 1) ids_.resize(static_cast<std::size_t>(limit_ + 1));
    return;
  }
  if (ids_.size() <= 2 * limit_ + kHeldIds) return;
  const auto surplus = static_cast<std::ptrdiff_t>(ids_.size() - limit_);
  const auto end = ids_.begin() + surplus;
  for (auto id = ids_.begin(); id != end; ++id) begins_at_.next(*vocabulary_.bytes_of(*id));
  forgot_ = true;
  ids_.erase(ids_.begin(), end);
}

}  // namespace kimitok::app
