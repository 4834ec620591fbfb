// Which token two neighbouring tokens make: tiktoken's rule (a pair merges if its concatenation is
// a token) as a table from pairs to tokens.
#ifndef KIMITOK_TOKENIZER_PAIR_TABLE_HPP_
#define KIMITOK_TOKENIZER_PAIR_TABLE_HPP_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/shared_array.hpp"
#include "image/image.hpp"
#include "image/image_writer.hpp"
#include "kimitok/mergeable_ranks.hpp"
#include "kimitok/token.hpp"

namespace kimitok {

// Immutable after create(). Most questions are answered "no" by a filter that fits a processor's
// second cache; the table behind it answers from one cache line.
class PairTable {
 public:
  static constexpr TokenId kMaxTokens = 1u << 20;

  // Requires: ranks.end_id() <= kMaxTokens.
  static PairTable create(const MergeableRanks& ranks);

  void save(ImageWriter& image) const;
  // Nothing if `image` does not hold such a table. find() returns whatever the table holds; that
  // this is what the pairs make rests on the image's checksum.
  static std::optional<PairTable> load(const Image& image);
  // Differs where an image's elements would mean something else.
  static std::uint64_t layout() noexcept { return sizeof(Bucket) ^ mix(1) ^ filter_bits(mix(2)); }

  // The token that `left` and `right` joined are, which is also the pair's rank; kNoToken if there
  // is none.
  TokenId find(TokenId left, TokenId right) const noexcept {
    const std::uint64_t key = key_of(left, right);
    const std::uint64_t hash = mix(key);
    return may_have(hash) ? look_up(key, hash) : kNoToken;
  }

  // The steps of find(), for those who have other things to do while memory is slow.
  static std::uint64_t key_of(TokenId left, TokenId right) noexcept {
    return std::uint64_t{left} << 20 | right;
  }
  static std::uint64_t mix(std::uint64_t key) noexcept {
    key *= 0x9E3779B97F4A7C15u;
    key ^= key >> 29;
    key *= 0xBF58476D1CE4E5B9u;
    return key ^ key >> 32;
  }
  // false: the pair makes no token. `hash` is mix(key).
  bool may_have(std::uint64_t hash) const noexcept {
    const std::uint64_t bits = filter_bits(hash);
    return (filter_[(hash >> 20) & filter_mask_] & bits) == bits;
  }
  void prefetch(std::uint64_t hash) const noexcept { __builtin_prefetch(&buckets_[hash & mask_]); }
  TokenId look_up(std::uint64_t key, std::uint64_t hash) const noexcept {
    for (std::size_t bucket = hash & mask_;; bucket = (bucket + 1) & mask_) {
      for (const std::uint64_t slot : buckets_[bucket].slots) {
        if (slot >> 20 == key) return static_cast<TokenId>(slot & (kMaxTokens - 1));
        if (slot == kEmpty) return kNoToken;
      }
    }
  }

 private:
  struct alignas(64) Bucket {
    std::uint64_t slots[8];  // left << 40 | right << 20 | merged; filled from the front
  };
  static constexpr std::uint64_t kEmpty = ~std::uint64_t{0};

  static std::uint64_t filter_bits(std::uint64_t hash) noexcept {
    return std::uint64_t{1} << (hash >> 58) | std::uint64_t{1} << (hash >> 52 & 63);
  }
  class Builder;
  PairTable(SharedArray<Bucket> buckets, SharedArray<std::uint64_t> filter)
      : buckets_(std::move(buckets)),
        filter_(std::move(filter)),
        mask_(buckets_.size() - 1),
        filter_mask_(filter_.size() - 1) {}

  SharedArray<Bucket> buckets_;  // a power of two of them, as of the next
  SharedArray<std::uint64_t> filter_;
  std::size_t mask_, filter_mask_;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_PAIR_TABLE_HPP_
