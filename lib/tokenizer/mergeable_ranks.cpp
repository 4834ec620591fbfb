#include "kimitok/mergeable_ranks.hpp"

#include <fmt/format.h>

#include <algorithm>
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

std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

Failure malformed(std::string sentence) {
  return fail(ErrorCode::model_malformed, std::move(sentence));
}

}  // namespace

Result<MergeableRanks> MergeableRanks::create(const std::vector<Entry>& entries) {
  MergeableRanks ranks;
  for (const Entry& entry : entries) {
    if (entry.id > kMaxId) return malformed(fmt::format("id {} is above {}", entry.id, kMaxId));
    if (entry.bytes.empty()) return malformed(fmt::format("id {} has an empty token", entry.id));
    ranks.end_id_ = std::max(ranks.end_id_, entry.id + 1);
    ranks.max_token_bytes_ = std::max(ranks.max_token_bytes_, entry.bytes.size());
  }

  ranks.size_ = entries.size();
  ranks.offsets_.assign(ranks.end_id_ + std::size_t{1}, 0);
  for (const Entry& entry : entries) {
    std::uint32_t& size = ranks.offsets_[entry.id + std::size_t{1}];
    if (size != 0) return malformed(fmt::format("id {} comes twice", entry.id));
    size = static_cast<std::uint32_t>(entry.bytes.size());
  }
  std::partial_sum(ranks.offsets_.begin(), ranks.offsets_.end(), ranks.offsets_.begin());
  ranks.arena_.resize(ranks.offsets_.back());
  ranks.slots_.resize(std::bit_ceil(entries.size() * 2 + 1));

  const std::size_t mask = ranks.slots_.size() - 1;
  for (const Entry& entry : entries) {
    entry.bytes.copy(ranks.arena_.data() + ranks.offsets_[entry.id], entry.bytes.size());
    const std::uint64_t key = hash(entry.bytes);
    std::size_t at = key & mask;
    for (; ranks.slots_[at].id != kNoToken; at = (at + 1) & mask) {
      if (ranks.slots_[at].tag == tag_of(key) &&
          ranks.bytes_of(ranks.slots_[at].id) == entry.bytes) {
        return malformed(
            fmt::format("ids {} and {} have the same token", ranks.slots_[at].id, entry.id));
      }
    }
    ranks.slots_[at] = {tag_of(key), entry.id};
  }

  for (unsigned byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    ranks.byte_ids_[byte] = ranks.find({&c, 1});
    if (ranks.byte_ids_[byte] == kNoToken) {
      return malformed(fmt::format("the single byte 0x{:02x} is not a token", byte));
    }
  }
  return ranks;
}

TokenId MergeableRanks::find(std::string_view bytes) const noexcept {
  const std::size_t mask = slots_.size() - 1;
  const std::uint64_t key = hash(bytes);
  for (std::size_t at = key & mask; slots_[at].id != kNoToken; at = (at + 1) & mask) {
    if (slots_[at].tag == tag_of(key) && bytes_of(slots_[at].id) == bytes) return slots_[at].id;
  }
  return kNoToken;
}

std::string_view MergeableRanks::bytes_of(TokenId id) const noexcept {
  if (id >= end_id_) return {};
  return {arena_.data() + offsets_[id], offsets_[id + std::size_t{1}] - offsets_[id]};
}

}  // namespace kimitok
