#include "merger.hpp"

#include <algorithm>
#include <functional>

namespace kimitok {
namespace {

// Above this the heap's n log n beats the short form's n * n.
constexpr std::size_t kMaxShortBytes = 64;

}  // namespace

void Merger::merge(std::string_view piece, std::vector<TokenId>& ids,
                   std::vector<MergeStep>* steps) {
  if (piece.empty()) return;
  if (piece.size() <= kMaxShortBytes) {
    merge_short(piece, steps);
    for (const ShortPart& part : short_) ids.push_back(part.id);
    return;
  }
  merge_long(piece, steps);
  for (std::uint32_t at = 0; at != kNone; at = long_[at].next) ids.push_back(long_[at].id);
}

Candidate Merger::candidate(std::string_view both, TokenId left, TokenId right) const {
  if (pairs_ != nullptr) return pairs_->find(left, right);
  if (both.size() > ranks_.max_token_bytes()) return {};
  const TokenId merged = ranks_.find(both);
  return {merged, merged};  // the rank is the id, and kNoToken is kNoRank
}

void Merger::merge_short(std::string_view piece, std::vector<MergeStep>* steps) {
  short_.clear();
  for (std::uint32_t i = 0; i < piece.size(); ++i) {
    short_.push_back({i, ranks_.id_of_byte(static_cast<unsigned char>(piece[i])), {}});
  }
  const auto end_of = [&](std::size_t part) {
    return part + 1 < short_.size() ? short_[part + 1].begin : piece.size();
  };
  const auto rank = [&](std::size_t part) {
    if (part + 1 == short_.size()) {
      short_[part].with_next = {};
      return;
    }
    const std::uint32_t begin = short_[part].begin;
    short_[part].with_next = candidate(piece.substr(begin, end_of(part + 1) - begin),
                                       short_[part].id, short_[part + 1].id);
  };

  for (std::size_t part = 0; part < short_.size(); ++part) rank(part);
  while (true) {
    const auto best = std::ranges::min_element(
        short_, {}, [](const ShortPart& part) { return part.with_next.rank; });
    if (best->with_next.rank == kNoRank) return;
    const auto at = static_cast<std::size_t>(best - short_.begin());
    if (steps != nullptr) {
      steps->push_back({best->begin, short_[at + 1].begin, end_of(at + 1), best->with_next.rank,
                        best->with_next.merged});
    }
    best->id = best->with_next.merged;
    short_.erase(best + 1);
    rank(at);
    if (at > 0) rank(at - 1);
  }
}

void Merger::merge_long(std::string_view piece, std::vector<MergeStep>* steps) {
  const auto size = static_cast<std::uint32_t>(piece.size());
  long_.resize(size);
  heap_.clear();
  for (std::uint32_t at = 0; at < size; ++at) {
    long_[at] = {at == 0 ? kNone : at - 1,
                 at + 1 == size ? kNone : at + 1,
                 ranks_.id_of_byte(static_cast<unsigned char>(piece[at])),
                 {}};
  }
  for (std::uint32_t at = 0; at < size; ++at) {
    rank_long(piece, at);
    if (long_[at].with_next.rank != kNoRank)
      heap_.push_back(std::uint64_t{long_[at].with_next.rank} << 32 | at);
  }
  std::ranges::make_heap(heap_, std::greater{});

  while (!heap_.empty()) {
    std::ranges::pop_heap(heap_, std::greater{});
    const auto at = static_cast<std::uint32_t>(heap_.back());
    const auto rank = static_cast<Rank>(heap_.back() >> 32);
    heap_.pop_back();
    // An entry whose part has since merged with a neighbour no longer says what the part's pair is
    // worth.
    if (long_[at].with_next.rank != rank) continue;

    const std::uint32_t middle = long_[at].next;
    const std::uint32_t next = long_[middle].next;
    if (steps != nullptr) {
      steps->push_back({at, middle, next == kNone ? size : next, rank, long_[at].with_next.merged});
    }
    long_[at].id = long_[at].with_next.merged;
    long_[at].next = next;
    long_[middle].with_next = {};
    if (next != kNone) long_[next].previous = at;

    rank_long(piece, at);
    push(at);
    if (const std::uint32_t previous = long_[at].previous; previous != kNone) {
      rank_long(piece, previous);
      push(previous);
    }
  }
}

void Merger::rank_long(std::string_view piece, std::uint32_t at) {
  const std::uint32_t middle = long_[at].next;
  if (middle == kNone) {
    long_[at].with_next = {};
    return;
  }
  const std::size_t end = long_[middle].next == kNone ? piece.size() : long_[middle].next;
  long_[at].with_next = candidate(piece.substr(at, end - at), long_[at].id, long_[middle].id);
}

void Merger::push(std::uint32_t at) {
  if (long_[at].with_next.rank == kNoRank) return;
  heap_.push_back(std::uint64_t{long_[at].with_next.rank} << 32 | at);
  std::ranges::push_heap(heap_, std::greater{});
}

}  // namespace kimitok
