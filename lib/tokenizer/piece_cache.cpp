#include "piece_cache.hpp"

#include <algorithm>

namespace kimitok {

void PieceCache::clear() {
  if (sets_in_all_ > kFirstSets) return resize(kFirstSets);
  std::fill_n(sets_.get(), sets_in_all_, Set{});
  inserted_ = 0;
}

void PieceCache::grow() {
  constexpr std::size_t kMaxSets = kMaxBytes / sizeof(Set);
  if (sets_in_all_ == kMaxSets) {
    inserted_ = 0;
    return;
  }
  const std::size_t before = sets_in_all_;
  const std::unique_ptr<Set[]> old = std::move(sets_);
  resize(std::min(before * 4, kMaxSets));
  for (std::size_t i = 0; i < before; ++i) {
    for (const Entry& entry : {old[i].entries[1], old[i].entries[0]}) {
      if (entry.count() == 0) continue;
      const PieceKey key = {entry.key.low, entry.key.high & ~kCountBits};
      Set& set = sets_[index(key.hash())];
      set.entries[1] = set.entries[0];
      set.entries[0] = entry;
    }
  }
}

}  // namespace kimitok
