#include "token_table.hpp"

#include <bit>
#include <utility>

namespace kimitok {
namespace {

// Each key that finds both its buckets full takes another's seat, which then looks for one itself.
constexpr unsigned kMaxMoves = 500;

}  // namespace

TokenTable TokenTable::create(const MergeableRanks& ranks) {
  for (std::size_t buckets = std::bit_ceil(ranks.size() * 2 / 5 + 1);; buckets *= 2) {
    TokenTable table;
    table.buckets_ = std::make_unique<Bucket[]>(buckets);
    table.mask_ = buckets - 1;
    bool all_seated = true;
    for (TokenId id = 0; id < ranks.end_id() && all_seated; ++id) {
      const std::string_view bytes = ranks.bytes_of(id);
      if (bytes.empty() || bytes.size() > kMaxBytes) continue;
      all_seated = table.seat(PieceKey::of(bytes), id);
    }
    if (all_seated) return table;
  }
}

bool TokenTable::put(std::size_t bucket, const PieceKey& key, TokenId id) noexcept {
  for (Slot& slot : buckets_[bucket].slots) {
    if ((slot.meta & kSize) != 0) continue;
    slot.low = key.low;
    slot.high = static_cast<std::uint32_t>(key.high);
    slot.meta |= (static_cast<std::uint32_t>(key.high >> 32) & kSize) | id;
    return true;
  }
  return false;
}

bool TokenTable::seat(PieceKey key, TokenId id) noexcept {
  for (unsigned moves = 0; moves < kMaxMoves; ++moves) {
    const std::uint64_t hash = key.hash();
    const std::size_t first = hash & mask_;
    if (put(first, key, id)) return true;
    buckets_[first].slots[0].meta |= kSpilled;
    if (put(second(hash), key, id)) return true;

    const std::size_t bucket = moves % 2 == 0 ? second(hash) : first;
    Slot& slot = buckets_[bucket].slots[(moves / 2 + id) % 4];
    const PieceKey moved_key = {slot.low, slot.high | std::uint64_t{slot.meta & kSize} << 32};
    const TokenId moved_id = slot.meta & kId;
    slot.low = key.low;
    slot.high = static_cast<std::uint32_t>(key.high);
    slot.meta = (static_cast<std::uint32_t>(key.high >> 32) & kSize) | (slot.meta & kSpilled) | id;
    key = moved_key;
    id = moved_id;
  }
  return false;
}

}  // namespace kimitok
