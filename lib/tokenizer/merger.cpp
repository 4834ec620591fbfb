#include "merger.hpp"

#include <algorithm>
#include <span>

#include "long_merge.hpp"

namespace kimitok {
namespace {

// tiktoken's rule: two tokens merge if their bytes together are a token, whose id is the rank.
struct ByConcatenation {
  struct Merge {
    TokenId merged;
    std::uint32_t size;
  };

  Rank rank(const TokenCells&, std::uint32_t at, std::uint32_t, std::uint32_t end) const {
    if (end - at > ranks.max_token_bytes()) return kNoRank;
    return ranks.find(piece.substr(at, end - at));  // kNoToken is kNoRank
  }
  Merge merge(Rank rank) const {
    return {rank, static_cast<std::uint32_t>(ranks.bytes_of(rank).size())};
  }
  bool is(const Merge&, TokenId, TokenId) const { return true; }

  const MergeableRanks& ranks;
  std::string_view piece;
};

// A merge list's rule: two tokens merge if they are listed, at their place in the list.
struct ByList {
  struct Merge : PairMerge {
    std::uint32_t size;
  };

  Rank rank(const TokenCells& cells, std::uint32_t at, std::uint32_t middle, std::uint32_t) const {
    return pairs.find(cells.id(at), cells.id(middle)).rank;
  }
  Merge merge(Rank rank) const {
    const PairMerge& listed = pairs.merge(rank);
    return {listed, static_cast<std::uint32_t>(ranks.bytes_of(listed.merged).size())};
  }
  bool is(const Merge& merge, TokenId left, TokenId right) const {
    return left == merge.left && right == merge.right;
  }

  const PairMerges& pairs;
  const MergeableRanks& ranks;
};

}  // namespace

void Merger::merge(std::string_view piece, std::vector<TokenId>& ids,
                   std::vector<MergeStep>* steps) {
  if (piece.empty()) return;
  if (piece.size() > short_bytes_) return merge_many(piece, ids, steps);
  merge_short(piece, steps);
  for (const ShortPart& part : short_) ids.push_back(part.id);
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

void Merger::merge_many(std::string_view piece, std::vector<TokenId>& ids,
                        std::vector<MergeStep>* steps) {
  // The piece's ids take their final place by way of one cell for each byte.
  const std::size_t before = ids.size();
  ids.resize(before + piece.size());
  const std::span cells = std::span(ids).subspan(before);
  std::ranges::transform(piece, cells.begin(),
                         [&](char c) { return ranks_.id_of_byte(static_cast<unsigned char>(c)); });
  TokenCells tokens(cells);
  if (pairs_ != nullptr) {
    merge_long(tokens, ByList{*pairs_, ranks_}, queue_, steps);
  } else {
    merge_long(tokens, ByConcatenation{ranks_, piece}, queue_, steps);
  }
  ids.resize(before + tokens.gather());
}

}  // namespace kimitok
