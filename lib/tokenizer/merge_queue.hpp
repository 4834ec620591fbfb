// The merges that a piece offers: positions by rank, taken lowest rank first, leftmost on ties.
//
// Ranks are few, and merging mostly leads from low ranks to higher ones. So each rank has a list of
// positions, which are opened in ascending order: adding and taking cost the same however many
// there are. Positions mostly come in ascending order as well; a list where they did not is sorted
// when it is opened. What comes after its rank's list was opened is kept in a heap, which is
// consulted before the lists.
#ifndef KIMITOK_TOKENIZER_MERGE_QUEUE_HPP_
#define KIMITOK_TOKENIZER_MERGE_QUEUE_HPP_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "kimitok/token.hpp"

namespace kimitok {

// Scratch of one thread. Takes memory when first added to, about 8 bytes for a rank and 5 for an
// entry, and keeps some of it.
class MergeQueue {
 public:
  struct Entry {
    Rank rank;
    std::uint32_t position;
    bool operator==(const Entry&) const = default;
  };

  // Requires of every entry: rank < end_rank.
  explicit MergeQueue(Rank end_rank) : end_rank_(end_rank) {}

  void push(Rank rank, std::uint32_t position) {
    if (rank < opened_) return push_late({rank, position});
    if (words_.empty()) allocate();
    std::uint64_t& word = words_[rank / 64];
    const std::uint64_t bit = std::uint64_t{1} << rank % 64;
    if ((word & bit) != 0) return append(lists_[rank], position);
    word |= bit;
    summary_[rank / 4096] |= std::uint64_t{1} << rank / 64 % 64;
    lists_[rank] = {position, kNone};
  }

  // Takes out the entry of lowest rank and of these the one of lowest position; false if there is
  // none. Calls soon(position) for most of a list some time before they are taken.
  template <typename Soon>
  bool pop(Entry& entry, Soon soon) {
    if (next_ == end_ && !next_chunk(soon) && late_.empty() && !open_next(soon)) {
      opened_ = 0;
      return false;
    }
    const bool has_open = next_ != end_;
    if (!late_.empty() && (!has_open || late_.front() < key({opened_ - 1, *next_}))) [[unlikely]] {
      entry = pop_late();
    } else {
      entry = {opened_ - 1, *next_++};
    }
    return true;
  }

  // Gives back memory beyond what pieces of ordinary size need. Requires: nothing is in the queue.
  void shrink();

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  static constexpr std::size_t kRoom = 14;
  static constexpr std::size_t kBlockChunks = 1u << 14;

  // The second and later positions of a list, a cache line of them at a time.
  struct alignas(64) Chunk {
    std::uint32_t next;  // of the last chunk: the first
    std::uint16_t count;
    bool ascending;  // all positions of the list up to the end of this chunk
    std::uint32_t positions[kRoom];
  };
  struct List {
    std::uint32_t first;
    std::uint32_t last_chunk;
  };

  static std::uint64_t key(Entry entry) { return std::uint64_t{entry.rank} << 32 | entry.position; }
  Chunk& chunk(std::uint32_t i) { return blocks_[i / kBlockChunks][i % kBlockChunks]; }

  void append(List& list, std::uint32_t position) {
    if (list.last_chunk == kNone) return extend(list, position);
    Chunk& last = chunk(list.last_chunk);
    if (last.count == kRoom) return extend(list, position);
    last.ascending &= last.positions[last.count - 1] <= position;
    last.positions[last.count++] = position;
  }

  // Goes to the next chunk of the open list; false if there is none.
  template <typename Soon>
  bool next_chunk(Soon soon) {
    if (reading_ != kNone) free_chunk(reading_);
    reading_ = unread_;
    if (reading_ == kNone) return false;
    const Chunk& now = chunk(reading_);
    next_ = now.positions;
    end_ = next_ + now.count;
    unread_ = reading_ == last_ ? kNone : now.next;
    announce(soon);
    return true;
  }

  // Opens the list of the lowest rank that has one; false if no rank has.
  template <typename Soon>
  bool open_next(Soon soon) {
    const Rank rank = lowest();
    if (rank == kNoRank) return false;
    open(rank);
    announce(soon);
    return true;
  }

  template <typename Soon>
  void announce(Soon soon) {
    if (unread_ == kNone) return;
    const Chunk& later = chunk(unread_);
    __builtin_prefetch(&chunk(later.next));
    for (std::size_t i = 0; i < later.count; ++i) soon(later.positions[i]);
  }

  std::uint32_t take_chunk();
  void free_chunk(std::uint32_t i) {
    chunk(i).next = free_;
    free_ = i;
  }
  void extend(List& list, std::uint32_t position);
  void allocate();
  Rank lowest() const;
  void open(Rank rank);
  void sort(List& list);
  void push_late(Entry entry);
  Entry pop_late();

  Rank end_rank_;
  std::unique_ptr<List[]> lists_;       // of a rank; means nothing unless the rank's bit is set
  std::vector<std::uint64_t> words_;    // a bit for each rank
  std::vector<std::uint64_t> summary_;  // a bit for each of `words_`
  std::vector<std::unique_ptr<Chunk[]>> blocks_;
  std::uint32_t free_ = kNone, fresh_ = 0;  // chunks used before, and the first never used

  // The open list: what is between next_ and end_, which is in the chunk `reading_` if that is one,
  // then the chunks from `unread_` to `last_`.
  Rank opened_ = 0;  // one above its rank: all ranks below have been opened
  std::uint32_t first_ = 0;
  const std::uint32_t* next_ = nullptr;
  const std::uint32_t* end_ = nullptr;
  std::uint32_t reading_ = kNone, unread_ = kNone, last_ = kNone;
  std::vector<std::uint32_t> sorted_;
  std::vector<std::uint64_t> late_;  // a heap of rank << 32 | position
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_MERGE_QUEUE_HPP_
