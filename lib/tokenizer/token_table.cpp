#include "token_table.hpp"

#include <array>
#include <bit>
#include <string_view>
#include <utility>

#include "base/large_array.hpp"
#include "ranks_tables.hpp"

namespace kimitok {
namespace {

// Each key that finds both its buckets full takes another's seat, which then looks for one itself.
constexpr unsigned kMaxMoves = 500;

// So often a larger table is tried, each twice the size of the last. The first nearly always has
// room.
constexpr unsigned kMaxSizes = 5;

// How many tokens ahead of being seated a token's bucket is asked for.
constexpr std::size_t kAhead = 16;

}  // namespace

class TokenTable::Builder {
 public:
  explicit Builder(std::size_t buckets)
      : buckets_(make_large_array(buckets, Bucket{})), mask_(buckets - 1) {}

  enum class Seated { yes, no_room, same };

  // Seats all tokens, or stops at the first that cannot be.
  Seated seat_all(const MergeableRanks& ranks, Same* same) {
    std::array<Waiting, kAhead> waiting;
    std::size_t first = 0, end = 0;
    const SharedArray<char>& arena = ranks.tables().arena;
    const char* const arena_end = arena.data() + arena.size();
    const auto seat_first = [&] { return seat(waiting[first++ % kAhead], same); };
    for (TokenId id = 0; id < ranks.end_id(); ++id) {
      const std::string_view bytes = ranks.bytes_of(id);
      if (bytes.empty() || bytes.size() > kMaxBytes) continue;
      if (end - first == kAhead) {
        if (const Seated seated = seat_first(); seated != Seated::yes) return seated;
      }
      const PieceKey key = PieceKey::within(bytes, arena_end);
      const std::uint64_t hash = key.hash();
      __builtin_prefetch(&buckets_[hash & mask_], 1);
      waiting[end++ % kAhead] = {key, hash, id};
    }
    while (first < end) {
      if (const Seated seated = seat_first(); seated != Seated::yes) return seated;
    }
    return Seated::yes;
  }

  TokenTable table() && { return TokenTable({std::move(buckets_), mask_ + 1}); }

 private:
  struct Waiting {
    PieceKey key;
    std::uint64_t hash;
    TokenId id;
  };

  std::size_t second(std::uint64_t hash) const noexcept { return (hash >> 32) & mask_; }

  TokenId find(const PieceKey& key, std::uint64_t hash) const noexcept {
    const Bucket& first = buckets_[hash & mask_];
    const TokenId id = find_in(first, key);
    if (id != kNoToken || (first.slots[spill(hash)].meta & kSpilled) == 0) return id;
    return find_in(buckets_[second(hash)], key);
  }

  Seated seat(const Waiting& token, Same* same) noexcept {
    if (same != nullptr) {
      if (const TokenId other = find(token.key, token.hash); other != kNoToken) {
        *same = {other, token.id};
        return Seated::same;
      }
    }
    return seat(token.key, token.id) ? Seated::yes : Seated::no_room;
  }

  bool put(std::size_t bucket, const PieceKey& key, TokenId id) noexcept {
    for (Slot& slot : buckets_[bucket].slots) {
      if ((slot.meta & kSize) != 0) continue;
      slot.low = key.low;
      slot.high = static_cast<std::uint32_t>(key.high);
      slot.meta |= (static_cast<std::uint32_t>(key.high >> 32) & kSize) | id;
      return true;
    }
    return false;
  }

  bool seat(PieceKey key, TokenId id) noexcept {
    for (unsigned moves = 0; moves < kMaxMoves; ++moves) {
      const std::uint64_t hash = key.hash();
      const std::size_t first = hash & mask_;
      if (put(first, key, id)) return true;
      buckets_[first].slots[spill(hash)].meta |= kSpilled;
      if (put(second(hash), key, id)) return true;

      const std::size_t bucket = moves % 2 == 0 ? second(hash) : first;
      Slot& slot = buckets_[bucket].slots[(moves / 2 + id) % 4];
      const PieceKey moved_key = {slot.low, slot.high | std::uint64_t{slot.meta & kSize} << 32};
      const TokenId moved_id = slot.meta & kId;
      slot.low = key.low;
      slot.high = static_cast<std::uint32_t>(key.high);
      slot.meta =
          (static_cast<std::uint32_t>(key.high >> 32) & kSize) | (slot.meta & kSpilled) | id;
      key = moved_key;
      id = moved_id;
    }
    return false;
  }

  LargeArray<Bucket> buckets_;
  std::size_t mask_;
};

std::optional<TokenTable> TokenTable::create(const MergeableRanks& ranks, Same* same) {
  const std::size_t smallest = std::bit_ceil(ranks.size() * 2 / 5 + 1);
  for (unsigned size = 0; size < kMaxSizes; ++size) {
    Builder builder(smallest << size);
    const Builder::Seated seated = builder.seat_all(ranks, same);
    if (seated == Builder::Seated::yes) return std::move(builder).table();
    if (seated == Builder::Seated::same) break;
  }
  return std::nullopt;
}

TokenId TokenTable::find_second(const PieceKey& key, std::uint64_t hash) const noexcept {
  return find_in(buckets_[second(hash)], key);
}

void TokenTable::save(ImageWriter& image) const {
  image.add(Section::token_buckets, buckets_.span());
}

std::optional<TokenTable> TokenTable::load(const Image& image) {
  auto buckets = image.section<Bucket>(Section::token_buckets);
  if (!buckets || !std::has_single_bit(buckets->size())) return std::nullopt;
  return TokenTable(*std::move(buckets));
}

}  // namespace kimitok
