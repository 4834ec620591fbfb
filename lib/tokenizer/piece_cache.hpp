// What short pieces that are no tokens were merged to.
#ifndef KIMITOK_TOKENIZER_PIECE_CACHE_HPP_
#define KIMITOK_TOKENIZER_PIECE_CACHE_HPP_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "kimitok/token.hpp"
#include "piece_key.hpp"

namespace kimitok {

// Scratch of one thread. Begins small, as a short text needs none, and grows with what it has been
// told up to kMaxBytes; from then on what has not been asked for gives way.
class PieceCache {
 public:
  static constexpr std::size_t kMaxIds = 4;
  static constexpr std::size_t kMaxBytes = std::size_t{32} << 20;

  struct Entry {
    PieceKey key;
    TokenId ids[kMaxIds];
    std::size_t count() const noexcept { return key.high >> kCountShift & 7; }
  };

  PieceCache() { resize(kFirstSets); }

  // As good as new.
  void clear();

  // nullptr: not known.
  const Entry* find(const PieceKey& key, std::uint64_t hash) noexcept {
    Set& set = sets_[index(hash)];
    if (is(set.entries[0], key)) return &set.entries[0];
    if (!is(set.entries[1], key)) return nullptr;
    std::swap(set.entries[0], set.entries[1]);
    return &set.entries[0];
  }

  void prefetch(std::uint64_t hash) const noexcept { __builtin_prefetch(&sets_[index(hash)]); }

  // Requires: `count` is at most kMaxIds, and 16 bytes are readable at `ids`.
  void insert(const PieceKey& key, std::uint64_t hash, const TokenId* ids, std::size_t count) {
    if (++inserted_ > sets_in_all_) grow();
    Set& set = sets_[index(hash)];
    set.entries[1] = set.entries[0];
    set.entries[0].key = {key.low, key.high | std::uint64_t{count} << kCountShift};
    std::memcpy(set.entries[0].ids, ids, sizeof set.entries[0].ids);
  }

 private:
  struct alignas(64) Set {
    Entry entries[2];  // the one asked for last comes first
  };
  // Between a key's bytes and its size.
  static constexpr unsigned kCountShift = 56;
  static constexpr std::uint64_t kCountBits = std::uint64_t{7} << kCountShift;
  static constexpr std::size_t kFirstSets = 64;

  static bool is(const Entry& entry, const PieceKey& key) noexcept {
    return entry.key.low == key.low && (entry.key.high & ~kCountBits) == key.high;
  }
  // Bits that the token table does not look at.
  std::size_t index(std::uint64_t hash) const noexcept { return (hash >> 18) & (sets_in_all_ - 1); }

  void resize(std::size_t sets) {
    sets_ = std::make_unique<Set[]>(sets);
    sets_in_all_ = sets;
    inserted_ = 0;
  }
  void grow();

  std::unique_ptr<Set[]> sets_;
  std::size_t sets_in_all_ = 0;
  std::size_t inserted_ = 0;  // since it has this size
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_PIECE_CACHE_HPP_
