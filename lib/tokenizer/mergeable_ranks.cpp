#include "kimitok/mergeable_ranks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <numeric>

namespace kimitok {
namespace {

std::uint64_t load(const char* bytes, std::size_t size) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, size);
  return value;
}

std::uint64_t mix(std::uint64_t value) {
  value *= 0x9E3779B97F4A7C15u;
  return value ^ (value >> 32);
}

std::uint64_t hash(std::string_view bytes) {
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  std::uint64_t value = mix(left);
  for (; left >= 8; at += 8, left -= 8) value = mix(value ^ load(at, 8));
  // Overlapping fixed-size loads cover 1..7 bytes without a loop; the size is already in the hash.
  if (left >= 4) {
    value = mix(value ^ (load(at, 4) | load(at + left - 4, 4) << 32));
  } else if (left > 0) {
    value = mix(value ^ (load(at, 1) | load(at + left / 2, 1) << 8 | load(at + left - 1, 1) << 16));
  }
  return mix(value);
}

constexpr std::uint32_t kIdBits = 24;
static_assert(MergeableRanks::kMaxId >> kIdBits == 0);

// The low bits choose the slot, so that the tag is made of others.
std::uint32_t tag_of(std::uint64_t hash) {
  return static_cast<std::uint32_t>((hash >> 40 & 0xFF) | 1) << kIdBits;
}

TokenId id_in(std::uint32_t slot) { return slot & MergeableRanks::kMaxId; }

std::uint32_t tag_in(std::uint32_t slot) { return slot & ~MergeableRanks::kMaxId; }

Failure malformed(std::string sentence) {
  return fail(ErrorCode::model_malformed, std::move(sentence));
}

}  // namespace

Result<MergeableRanks> MergeableRanks::create(const std::vector<Entry>& entries) {
  TokenId end = 0;
  for (const Entry& entry : entries) {
    if (entry.id > kMaxId) return malformed(fmt::format("id {} is above {}", entry.id, kMaxId));
    if (entry.bytes.empty()) return malformed(fmt::format("id {} has an empty token", entry.id));
    end = std::max(end, entry.id + 1);
  }
  MergeableRanks ranks;
  ranks.offsets_.assign(end + std::size_t{1}, 0);
  for (const Entry& entry : entries) {
    std::uint32_t& size = ranks.offsets_[entry.id + std::size_t{1}];
    if (size != 0) return malformed(fmt::format("id {} comes twice", entry.id));
    size = static_cast<std::uint32_t>(entry.bytes.size());
  }
  std::partial_sum(ranks.offsets_.begin(), ranks.offsets_.end(), ranks.offsets_.begin());
  auto arena = std::make_unique_for_overwrite<char[]>(ranks.offsets_.back());
  for (const Entry& entry : entries) {
    entry.bytes.copy(arena.get() + ranks.offsets_[entry.id], entry.bytes.size());
  }
  ranks.arena_ = std::move(arena);
  if (auto indexed = ranks.index(); !indexed) return fail(std::move(indexed).error());
  return ranks;
}

Result<MergeableRanks> MergeableRanks::create(Dense tokens) {
  const std::size_t size = tokens.offsets.size() - 1;
  if (size > kMaxId + std::size_t{1})
    return malformed(fmt::format("id {} is above {}", size - 1, kMaxId));
  const auto empty = std::adjacent_find(tokens.offsets.begin(), tokens.offsets.end());
  if (empty != tokens.offsets.end()) {
    return malformed(fmt::format("id {} has an empty token", empty - tokens.offsets.begin()));
  }
  MergeableRanks ranks;
  ranks.offsets_ = std::move(tokens.offsets);
  ranks.arena_ = std::move(tokens.arena);
  if (auto indexed = ranks.index(); !indexed) return fail(std::move(indexed).error());
  return ranks;
}

Result<void> MergeableRanks::index() {
  end_id_ = static_cast<TokenId>(offsets_.size() - 1);
  for (TokenId id = 0; id < end_id_; ++id) {
    const std::size_t size = bytes_of(id).size();
    size_ += size != 0 ? 1 : 0;
    max_token_bytes_ = std::max(max_token_bytes_, size);
  }
  slots_.resize(std::bit_ceil(size_ + size_ / 2 + 1));
  // Slots lie anywhere: the processor is told of each some tokens ahead.
  constexpr TokenId kAhead = 16;
  std::array<std::uint64_t, kAhead> hashes{};
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t next = 0; next < end_id_ + std::size_t{kAhead}; ++next) {
    std::uint64_t& hashed = hashes[next % kAhead];
    if (next >= kAhead) {
      const auto id = static_cast<TokenId>(next - kAhead);
      const TokenId same = contains(id) ? seat(id, hashed) : kNoToken;
      if (same != kNoToken)
        return malformed(fmt::format("ids {} and {} have the same token", same, id));
    }
    if (next >= end_id_) continue;
    hashed = hash(bytes_of(static_cast<TokenId>(next)));
    __builtin_prefetch(&slots_[hashed & mask], 1);
  }
  for (unsigned byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    byte_ids_[byte] = find({&c, 1});
    if (byte_ids_[byte] == kNoToken) {
      return malformed(fmt::format("the single byte 0x{:02x} is not a token", byte));
    }
  }
  return {};
}

TokenId MergeableRanks::seat(TokenId id, std::uint64_t hash) noexcept {
  const std::size_t mask = slots_.size() - 1;
  const std::uint32_t tag = tag_of(hash);
  std::size_t at = hash & mask;
  for (; slots_[at] != 0; at = (at + 1) & mask) {
    const TokenId other = id_in(slots_[at]);
    if (tag_in(slots_[at]) == tag && bytes_of(other) == bytes_of(id)) return other;
  }
  slots_[at] = tag | id;
  return kNoToken;
}

TokenId MergeableRanks::find(std::string_view bytes) const noexcept {
  const std::size_t mask = slots_.size() - 1;
  const std::uint64_t hashed = hash(bytes);
  const std::uint32_t tag = tag_of(hashed);
  for (std::size_t at = hashed & mask; slots_[at] != 0; at = (at + 1) & mask) {
    const TokenId id = id_in(slots_[at]);
    if (tag_in(slots_[at]) == tag && bytes_of(id) == bytes) return id;
  }
  return kNoToken;
}

std::string_view MergeableRanks::bytes_of(TokenId id) const noexcept {
  if (id >= end_id_) return {};
  return {arena_.get() + offsets_[id], offsets_[id + std::size_t{1}] - offsets_[id]};
}

}  // namespace kimitok
