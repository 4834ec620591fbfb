#include "symbol_merger.hpp"

#include <algorithm>
#include <functional>

namespace kimitok {
namespace {

// Above this the heap's n log n beats looking at every pair each time.
constexpr std::size_t kFew = 48;

}  // namespace

std::size_t SymbolMerger::merge(std::string_view piece, TokenId* ids) {
  const std::size_t count = first_.apply(piece, ids);
  return count <= kFew ? merge_few(ids, count) : merge_many(ids, count);
}

std::size_t SymbolMerger::merge_few(TokenId* symbols, std::size_t count) {
  Rank ranks[kFew];
  for (std::size_t i = 0; i + 1 < count; ++i) ranks[i] = pairs_.find(symbols[i], symbols[i + 1]);
  while (count > 1) {
    std::size_t at = 0;
    for (std::size_t i = 1; i + 1 < count; ++i) at = ranks[i] < ranks[at] ? i : at;
    if (ranks[at] == kNoRank) break;
    symbols[at] = ranks[at];
    --count;
    for (std::size_t i = at + 1; i < count; ++i) {
      symbols[i] = symbols[i + 1];
      ranks[i - 1] = ranks[i];
    }
    if (at + 1 < count) ranks[at] = pairs_.find(symbols[at], symbols[at + 1]);
    if (at > 0) ranks[at - 1] = pairs_.find(symbols[at - 1], symbols[at]);
  }
  return count;
}

void SymbolMerger::rank(const TokenId* symbols, std::uint32_t at) {
  Symbol& symbol = symbols_[at];
  symbol.with_next =
      symbol.next == kNone ? kNoRank : pairs_.find(symbols[at], symbols[symbol.next]);
  if (symbol.with_next == kNoRank) return;
  heap_.push_back(std::uint64_t{symbol.with_next} << 32 | at);
  std::ranges::push_heap(heap_, std::greater{});
}

std::size_t SymbolMerger::merge_many(TokenId* symbols, std::size_t count) {
  const auto size = static_cast<std::uint32_t>(count);
  symbols_.resize(count);
  heap_.clear();
  for (std::uint32_t at = 0; at < size; ++at) {
    const std::uint32_t next = at + 1 == size ? kNone : at + 1;
    symbols_[at] = {at == 0 ? kNone : at - 1, next,
                    next == kNone ? kNoRank : pairs_.find(symbols[at], symbols[next])};
    if (symbols_[at].with_next != kNoRank)
      heap_.push_back(std::uint64_t{symbols_[at].with_next} << 32 | at);
  }
  std::ranges::make_heap(heap_, std::greater{});

  while (!heap_.empty()) {
    std::ranges::pop_heap(heap_, std::greater{});
    const auto at = static_cast<std::uint32_t>(heap_.back());
    const auto merged = static_cast<Rank>(heap_.back() >> 32);
    heap_.pop_back();
    // An entry whose symbol has since merged no longer says what the symbol's pair is worth.
    if (symbols_[at].with_next != merged) continue;

    const std::uint32_t middle = symbols_[at].next;
    const std::uint32_t next = symbols_[middle].next;
    symbols[at] = merged;
    symbols_[at].next = next;
    symbols_[middle].with_next = kNoRank;
    if (next != kNone) symbols_[next].previous = at;
    rank(symbols, at);
    if (symbols_[at].previous != kNone) rank(symbols, symbols_[at].previous);
  }

  std::size_t left = 0;
  for (std::uint32_t at = 0; at != kNone; at = symbols_[at].next) symbols[left++] = symbols[at];
  return left;
}

}  // namespace kimitok
