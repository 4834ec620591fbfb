#include "part_encoder.hpp"

#include <fmt/core.h>

#include <span>

#include "kimitok/utf8.hpp"

namespace kimitok {
namespace {

struct IdSink {
  std::vector<TokenId>& ids;
  void add(TokenId id) { ids.push_back(id); }
  void add(std::span<const TokenId> more) { ids.insert(ids.end(), more.begin(), more.end()); }
};

struct CountSink {
  std::uint64_t& tokens;
  void add(TokenId) { ++tokens; }
  void add(std::span<const TokenId> more) { tokens += more.size(); }
};

// A failure of splitting a segment that begins at `offset`, there or at `from` in it.
Error at(Error error, std::size_t offset, std::size_t from) {
  const std::uint64_t byte = error.position().byte.value_or(from);
  return std::move(error).at_byte(offset + byte);
}

}  // namespace

PartEncoder::PartEncoder(const Tokenizer::Model& model, const SpecialMatcher& specials, bool refuse,
                         Validity validity)
    : model_(model),
      specials_(specials),
      refuse_(refuse),
      validity_(validity),
      scratch_(model.pretokenizer),
      merger_(model.vocabulary.ranks(), model.pair_merges()) {
  if (model_.has_fast_tables()) hurry();
}

PartEncoder::~PartEncoder() {
  if (fast_) model_.spare_encoders.give(std::move(fast_));
}

Result<void> PartEncoder::encode(std::string_view part, std::vector<TokenId>& ids) {
  IdSink sink{ids};
  return encode_part(part, sink);
}

Result<void> PartEncoder::count(std::string_view part, std::uint64_t& tokens) {
  CountSink sink{tokens};
  return encode_part(part, sink);
}

template <typename Sink>
Result<void> PartEncoder::encode_part(std::string_view part, Sink& sink) {
  if (validity_ == Validity::checked) return encode_text(part, 0, sink);
  std::size_t at = 0;
  while (at < part.size()) {
    const std::size_t valid = utf8::valid_prefix(part.substr(at));
    if (valid > 0) {
      if (auto done = encode_text(part.substr(at, valid), at, sink); !done) return done;
      at += valid;
      continue;
    }
    sink.add(model_.vocabulary.ranks().id_of_byte(static_cast<unsigned char>(part[at])));
    ++at;
  }
  return {};
}

template <typename Sink>
Result<void> PartEncoder::encode_text(std::string_view text, std::size_t offset, Sink& sink) {
  std::size_t at = 0;
  while (const auto match = specials_.find(text, at)) {
    if (refuse_) {
      return fail(
          Error(ErrorCode::disallowed_special,
                fmt::format("the text contains the special token {}", match->token->name))
              .at_byte(offset + match->begin)
              .with_remedy("--special all makes it that token, --special none ordinary text"));
    }
    if (auto done = encode_segment(text.substr(at, match->begin - at), offset + at, sink); !done)
      return done;
    sink.add(match->token->id);
    at = match->end;
  }
  return encode_segment(text.substr(at), offset + at, sink);
}

void PartEncoder::hurry() {
  if (fast_) return;
  if (const FastTables* tables = model_.fast_tables()) fast_ = model_.spare_encoders.take(*tables);
}

template <typename Sink>
Result<void> PartEncoder::encode_fast(std::string_view segment, std::size_t offset, Sink& sink) {
  for (std::size_t from = 0; from < segment.size();) {
    const auto count = model_.pretokenizer.split(segment, from, fast_ends_, scratch_);
    if (!count) return fail(at(count.error(), offset, from));
    sink.add(fast_->encode(segment.substr(from), std::span(fast_ends_).first(*count)));
    from += fast_ends_[*count - 1];
  }
  return {};
}

template <typename Sink>
Result<void> PartEncoder::encode_segment(std::string_view segment, std::size_t offset, Sink& sink) {
  if (fast_) return encode_fast(segment, offset, sink);
  std::size_t from = 0;
  while (from < segment.size()) {
    const auto count = model_.pretokenizer.split(segment, from, ends_, scratch_);
    if (!count) return fail(at(count.error(), offset, from));
    for (std::size_t i = 0; i < *count; ++i) {
      if (auto done = encode_piece(segment.substr(from, ends_[i] - from), sink); !done) return done;
      from = ends_[i];
    }
  }
  return {};
}

template <typename Sink>
Result<void> PartEncoder::encode_piece(std::string_view piece, Sink& sink) {
  if (model_.whole_piece_first || piece.size() == 1) {
    if (const TokenId id = model_.vocabulary.ranks().find(piece); id != kNoToken) {
      sink.add(id);
      return {};
    }
  }
  if (piece.size() >= Merger::kMaxPieceBytes) {
    return fail(ErrorCode::model_unsupported, "a piece of 4 GiB or more cannot be merged");
  }
  merged_.clear();
  merger_.merge(piece, merged_);
  sink.add(merged_);
  return {};
}

}  // namespace kimitok
