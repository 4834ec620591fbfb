#include "reference/heap_bpe.hpp"

#include <cstddef>
#include <functional>
#include <queue>
#include <utility>

namespace kimitok::reference {
namespace {

// Each part begins at its own index in a list by which its neighbours are found.
struct Part {
  std::size_t previous, next;
  TokenId id;
  Candidate with_next;
};

}  // namespace

Merged merge_by_heap(std::string_view piece, const MergeableRanks& ranks, const PairMerges* pairs) {
  const std::size_t none = piece.size();
  std::vector<Part> parts;
  std::priority_queue<std::pair<Rank, std::size_t>, std::vector<std::pair<Rank, std::size_t>>,
                      std::greater<>>
      heap;
  for (std::size_t at = 0; at < piece.size(); ++at) {
    const TokenId id = ranks.id_of_byte(static_cast<unsigned char>(piece[at]));
    parts.push_back({at == 0 ? none : at - 1, at + 1, id, {}});
  }
  const auto look = [&](std::size_t at) {
    Part& part = parts[at];
    part.with_next = {};
    if (part.next == none) return;
    if (pairs != nullptr) {
      part.with_next = pairs->find(part.id, parts[part.next].id);
    } else if (const TokenId id = ranks.find(piece.substr(at, parts[part.next].next - at));
               id != kNoToken) {
      part.with_next = {id, id};
    }
    if (part.with_next.rank != kNoRank) heap.push({part.with_next.rank, at});
  };
  for (std::size_t at = 0; at < piece.size(); ++at) look(at);

  Merged result;
  while (!heap.empty()) {
    const auto [rank, at] = heap.top();
    heap.pop();
    // An entry whose part has since merged with a neighbour no longer says what its pair is worth.
    if (parts[at].with_next.rank != rank) continue;
    const std::size_t middle = parts[at].next, end = parts[middle].next;
    result.steps.push_back({at, middle, end, rank, parts[at].with_next.merged});
    parts[at].id = parts[at].with_next.merged;
    parts[at].next = end;
    parts[middle].with_next = {};
    if (end != none) parts[end].previous = at;
    look(at);
    if (parts[at].previous != none) look(parts[at].previous);
  }
  for (std::size_t at = 0; at != none; at = parts[at].next) result.ids.push_back(parts[at].id);
  return result;
}

}  // namespace kimitok::reference
