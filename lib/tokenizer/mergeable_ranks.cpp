#include "kimitok/mergeable_ranks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>
#include <vector>

#include "ranks_tables.hpp"

namespace kimitok {
namespace {

Failure malformed(std::string sentence) {
  return fail(ErrorCode::model_malformed, std::move(sentence));
}

Failure malformed(const TokenTable::Same& same) {
  return malformed(fmt::format("ids {} and {} have the same token", same.first, same.second));
}

// Where each token begins in an arena of all of them, by id; one more for where the last ends.
Result<std::vector<std::uint32_t>> offsets_of(const std::vector<MergeableRanks::Entry>& entries) {
  TokenId end_id = 0;
  for (const MergeableRanks::Entry& entry : entries) {
    if (entry.id > MergeableRanks::kMaxId)
      return malformed(fmt::format("id {} is above {}", entry.id, MergeableRanks::kMaxId));
    if (entry.bytes.empty()) return malformed(fmt::format("id {} has an empty token", entry.id));
    end_id = std::max(end_id, entry.id + 1);
  }
  std::vector<std::uint32_t> offsets(end_id + std::size_t{1}, 0);
  for (const MergeableRanks::Entry& entry : entries) {
    std::uint32_t& size = offsets[entry.id + std::size_t{1}];
    if (size != 0) return malformed(fmt::format("id {} comes twice", entry.id));
    size = static_cast<std::uint32_t>(entry.bytes.size());
  }
  std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
  return offsets;
}

}  // namespace

Result<MergeableRanks> MergeableRanks::create(const std::vector<Entry>& entries) {
  auto offsets = offsets_of(entries);
  if (!offsets) return fail(std::move(offsets).error());
  auto arena = std::make_unique_for_overwrite<char[]>(offsets->back());
  for (const Entry& entry : entries)
    entry.bytes.copy(arena.get() + (*offsets)[entry.id], entry.bytes.size());
  return index({std::move(arena), *std::move(offsets)});
}

Result<MergeableRanks> MergeableRanks::create(Dense tokens) {
  const std::size_t size = tokens.offsets.size() - 1;
  if (size > kMaxId + std::size_t{1})
    return malformed(fmt::format("id {} is above {}", size - 1, kMaxId));
  const auto empty = std::adjacent_find(tokens.offsets.begin(), tokens.offsets.end());
  if (empty != tokens.offsets.end())
    return malformed(fmt::format("id {} has an empty token", empty - tokens.offsets.begin()));
  return index(std::move(tokens));
}

Result<MergeableRanks> MergeableRanks::index(Dense tokens) {
  const auto tables = std::make_shared<Tables>();
  const std::size_t size = tokens.offsets.back();
  tables->arena = SharedArray<char>(std::move(tokens.arena), size);
  tables->offsets = SharedArray<std::uint32_t>(std::move(tokens.offsets));
  MergeableRanks ranks;
  ranks.refer_to(tables);
  TokenTable::Same same;
  auto table = TokenTable::create(ranks, &same);
  if (table) tables->long_tokens = LongTokens(ranks, &same);
  if (same.first != kNoToken) return malformed(same);
  if (!table) return malformed("too many tokens have the same hash, as if they were made for it");
  tables->tokens = *std::move(table);

  std::vector<TokenId> byte_ids(256);
  for (unsigned byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    byte_ids[byte] = ranks.find({&c, 1});
    if (byte_ids[byte] == kNoToken)
      return malformed(fmt::format("the single byte 0x{:02x} is not a token", byte));
  }
  tables->byte_ids = SharedArray<TokenId>(std::move(byte_ids));
  ranks.byte_ids_ = tables->byte_ids.data();
  return ranks;
}

void MergeableRanks::refer_to(std::shared_ptr<const Tables> tables) {
  tables_ = std::move(tables);
  arena_ = tables_->arena.data();
  offsets_ = tables_->offsets.data();
  byte_ids_ = tables_->byte_ids.data();
  end_id_ = static_cast<TokenId>(tables_->offsets.size() - 1);
  std::uint32_t max = 0, used = 0;
  for (std::size_t id = 0; id < end_id_; ++id) {
    const std::uint32_t size = offsets_[id + 1] - offsets_[id];
    max = std::max(max, size);
    used += size != 0 ? 1 : 0;
  }
  max_token_bytes_ = max;
  size_ = used;
}

std::optional<MergeableRanks> MergeableRanks::over(std::shared_ptr<const Tables> tables) {
  const std::span<const std::uint32_t> offsets = tables->offsets.span();
  if (offsets.size() < 2 || offsets.size() - 1 > kMaxId + std::size_t{1}) return std::nullopt;
  bool ascending = offsets.front() == 0;
  for (std::size_t id = 0; id + 1 < offsets.size(); ++id)
    ascending &= offsets[id] <= offsets[id + 1];
  if (!ascending || offsets.back() != tables->arena.size()) return std::nullopt;
  if (tables->byte_ids.size() != 256) return std::nullopt;
  MergeableRanks ranks;
  ranks.refer_to(std::move(tables));
  for (unsigned byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    if (ranks.bytes_of(ranks.byte_ids_[byte]) != std::string_view(&c, 1)) return std::nullopt;
  }
  return ranks;
}

TokenId MergeableRanks::find(std::string_view bytes) const noexcept {
  if (bytes.size() > TokenTable::kMaxBytes) return tables_->long_tokens.find(bytes);
  if (bytes.empty()) return kNoToken;
  const PieceKey key = PieceKey::of(bytes);
  return tables_->tokens.find(key, key.hash());
}

}  // namespace kimitok
