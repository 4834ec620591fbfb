#include "piece_encoder.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>

namespace kimitok {
namespace {

constexpr std::size_t kKeyReach = 16;      // bytes that PieceKey::read looks at
constexpr std::size_t kStoredAtOnce = 16;  // ids, however few of them count
constexpr std::size_t kUsualIds = std::size_t{1} << 16;

std::string_view piece_at(std::string_view text, std::span<const std::uint32_t> ends,
                          std::size_t i) {
  const std::size_t begin = i == 0 ? 0 : ends[i - 1];
  return text.substr(begin, ends[i] - begin);
}

static_assert(kStoredAtOnce <= kTokenSearchSlack && kStoredAtOnce >= PieceCache::kMaxIds);

}  // namespace

std::span<const TokenId> PieceEncoder::encode(std::string_view text,
                                              std::span<const std::uint32_t> ends) {
  reserve(ends.empty() ? 0 : ends.back());
  look_up(text, ends);
  many_.clear();
  std::ranges::fill(merging_, kNoMiss);
  repeat_count_ = 0;
  for (std::size_t i = 0; i < miss_count_; ++i) solve(i, piece_at(text, ends, misses_[i]));
  merge_batch(0);
  for (const Repeat& repeat : std::span(repeats_).first(repeat_count_))
    answers_[repeat.miss] = answers_[repeat.first];
  return emit(ends.size());
}

void PieceEncoder::forget() {
  cache_.clear();
  if (room_ > kUsualIds) {
    ids_.reset();
    room_ = 0;
  }
  if (many_.capacity() > kUsualIds) many_ = {};
}

// First the keys of all pieces, each asking for its cache line; then all look-ups.
void PieceEncoder::look_up(std::string_view text, std::span<const std::uint32_t> ends) {
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const std::size_t size = ends[i] - begin;
    if (begin + kKeyReach <= text.size()) [[likely]] {
      keys_[i] = PieceKey::read(text.data() + begin, size);
    } else {
      keys_[i] =
          size <= PieceKey::kMaxBytes ? PieceKey::of(text.substr(begin, size)) : PieceKey::none();
    }
    hashes_[i] = keys_[i].hash();
    tables_.tokens.prefetch(hashes_[i]);
    begin = ends[i];
  }
  miss_count_ = find_tokens_(tables_.tokens, keys_, hashes_, ends.size(), found_, misses_);
  for (const std::uint32_t miss : std::span(misses_).first(miss_count_))
    cache_.prefetch(hashes_[miss]);
}

// Answers from what is known, or puts the piece into the batch.
void PieceEncoder::solve(std::size_t miss, std::string_view piece) {
  Answer& answer = answers_[miss];
  if (piece.size() <= PieceKey::kMaxBytes) {
    if (const auto* known = cache_.find(keys_[misses_[miss]], hashes_[misses_[miss]])) {
      std::memcpy(answer.few, known->ids, sizeof answer.few);
      answer.count = static_cast<std::uint32_t>(known->count());
      return;
    }
    if (repeats_another(miss)) return;
  }
  if (piece.size() > TokenTable::kMaxBytes) {
    if (const TokenId token = tables_.long_tokens.find(piece); token != kNoToken)
      return store(answer, {&token, 1});
  }
  if (piece.size() <= MergeBatch::kRoom) {
    const std::size_t symbols = tables_.first.apply(piece, batch_.next());
    if (symbols <= MergeBatch::kMaxSymbols) {
      batch_.add(symbols, static_cast<std::uint32_t>(miss));
      if (batch_.is_full()) merge_batch(MergeBatch::kFew);
      return;
    }
  }
  answer.many = many_.size();
  many_.resize(answer.many + piece.size());
  answer.count = static_cast<std::uint32_t>(merger_.merge(piece, many_.data() + answer.many));
  many_.resize(answer.many + answer.count);
  if (answer.count <= PieceCache::kMaxIds)
    std::memcpy(answer.few, many_.data() + answer.many, answer.count * sizeof(TokenId));
}

// Whether the piece was put into the batch before in this call; notes that it is now, if not.
bool PieceEncoder::repeats_another(std::size_t miss) {
  const std::uint32_t piece = misses_[miss];
  std::uint16_t& first = merging_[(hashes_[piece] >> 40) % std::size(merging_)];
  if (first != kNoMiss && keys_[misses_[first]] == keys_[piece]) {
    repeats_[repeat_count_++] = {static_cast<std::uint16_t>(miss), first};
    return true;
  }
  first = static_cast<std::uint16_t>(miss);
  return false;
}

void PieceEncoder::merge_batch(std::size_t rest) {
  batch_.merge(rest, [&](std::uint32_t miss, std::span<const TokenId> ids) {
    store(answers_[miss], ids);
    const PieceKey& key = keys_[misses_[miss]];
    if (ids.size() > PieceCache::kMaxIds || key == PieceKey::none()) return;
    cache_.insert(key, hashes_[misses_[miss]], ids.data(), ids.size());
  });
}

void PieceEncoder::store(Answer& answer, std::span<const TokenId> ids) {
  answer.count = static_cast<std::uint32_t>(ids.size());
  if (ids.size() <= PieceCache::kMaxIds) {
    std::memcpy(answer.few, ids.data(), ids.size_bytes());
    return;
  }
  answer.many = many_.size();
  many_.insert(many_.end(), ids.begin(), ids.end());
}

// What was found, in order, with the misses' ids in between.
std::span<const TokenId> PieceEncoder::emit(std::size_t pieces) {
  TokenId* out = ids_.get();
  std::size_t i = 0;
  const auto copy_found = [&](std::size_t end) {
    for (std::size_t at = i; at < end; at += kStoredAtOnce)
      std::memcpy(out + (at - i), found_ + at, kStoredAtOnce * sizeof(TokenId));
    out += end - i;
  };
  for (std::size_t miss = 0; miss < miss_count_; ++miss) {
    const Answer& answer = answers_[miss];
    copy_found(misses_[miss]);
    i = misses_[miss] + std::size_t{1};
    if (answer.count <= PieceCache::kMaxIds) {
      std::memcpy(out, answer.few, sizeof answer.few);
    } else {
      std::memcpy(out, many_.data() + answer.many, answer.count * sizeof(TokenId));
    }
    out += answer.count;
  }
  copy_found(pieces);
  return {ids_.get(), static_cast<std::size_t>(out - ids_.get())};
}

void PieceEncoder::reserve(std::size_t ids) {
  const std::size_t needed = ids + kStoredAtOnce;
  if (needed <= room_) return;
  room_ = needed + needed / 4;
  ids_ = std::make_unique_for_overwrite<TokenId[]>(room_);
}

}  // namespace kimitok
