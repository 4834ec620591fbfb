#include "merge_queue.hpp"

#include <algorithm>
#include <bit>
#include <functional>

namespace kimitok {

void MergeQueue::allocate() {
  lists_ = std::make_unique_for_overwrite<List[]>(end_rank_);
  words_.assign(end_rank_ / 64 + 1, 0);
  summary_.assign(words_.size() / 64 + 1, 0);
}

std::uint32_t MergeQueue::take_chunk() {
  if (free_ != kNone) {
    const std::uint32_t taken = free_;
    free_ = chunk(taken).next;
    return taken;
  }
  if (fresh_ == blocks_.size() * kBlockChunks)
    blocks_.push_back(std::make_unique_for_overwrite<Chunk[]>(kBlockChunks));
  return fresh_++;
}

void MergeQueue::extend(List& list, std::uint32_t position) {
  const std::uint32_t added = take_chunk();
  Chunk& chunk_added = chunk(added);
  chunk_added.count = 1;
  chunk_added.positions[0] = position;
  if (list.last_chunk == kNone) {
    chunk_added.next = added;
    chunk_added.ascending = list.first <= position;
  } else {
    Chunk& last = chunk(list.last_chunk);
    chunk_added.next = last.next;
    chunk_added.ascending = last.ascending && last.positions[kRoom - 1] <= position;
    last.next = added;
  }
  list.last_chunk = added;
}

Rank MergeQueue::lowest() const {
  // No list below `opened_` is left.
  for (std::size_t i = opened_ / 4096; i < summary_.size(); ++i) {
    if (summary_[i] == 0) continue;
    const std::size_t word = i * 64 + static_cast<unsigned>(std::countr_zero(summary_[i]));
    return static_cast<Rank>(word * 64 + static_cast<unsigned>(std::countr_zero(words_[word])));
  }
  return kNoRank;
}

void MergeQueue::open(Rank rank) {
  std::uint64_t& word = words_[rank / 64];
  word &= word - 1;
  if (word == 0) summary_[rank / 4096] &= ~(std::uint64_t{1} << rank / 64 % 64);
  opened_ = rank + 1;

  List& list = lists_[rank];
  last_ = list.last_chunk;
  if (last_ != kNone && !chunk(last_).ascending) sort(list);
  first_ = list.first;
  next_ = &first_;
  end_ = next_ + 1;
  reading_ = kNone;
  unread_ = last_ == kNone ? kNone : chunk(last_).next;
}

void MergeQueue::sort(List& list) {
  sorted_.assign(1, list.first);
  const std::uint32_t head = chunk(list.last_chunk).next;
  std::uint32_t i = head;
  do {
    const Chunk& each = chunk(i);
    sorted_.insert(sorted_.end(), each.positions, each.positions + each.count);
    i = each.next;
  } while (i != head);
  std::ranges::sort(sorted_);

  list.first = sorted_.front();
  const std::uint32_t* from = sorted_.data() + 1;
  do {
    Chunk& each = chunk(i);
    std::copy_n(from, each.count, each.positions);
    from += each.count;
    i = each.next;
  } while (i != head);
}

void MergeQueue::push_late(Entry entry) {
  late_.push_back(key(entry));
  std::ranges::push_heap(late_, std::greater{});
}

MergeQueue::Entry MergeQueue::pop_late() {
  std::ranges::pop_heap(late_, std::greater{});
  const std::uint64_t lowest = late_.back();
  late_.pop_back();
  return {static_cast<Rank>(lowest >> 32), static_cast<std::uint32_t>(lowest)};
}

void MergeQueue::shrink() {
  constexpr std::size_t kKept = 1u << 20;
  if (sorted_.capacity() > kKept) sorted_ = {};
  if (late_.capacity() > kKept) late_ = {};
  if (blocks_.size() > 4) {
    blocks_.resize(1);
    free_ = kNone;
    fresh_ = 0;
  }
}

}  // namespace kimitok
