#include "long_tokens.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>
#include <utility>
#include <vector>

#include "ranks_tables.hpp"

namespace kimitok {
namespace {

std::uint64_t mix(std::uint64_t value) {
  value *= 0x9E3779B97F4A7C15u;
  return value ^ (value >> 32);
}

// The same on every run: images hold its results. Requires: at least 8 bytes.
std::uint64_t hash_whole(std::string_view bytes) {
  const auto load = [&bytes](std::size_t at) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + at, sizeof word);
    return word;
  };
  std::uint64_t value = mix(bytes.size());
  for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) value = mix(value ^ load(at));
  return mix(value ^ load(bytes.size() - 8));
}

}  // namespace

LongTokens::LongTokens(const MergeableRanks& ranks, TokenTable::Same* same)
    : arena_(ranks.tables().arena.data()), offsets_(ranks.tables().offsets.data()) {
  std::vector<TokenId> ids;
  for (TokenId id = 0; id < ranks.end_id(); ++id) {
    if (ranks.bytes_of(id).size() > TokenTable::kMaxBytes) ids.push_back(id);
  }
  std::vector<std::uint64_t> filter(kFilterWords, 0);
  std::vector<TokenId> slots(std::bit_ceil(ids.size() * 2 + 1), kNoToken);
  for (const TokenId id : ids) {
    const std::string_view bytes = ranks.bytes_of(id);
    filter[word(hash(bytes))] |= bit(hash(bytes));
    std::size_t at = hash_whole(bytes) & (slots.size() - 1);
    for (; slots[at] != kNoToken; at = (at + 1) & (slots.size() - 1)) {
      if (same == nullptr || ranks.bytes_of(slots[at]) != bytes) continue;
      *same = {slots[at], id};
      return;
    }
    slots[at] = id;
  }
  filter_ = SharedArray<std::uint64_t>(std::move(filter));
  slots_ = SharedArray<TokenId>(std::move(slots));
}

TokenId LongTokens::look_up(std::string_view piece) const noexcept {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash_whole(piece) & mask; slots_[at] != kNoToken; at = (at + 1) & mask) {
    if (bytes_of(slots_[at]) == piece) return slots_[at];
  }
  return kNoToken;
}

std::uint64_t LongTokens::layout() noexcept {
  constexpr std::string_view kAny = "a long token of some vocabulary";
  return hash(kAny) ^ hash_whole(kAny) ^ TokenTable::kMaxBytes;
}

void LongTokens::save(ImageWriter& image) const {
  image.add(Section::long_filter, filter_.span());
  image.add(Section::long_slots, slots_.span());
}

std::optional<LongTokens> LongTokens::load(const Image& image, const SharedArray<char>& arena,
                                           const SharedArray<std::uint32_t>& offsets) {
  auto filter = image.section<std::uint64_t>(Section::long_filter, kFilterWords);
  auto slots = image.section<TokenId>(Section::long_slots);
  if (!filter || !slots || !std::has_single_bit(slots->size())) return std::nullopt;
  bool has_empty = false, all_known = true;
  for (const TokenId id : slots->span()) {
    has_empty |= id == kNoToken;
    all_known &= id == kNoToken || id < offsets.size() - 1;
  }
  if (!has_empty || !all_known) return std::nullopt;
  LongTokens tokens;
  tokens.filter_ = *std::move(filter);
  tokens.slots_ = *std::move(slots);
  tokens.arena_ = arena.data();
  tokens.offsets_ = offsets.data();
  return tokens;
}

}  // namespace kimitok
