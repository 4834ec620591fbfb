#include "kimitok/decode_stream.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

#include "kimitok/utf8.hpp"
#include "model.hpp"
#include "token_joiner.hpp"
#include "wide_buffer.hpp"

namespace kimitok {
namespace {

constexpr std::size_t kMaxUnfinished = 3;  // bytes of a character that are not all of it

// How many bytes at the end of `text` begin a character that more bytes could complete.
std::size_t unfinished_size(std::string_view text) {
  for (std::size_t size = 1; size <= std::min(text.size(), kMaxUnfinished); ++size) {
    const std::string_view tail = text.substr(text.size() - size);
    const auto byte = static_cast<unsigned char>(tail.front());
    if ((byte & 0xC0) == 0x80) continue;
    return utf8::next(tail).kind == utf8::Unit::Kind::incomplete ? size : 0;
  }
  return 0;
}

Failure not_utf8(std::uint64_t token, char byte) {
  return fail(Error(ErrorCode::invalid_utf8,
                    fmt::format("token {}: the decoded bytes are not UTF-8 from 0x{:02x} on", token,
                                static_cast<unsigned char>(byte)))
                  .with_remedy("--errors replace or bytes lets them through"));
}

}  // namespace

struct DecodeStream::State {
  State(const Tokenizer& of, DecodeOptions options)
      : tokenizer(of), errors(options.errors), joiner(tokenizer.model(), std::move(options)) {}

  Result<void> write(std::span<const TokenId> ids, std::string& text);
  Result<void> finish(std::string& text);
  Result<void> write_block(std::span<const TokenId> ids, std::string& text);
  Result<void> emit(bool final, std::string& text);
  Result<void> emit_checked(bool final, std::string& text);
  void drop(std::size_t count);
  std::uint64_t token_of(std::size_t at) const;

  Tokenizer tokenizer;
  DecodeErrors errors;
  TokenJoiner joiner;
  WideBuffer pending;  // bytes not yet emitted: what earlier blocks have left, then the block's

  // For errors: which tokens the pending bytes are of.
  std::array<std::uint64_t, kMaxUnfinished> left_tokens{};
  std::size_t left = 0;
  std::span<const TokenId> block;
  std::uint64_t index = 0;  // of the block's first id
};

Result<void> DecodeStream::State::write(std::span<const TokenId> ids, std::string& text) {
  joiner.expect(ids.size());
  while (!ids.empty() && !joiner.stopped()) {
    const auto some = ids.first(std::min(ids.size(), TokenJoiner::kIdsAtOnce));
    if (auto written = write_block(some, text); !written) return written;
    ids = ids.subspan(some.size());
  }
  return {};
}

Result<void> DecodeStream::State::write_block(std::span<const TokenId> ids, std::string& text) {
  left = pending.size();
  block = ids.first(joiner.join(ids, pending));
  auto emitted = emit(false, text);
  index += block.size();
  const bool all = block.size() == ids.size() || joiner.stopped();
  const TokenId next = all ? kNoToken : ids[block.size()];
  block = {};
  if (!emitted || all) return emitted;
  return fail(ErrorCode::unknown_token,
              fmt::format("token {}: the vocabulary has no id {}", index, next));
}

Result<void> DecodeStream::State::finish(std::string& text) {
  left = pending.size();
  auto emitted = emit(true, text);
  pending.clear();
  index = 0;
  joiner.restart();
  return emitted;
}

// Moves what is certain from `pending` to `text`.
Result<void> DecodeStream::State::emit(bool final, std::string& text) {
  if (errors != DecodeErrors::bytes) return emit_checked(final, text);
  const std::size_t kept = final ? 0 : unfinished_size(pending.view());
  text += pending.view().substr(0, pending.size() - kept);
  pending.drop_front(pending.size() - kept);
  return {};
}

Result<void> DecodeStream::State::emit_checked(bool final, std::string& text) {
  const std::string_view bytes = pending.view();
  Result<void> done;
  std::size_t at = 0;
  while (true) {
    const std::size_t valid = utf8::valid_prefix(bytes.substr(at));
    text += bytes.substr(at, valid);
    at += valid;
    if (at == bytes.size()) break;

    const utf8::Unit unit = utf8::next(bytes.substr(at));
    if (unit.kind == utf8::Unit::Kind::incomplete && !final) break;
    if (errors == DecodeErrors::strict) {
      done = not_utf8(token_of(at), bytes[at]);
      break;
    }
    text += utf8::kReplacement;
    at += unit.size;
  }
  drop(at);
  return done;
}

// Forgets the first `count` pending bytes, keeping in mind which tokens the next ones are of.
void DecodeStream::State::drop(std::size_t count) {
  for (std::size_t i = 0; i < std::min(pending.size() - count, kMaxUnfinished); ++i) {
    left_tokens[i] = token_of(count + i);
  }
  pending.drop_front(count);
}

// The index of the token that the pending byte at `at` is of.
std::uint64_t DecodeStream::State::token_of(std::size_t at) const {
  if (at < left) return left_tokens[at];
  std::size_t end = pending.size();
  std::size_t i = block.size();
  while (end > at) end -= joiner.joined_bytes(block[--i]).size();
  return index + i;
}

DecodeStream::DecodeStream(const Tokenizer& tokenizer, DecodeOptions options)
    : state_(std::make_unique<State>(tokenizer, std::move(options))) {}
DecodeStream::DecodeStream(DecodeStream&&) noexcept = default;
DecodeStream& DecodeStream::operator=(DecodeStream&&) noexcept = default;
DecodeStream::~DecodeStream() = default;

Result<void> DecodeStream::write(std::span<const TokenId> ids, std::string& text) {
  return state_->write(ids, text);
}
Result<void> DecodeStream::finish(std::string& text) { return state_->finish(text); }
bool DecodeStream::stopped() const noexcept { return state_->joiner.stopped(); }

}  // namespace kimitok
