// The tokens of a piece while they merge, in an array of one cell for each byte of the piece: no
// list of neighbours is needed.
//
// A token's first cell holds its id. A longer token's second and last cell hold its size, by which
// the token after it and its own beginning are found; all its cells but the first are marked as
// such.
#ifndef KIMITOK_TOKENIZER_TOKEN_CELLS_HPP_
#define KIMITOK_TOKENIZER_TOKEN_CELLS_HPP_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "kimitok/mergeable_ranks.hpp"
#include "kimitok/token.hpp"

namespace kimitok {

// Positions and sizes are in bytes. Every `at` but inner()'s is where a token begins.
class TokenCells {
 public:
  // `cells` must outlive this and be shorter than 4 GiB; the tokens are then to be put there.
  explicit TokenCells(std::span<TokenId> cells)
      : cells_(cells.data()), size_(static_cast<std::uint32_t>(cells.size())) {}

  // Takes the first `count` cells for the ids of the tokens that the bytes are, in order, and moves
  // each to where it begins.
  void spread(std::size_t count, const MergeableRanks& ranks) {
    std::uint32_t at = size_;
    while (count > 0) {
      const TokenId id = cells_[--count];
      const auto size = static_cast<std::uint32_t>(ranks.bytes_of(id).size());
      at -= size;
      std::fill_n(cells_ + at + 1, size - 1, kInner | size);
      cells_[at] = id;
    }
  }

  // The reverse: moves the ids of the tokens to the first cells; returns how many there are.
  std::size_t gather() {
    std::size_t count = 0;
    for (std::uint32_t at = 0; at < size_;) {
      const std::uint32_t size = size_at(at);
      cells_[count++] = cells_[at];
      at += size;
    }
    return count;
  }

  std::uint32_t size() const noexcept { return size_; }
  bool begins(std::uint32_t at) const noexcept { return (cells_[at] & kInner) == 0; }
  TokenId id(std::uint32_t at) const noexcept { return cells_[at]; }
  std::uint32_t size_at(std::uint32_t at) const noexcept {
    return at + 1 < size_ && !begins(at + 1) ? cells_[at + 1] & ~kInner : 1;
  }

  // Where the token before the one at `at` begins. Requires: at > 0.
  std::uint32_t before(std::uint32_t at) const noexcept {
    return at - (begins(at - 1) ? 1 : cells_[at - 1] & ~kInner);
  }

  // Makes the tokens at `at` and `middle`, the second of which ends at `end`, the token `id`.
  void join(std::uint32_t at, std::uint32_t middle, std::uint32_t end, TokenId id) noexcept {
    cells_[middle] = kInner;
    cells_[at] = id;
    cells_[at + 1] = cells_[end - 1] = kInner | (end - at);
  }

  void prefetch(std::uint32_t at) const noexcept { __builtin_prefetch(cells_ + at, 1); }

 private:
  // No id and no size of a token has this bit.
  static constexpr TokenId kInner = TokenId{1} << 31;
  static_assert(MergeableRanks::kMaxId < kInner);

  TokenId* cells_;
  std::uint32_t size_;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_TOKEN_CELLS_HPP_
