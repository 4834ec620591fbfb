#include "pair_table.hpp"

#include <algorithm>
#include <bit>
#include <vector>

namespace kimitok {
namespace {

struct Pair {
  std::uint64_t key;
  TokenId merged;
};

// Every way to cut every token into two tokens.
std::vector<Pair> pairs_of(const MergeableRanks& ranks) {
  std::vector<Pair> pairs;
  for (TokenId merged = 0; merged < ranks.end_id(); ++merged) {
    const std::string_view bytes = ranks.bytes_of(merged);
    for (std::size_t middle = 1; middle < bytes.size(); ++middle) {
      const TokenId left = ranks.find(bytes.substr(0, middle));
      if (left == kNoToken) continue;
      const TokenId right = ranks.find(bytes.substr(middle));
      if (right != kNoToken) pairs.push_back({std::uint64_t{left} << 20 | right, merged});
    }
  }
  return pairs;
}

}  // namespace

PairTable PairTable::create(const MergeableRanks& ranks) {
  const std::vector<Pair> pairs = pairs_of(ranks);
  const std::size_t buckets = std::bit_ceil(pairs.size() / 5 + 1);
  // Fourteen bits of filter for a pair: two in a hundred strangers pass.
  const std::size_t words = std::bit_ceil(pairs.size() / 10 + 1);

  PairTable table;
  table.buckets_ = std::make_unique<Bucket[]>(buckets);
  for (Bucket& bucket : std::span(table.buckets_.get(), buckets))
    std::ranges::fill(bucket.slots, kEmpty);
  table.mask_ = buckets - 1;
  table.filter_ = std::make_unique<std::uint64_t[]>(words);
  table.filter_mask_ = words - 1;
  for (const Pair& pair : pairs) table.put(pair.key, pair.merged);
  return table;
}

void PairTable::put(std::uint64_t key, TokenId merged) noexcept {
  const std::uint64_t hash = mix(key);
  filter_[(hash >> 20) & filter_mask_] |= filter_bits(hash);
  for (std::size_t bucket = hash & mask_;; bucket = (bucket + 1) & mask_) {
    for (std::uint64_t& slot : buckets_[bucket].slots) {
      if (slot != kEmpty) continue;
      slot = key << 20 | merged;
      return;
    }
  }
}

}  // namespace kimitok
