// Merges of single bytes that may be made at once, before any comparison of ranks: no other merge
// could come before them, whatever the rest of the piece is.
//
// Two neighbouring ASCII bytes a b of the token ab may be merged if its rank is below that of every
// token that could take one of them away or use the result early:
//   tokens that end with x a, where x is the byte before;  tokens that begin with b y, where y is
//   the byte after;  longer tokens that end or begin with ab.
// The first merge that touches a or b is then the one of the two, and until it happens every other
// merge that happens has a rank of at most its own, while those with ab in them have a higher one:
// making it now changes nothing. In the same way a character of two or three bytes may be merged
// whole if the highest rank among its own merges is below that of every token that ends with x and
// a part of its beginning, begins with a part of its end and y, or is longer and ends or begins
// with the character. What holds for one holds for any number of them: each condition speaks of
// bytes, which merges elsewhere do not change.
#ifndef KIMITOK_TOKENIZER_FIRST_MERGES_HPP_
#define KIMITOK_TOKENIZER_FIRST_MERGES_HPP_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/shared_array.hpp"
#include "image/image.hpp"
#include "image/image_writer.hpp"
#include "kimitok/mergeable_ranks.hpp"
#include "kimitok/token.hpp"

namespace kimitok {

// Immutable after create().
class FirstMerges {
 public:
  // Requires: ranks.end_id() <= 2^20.
  static FirstMerges create(const MergeableRanks& ranks);

  void save(ImageWriter& image) const;
  // Nothing if `image` does not hold such tables, or one of them leads out of another. That the
  // merges may be made rests on the image's checksum.
  static std::optional<FirstMerges> load(const Image& image);
  // Differs where an image's elements would mean something else.
  static std::uint64_t layout() noexcept {
    return sizeof(Character) << 32 | sizeof(Coarse) << 16 | kPageSize << 8 | kShift;
  }

  // Writes the tokens that the piece's bytes are after such merges, in order; returns how many.
  // `symbols` has room for piece.size(), which is at least 1. Requires: no continuation byte
  // follows a whole character, as in well-formed UTF-8.
  std::size_t apply(std::string_view piece, TokenId* symbols) const noexcept;

 private:
  // A rank in 16 bits, rounded down: what is below after rounding is below.
  using Coarse = std::uint16_t;
  static constexpr Coarse kNever = UINT16_MAX;
  static constexpr unsigned kShift = 4;

  struct Character {
    TokenId token = kNoToken;
    Coarse rank = kNever;      // the highest among its own merges; kNever: may not be merged
    std::uint16_t prefix = 0;  // of `prefixes_`: tokens that end with its first two bytes of three
  };

  class Builder;
  const Character& character(char32_t c) const noexcept {
    return characters_[page_[c / kPageSize] * kPageSize + c % kPageSize];
  }
  // The lowest rank of a token of two bytes or more that ends, or begins, with the two.
  Coarse ending(unsigned first, unsigned second) const noexcept {
    return ending_[first << 8 | second];
  }
  Coarse beginning(unsigned first, unsigned second) const noexcept {
    return beginning_[first << 8 | second];
  }

  static constexpr std::size_t kPageSize = 64, kPages = 0x10000 / kPageSize;
  static constexpr std::size_t kAsciiPairs = std::size_t{1} << 14;
  static constexpr std::size_t kBytePairs = std::size_t{1} << 16;

  FirstMerges() = default;
  bool is_closed() const noexcept;

  SharedArray<TokenId> byte_ids_;           // 256
  SharedArray<TokenId> ascii_;              // a << 7 | b: the token ab if it may be merged first
  SharedArray<Coarse> ending_, beginning_;  // 65,536 each
  SharedArray<std::uint16_t> page_;         // of each 64 code points below U+10000
  SharedArray<Character> characters_;       // page 0 is empty
  SharedArray<Coarse> prefixes_;            // 256 for each prefix, by the byte before it
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_FIRST_MERGES_HPP_
