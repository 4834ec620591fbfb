#include "pair_table.hpp"

#include <algorithm>
#include <bit>
#include <memory>
#include <span>
#include <vector>

#include "token_pairs.hpp"

namespace kimitok {

class PairTable::Builder {
 public:
  // Fourteen bits of filter for a pair: two in a hundred strangers pass.
  explicit Builder(std::size_t pairs)
      : buckets_in_all_(std::bit_ceil(pairs / 5 + 1)),
        words_in_all_(std::bit_ceil(pairs / 10 + 1)),
        buckets_(std::make_unique_for_overwrite<Bucket[]>(buckets_in_all_)),
        filter_(std::make_unique<std::uint64_t[]>(words_in_all_)) {
    for (Bucket& bucket : std::span(buckets_.get(), buckets_in_all_))
      std::ranges::fill(bucket.slots, kEmpty);
  }

  void put(const TokenPair& pair) noexcept {
    const std::uint64_t key = std::uint64_t{pair.left} << 20 | pair.right;
    const std::uint64_t hash = mix(key);
    filter_[(hash >> 20) & (words_in_all_ - 1)] |= filter_bits(hash);
    const std::size_t mask = buckets_in_all_ - 1;
    for (std::size_t bucket = hash & mask;; bucket = (bucket + 1) & mask) {
      for (std::uint64_t& slot : buckets_[bucket].slots) {
        if (slot != kEmpty) continue;
        slot = key << 20 | pair.merged;
        return;
      }
    }
  }

  PairTable table() && {
    return {{std::move(buckets_), buckets_in_all_}, {std::move(filter_), words_in_all_}};
  }

 private:
  std::size_t buckets_in_all_, words_in_all_;
  std::unique_ptr<Bucket[]> buckets_;
  std::unique_ptr<std::uint64_t[]> filter_;
};

PairTable PairTable::create(const MergeableRanks& ranks) {
  const std::vector<TokenPair> pairs = token_pairs(ranks);
  Builder builder(pairs.size());
  for (const TokenPair& pair : pairs) builder.put(pair);
  return std::move(builder).table();
}

void PairTable::save(ImageWriter& image) const {
  image.add(Section::pair_buckets, buckets_.span());
  image.add(Section::pair_filter, filter_.span());
}

std::optional<PairTable> PairTable::load(const Image& image) {
  auto buckets = image.section<Bucket>(Section::pair_buckets);
  auto filter = image.section<std::uint64_t>(Section::pair_filter);
  if (!buckets || !std::has_single_bit(buckets->size())) return std::nullopt;
  if (!filter || !std::has_single_bit(filter->size())) return std::nullopt;
  // Looking for a pair ends at the first empty slot.
  const bool has_empty = std::ranges::any_of(
      buckets->span(), [](const Bucket& bucket) { return bucket.slots[7] == kEmpty; });
  if (!has_empty) return std::nullopt;
  return PairTable(*std::move(buckets), *std::move(filter));
}

}  // namespace kimitok
