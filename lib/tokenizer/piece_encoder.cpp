#include "piece_encoder.hpp"

#include <cstring>

namespace kimitok {
namespace {

constexpr std::size_t kKeyReach = 16;  // bytes that PieceKey::read looks at

}  // namespace

// First the keys of all pieces, each asking for its cache line; then all look-ups; then what they
// found in order, with the pieces that are no tokens merged in between.
std::span<const TokenId> PieceEncoder::encode(std::string_view text,
                                              std::span<const std::uint32_t> ends) {
  struct Look {
    PieceKey key;
    std::uint64_t hash;
  };
  Look looks[kMaxPieces];
  TokenId found[kMaxPieces];
  std::uint32_t misses[kMaxPieces];
  std::size_t miss_count = 0;
  reserve(ends.empty() ? 0 : ends.back());

  std::uint32_t begin = 0;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const std::size_t size = ends[i] - begin;
    Look& look = looks[i];
    if (begin + kKeyReach <= text.size()) [[likely]] {
      look.key = PieceKey::read(text.data() + begin, size);
    } else {
      look.key =
          size <= PieceKey::kMaxBytes ? PieceKey::of(text.substr(begin, size)) : PieceKey::none();
    }
    look.hash = look.key.hash();
    tables_.tokens.prefetch(look.hash);
    begin = ends[i];
  }
  for (std::size_t i = 0; i < ends.size(); ++i) {
    found[i] = tables_.tokens.find(looks[i].key, looks[i].hash);
    misses[miss_count] = static_cast<std::uint32_t>(i);
    miss_count += found[i] == kNoToken ? 1 : 0;
  }

  TokenId* out = ids_.get();
  std::size_t i = 0;
  for (std::size_t miss = 0; miss < miss_count; ++miss) {
    const std::size_t at = misses[miss];
    std::memcpy(out, found + i, (at - i) * sizeof *found);
    out += at - i;
    begin = at == 0 ? 0 : ends[at - 1];
    out = encode_miss(text.substr(begin, ends[at] - begin), looks[at].key, looks[at].hash, out);
    i = at + 1;
  }
  std::memcpy(out, found + i, (ends.size() - i) * sizeof *found);
  out += ends.size() - i;
  return {ids_.get(), static_cast<std::size_t>(out - ids_.get())};
}

TokenId* PieceEncoder::encode_miss(std::string_view piece, const PieceKey& key, std::uint64_t hash,
                                   TokenId* out) {
  const bool is_short = piece.size() <= PieceKey::kMaxBytes;
  if (is_short) {
    if (const PieceCache::Entry* entry = cache_.find(key, hash)) {
      std::memcpy(out, entry->ids, sizeof entry->ids);
      return out + entry->count();
    }
  }
  std::size_t count = 1;
  *out = piece.size() > TokenTable::kMaxBytes ? tables_.long_tokens.find(piece) : kNoToken;
  if (*out == kNoToken) count = merger_.merge(piece, out);
  if (is_short && count <= PieceCache::kMaxIds) cache_.insert(key, hash, out, count);
  return out + count;
}

void PieceEncoder::reserve(std::size_t ids) {
  // A cached answer is stored whole, however few of its ids count.
  const std::size_t needed = ids + PieceCache::kMaxIds;
  if (needed <= room_) return;
  room_ = needed + needed / 4;
  ids_ = std::make_unique_for_overwrite<TokenId[]>(room_);
}

}  // namespace kimitok
