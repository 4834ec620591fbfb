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

// Immutable after create(). One cache line answers nearly every question, whatever the answer is:
// a bucket that had no room for all of its pairs says for which it had none, by the last bits of
// their right tokens.
class PairTable {
 public:
  static constexpr TokenId kMaxTokens = (1u << 20) - 1;

  // Requires: ranks.end_id() <= kMaxTokens.
  static PairTable create(const MergeableRanks& ranks);

  void save(ImageWriter& image) const;
  // Nothing if `image` does not hold such a table. find() returns whatever the table holds; that
  // this is what the pairs make rests on the image's checksum.
  static std::optional<PairTable> load(const Image& image);
  // Differs where an image's elements would mean something else.
  static std::uint64_t layout() noexcept {
    return sizeof(Bucket) ^ kFactor ^ kEmpty ^ kMergedShift;
  }

  // The token that `left` and `right` joined are, which is also the pair's rank; kNoToken if there
  // is none. Requires: both below kMaxTokens.
  TokenId find(TokenId left, TokenId right) const noexcept {
    const std::uint64_t pair = pair_of(left, right);
    const Bucket& bucket = bucket_of(pair);
    const TokenId merged = find_in(bucket, pair);
    return merged == kNoToken && has_more(bucket, pair) ? find_further(pair) : merged;
  }

  // The steps of find(), for those who have other things to do while memory is slow. They are
  // always inlined: files that are compiled for one kind of processor may define nothing that
  // others could come to share.
  struct alignas(64) Bucket {
    std::uint64_t slots[8];  // filled from the front
  };
  [[gnu::always_inline]] static std::uint64_t pair_of(TokenId left, TokenId right) noexcept {
    return std::uint64_t{left} << 20 | right;
  }
  [[gnu::always_inline]] const Bucket& bucket_of(std::uint64_t pair) const noexcept {
    return begin_[pair * kFactor >> shift_];
  }
  // Whether a slot of the pair's bucket is that of the pair: all others differ in the bits that are
  // left when the upper kOtherBits are shifted out of both.
  static constexpr unsigned kOtherBits = 24;
  [[gnu::always_inline]] static bool is(std::uint64_t slot, std::uint64_t pair) noexcept {
    return slot << kOtherBits == pair << kOtherBits;
  }
  [[gnu::always_inline]] static TokenId merged_of(std::uint64_t slot) noexcept {
    return static_cast<TokenId>(slot >> kMergedShift);
  }
  // Whether a pair that its bucket does not have may be in another: find_further() knows.
  [[gnu::always_inline]] static bool has_more(const Bucket& bucket, std::uint64_t pair) noexcept {
    return (bucket.slots[7] >> (kFlagShift + pair % 4) & 1) != 0;
  }
  TokenId find_further(std::uint64_t pair) const noexcept;

 private:
  // A slot is merged << 44 | left << 20 | right. Of the last slot of a bucket bit 40 + n says that
  // there was no room for a pair with right % 4 == n, which then is in one of the next buckets.
  static constexpr unsigned kFlagShift = 40, kMergedShift = 44;
  static constexpr std::uint64_t kFlags = std::uint64_t{15} << kFlagShift;
  static constexpr std::uint64_t kEmpty = (std::uint64_t{1} << kFlagShift) - 1;
  static constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15u;

  static TokenId find_in(const Bucket& bucket, std::uint64_t pair) noexcept {
    for (const std::uint64_t slot : bucket.slots) {
      if (is(slot, pair)) return merged_of(slot);
    }
    return kNoToken;
  }

  class Builder;
  explicit PairTable(SharedArray<Bucket> buckets) noexcept;

  SharedArray<Bucket> buckets_;  // a power of two of them, two at least
  const Bucket* begin_;
  unsigned shift_;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_PAIR_TABLE_HPP_
