#include "pair_table.hpp"

#include <algorithm>
#include <bit>
#include <vector>

#include "base/large_array.hpp"
#include "token_pairs.hpp"

namespace kimitok {
namespace {

unsigned shift_for(std::size_t buckets) {
  return 64 - static_cast<unsigned>(std::countr_zero(buckets));
}

}  // namespace

class PairTable::Builder {
 public:
  explicit Builder(std::size_t pairs)
      : size_(std::bit_ceil(pairs / 5 + 2)), buckets_(make_large_array(size_, empty_bucket())) {}

  void put(const TokenPair& merging) noexcept {
    const std::uint64_t pair = pair_of(merging.left, merging.right);
    for (std::size_t i = pair * kFactor >> shift_for(size_);; i = (i + 1) % size_) {
      auto& slots = buckets_[i].slots;
      if (const auto slot = std::ranges::find(slots, kEmpty); slot != std::end(slots)) {
        *slot = std::uint64_t{merging.merged} << kMergedShift | pair;
        return;
      }
      slots[7] |= std::uint64_t{1} << (kFlagShift + pair % 4);
    }
  }

  PairTable table() && { return PairTable({std::move(buckets_), size_}); }

 private:
  static Bucket empty_bucket() noexcept {
    Bucket bucket;
    std::ranges::fill(bucket.slots, kEmpty);
    return bucket;
  }

  std::size_t size_;
  LargeArray<Bucket> buckets_;
};

PairTable::PairTable(SharedArray<Bucket> buckets) noexcept
    : buckets_(std::move(buckets)), begin_(buckets_.data()), shift_(shift_for(buckets_.size())) {}

PairTable PairTable::create(const MergeableRanks& ranks) {
  const std::vector<TokenPair> pairs = token_pairs(ranks);
  Builder builder(pairs.size());
  for (const TokenPair& pair : pairs) builder.put(pair);
  return std::move(builder).table();
}

TokenId PairTable::find_further(std::uint64_t pair) const noexcept {
  auto i = static_cast<std::size_t>(&bucket_of(pair) - begin_);
  while (has_more(buckets_[i], pair)) {
    i = (i + 1) % buckets_.size();
    if (const TokenId merged = find_in(buckets_[i], pair); merged != kNoToken) return merged;
  }
  return kNoToken;
}

void PairTable::save(ImageWriter& image) const {
  image.add(Section::pair_buckets, buckets_.span());
}

std::optional<PairTable> PairTable::load(const Image& image) {
  auto buckets = image.section<Bucket>(Section::pair_buckets);
  if (!buckets || buckets->size() < 2 || !std::has_single_bit(buckets->size())) return std::nullopt;
  // Looking for a pair ends at a bucket that had room for all.
  const bool has_end = std::ranges::any_of(
      buckets->span(), [](const Bucket& bucket) { return (bucket.slots[7] & kFlags) == 0; });
  if (!has_end) return std::nullopt;
  return PairTable(*std::move(buckets));
}

}  // namespace kimitok
