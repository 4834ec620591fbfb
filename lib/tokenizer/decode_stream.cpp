#include "kimitok/decode_stream.hpp"

#include <fmt/format.h>

#include "kimitok/utf8.hpp"

namespace kimitok {
namespace {

std::vector<bool> members(const std::vector<TokenId>& ids, TokenId end_id) {
  std::vector<bool> set(end_id);
  for (const TokenId id : ids) {
    if (id < end_id) set[id] = true;
  }
  return set;
}

}  // namespace

DecodeStream::DecodeStream(const Tokenizer& tokenizer, DecodeOptions options)
    : tokenizer_(tokenizer),
      options_(std::move(options)),
      skip_(members(options_.skip, tokenizer.vocabulary().end_id())),
      stop_(members(options_.stop, tokenizer.vocabulary().end_id())) {}

Result<void> DecodeStream::write(std::span<const TokenId> ids, std::string& text) {
  for (const TokenId id : ids) {
    if (stopped_) break;
    const auto bytes = tokenizer_.vocabulary().bytes_of(id);
    if (!bytes) {
      if (auto emitted = emit(false, text); !emitted) return emitted;
      return fail(ErrorCode::unknown_token,
                  fmt::format("token {}: the vocabulary has no id {}", index_, id));
    }
    stopped_ = stop_[id];
    if (!skip_[id] && (!stopped_ || options_.include_stop)) {
      pending_ += *bytes;
      if (options_.errors == DecodeErrors::strict) origins_.resize(pending_.size(), index_);
    }
    ++index_;
  }
  return emit(false, text);
}

Result<void> DecodeStream::finish(std::string& text) {
  auto emitted = emit(true, text);
  pending_.clear();
  origins_.clear();
  index_ = 0;
  stopped_ = false;
  return emitted;
}

// Moves what is certain from pending_ to `text`.
Result<void> DecodeStream::emit(bool final, std::string& text) {
  std::size_t at = 0;
  Result<void> done;
  while (at < pending_.size()) {
    const std::string_view rest = std::string_view(pending_).substr(at);
    const std::size_t valid = utf8::valid_prefix(rest);
    text += rest.substr(0, valid);
    at += valid;
    if (valid == rest.size()) break;

    const utf8::Unit unit = utf8::next(rest.substr(valid));
    if (unit.kind == utf8::Unit::Kind::incomplete && !final) break;
    if (options_.errors == DecodeErrors::strict) {
      done = fail(Error(ErrorCode::invalid_utf8,
                        fmt::format("token {}: the decoded bytes are not UTF-8 from 0x{:02x} on",
                                    origins_[at], static_cast<unsigned char>(pending_[at])))
                      .with_remedy("--errors replace or bytes lets them through"));
      break;
    }
    text += options_.errors == DecodeErrors::replace ? utf8::kReplacement
                                                     : rest.substr(valid, unit.size);
    at += unit.size;
  }
  pending_.erase(0, at);
  if (options_.errors == DecodeErrors::strict) {
    origins_.erase(origins_.begin(), origins_.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return done;
}

}  // namespace kimitok
