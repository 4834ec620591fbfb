// Byte pair encoding of a long piece, in time that hardly grows faster than the piece: the
// neighbours of lowest rank become one token, leftmost on ties, until none merge. (tiktoken's
// byte_pair_merge, src/lib.rs, has the same rule.)
//
// What two neighbours would make is asked once, when they become neighbours, and queued by its rank
// at the first one's position. An entry is out of date when its turn comes if one of the two has
// become part of something else. Nothing needs to be remembered to notice: an entry holds as long
// as two tokens whose bytes are those of the merged token begin at its position, since they are
// then neighbours of that rank, even if they are not the ones it was made for.
#ifndef KIMITOK_TOKENIZER_LONG_MERGE_HPP_
#define KIMITOK_TOKENIZER_LONG_MERGE_HPP_

#include <concepts>
#include <cstdint>
#include <vector>

#include "kimitok/token.hpp"
#include "kimitok/tokenizer.hpp"
#include "merge_queue.hpp"
#include "token_cells.hpp"

namespace kimitok {

// What merges, by which rule.
template <typename T>
concept MergeRules = requires(const T& rules, const typename T::Merge& merge,
                              const TokenCells& cells, std::uint32_t at, TokenId id, Rank rank) {
  // Of the tokens that begin at the first and the second position and end at the third: their rank,
  // below the queue's end_rank, or kNoRank if they do not merge.
  { rules.rank(cells, at, at, at) } -> std::same_as<Rank>;

  // What pairs of that rank become: a token, and its size in bytes.
  { rules.merge(rank) } -> std::same_as<typename T::Merge>;
  { merge.merged } -> std::convertible_to<TokenId>;
  { merge.size } -> std::convertible_to<std::uint32_t>;

  // Whether two tokens whose bytes together are those of the merged one are a pair of that rank. By
  // tiktoken's rule always.
  { rules.is(merge, id, id) } -> std::same_as<bool>;
};

// The cells hold the piece's tokens before and after. The queue is empty before and after. With
// `steps`, records each merge in the order of merging.
template <MergeRules Rules>
void merge_long(TokenCells& cells, const Rules& rules, MergeQueue& queue,
                std::vector<MergeStep>* steps = nullptr) {
  const std::uint32_t size = cells.size();
  const auto soon = [&](std::uint32_t at) { cells.prefetch(at); };
  const auto offer = [&](std::uint32_t at, std::uint32_t middle, std::uint32_t end) {
    const Rank rank = rules.rank(cells, at, middle, end);
    if (rank != kNoRank) queue.push(rank, at);
  };

  for (std::uint32_t at = 0, middle = cells.size_at(0); middle < size;) {
    const std::uint32_t end = middle + cells.size_at(middle);
    offer(at, middle, end);
    at = middle;
    middle = end;
  }

  MergeQueue::Entry entry{kNoRank, 0};
  Rank rank = kNoRank;
  typename Rules::Merge merge{};
  while (queue.pop(entry, soon)) {
    if (entry.rank != rank) {
      rank = entry.rank;
      merge = rules.merge(rank);
    }
    const std::uint32_t at = entry.position, end = at + merge.size;
    if (!cells.begins(at)) continue;
    const std::uint32_t middle = at + cells.size_at(at);
    if (middle >= end || middle + cells.size_at(middle) != end ||
        !rules.is(merge, cells.id(at), cells.id(middle))) {
      continue;
    }
    cells.join(at, middle, end, merge.merged);
    if (steps != nullptr) steps->push_back({at, middle, end, rank, merge.merged});
    if (at > 0) offer(cells.before(at), at, end);
    if (end < size) offer(at, end, end + cells.size_at(end));
  }
  queue.shrink();
}

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_LONG_MERGE_HPP_
