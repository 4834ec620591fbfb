// Most stretches of a token are no tokens themselves. A bitmap of the tokens' hashes, small enough
// to stay close to the processor, tells nearly all of those, so that the tables are asked only
// about what they are about to confirm.
#include "token_pairs.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "ranks_tables.hpp"

namespace kimitok {
namespace {

// A bit for each of the tokens that TokenTable holds, and all bits of what is longer.
class Presence {
 public:
  explicit Presence(const MergeableRanks& ranks) : words_(kBits / 64, 0) {
    const SharedArray<char>& arena = ranks.tables().arena;
    const char* const arena_end = arena.data() + arena.size();
    for (TokenId id = 0; id < ranks.end_id(); ++id) {
      const std::string_view bytes = ranks.bytes_of(id);
      if (bytes.empty() || bytes.size() > TokenTable::kMaxBytes) continue;
      const std::uint64_t hash = PieceKey::within(bytes, arena_end).hash();
      words_[hash % kBits / 64] |= std::uint64_t{1} << (hash % 64);
    }
  }

  bool may_have(std::uint64_t hash) const noexcept {
    return (words_[hash % kBits / 64] >> (hash % 64) & 1) != 0;
  }

 private:
  static constexpr std::uint64_t kBits = std::uint64_t{1} << 21;
  std::vector<std::uint64_t> words_;
};

class Finder {
 public:
  explicit Finder(const MergeableRanks& ranks)
      : tables_(ranks.tables()),
        presence_(ranks),
        arena_end_(tables_.arena.data() + tables_.arena.size()) {
    pairs_.reserve(2 * ranks.size());
  }

  // Pairs come out later, in the order of calls: all of them with finish().
  void cut(TokenId merged, std::string_view bytes) {
    for (std::size_t middle = 1; middle < bytes.size(); ++middle) {
      const Half left = half(bytes.substr(0, middle));
      if (!may_be_token(left)) continue;
      const Half right = half(bytes.substr(middle));
      if (!may_be_token(right)) continue;
      prefetch(left);
      prefetch(right);
      waiting_[waiting_count_++] = {left, right, merged};
      if (waiting_count_ == waiting_.size()) look_up();
    }
  }

  std::vector<TokenPair> finish() {
    look_up();
    return std::move(pairs_);
  }

 private:
  struct Half {
    std::string_view bytes;
    bool is_long = false;
    PieceKey key = PieceKey::none();
    std::uint64_t hash = 0;
  };

  // Requires: not empty, and in the arena.
  Half half(std::string_view bytes) const {
    if (bytes.size() > TokenTable::kMaxBytes) return {bytes, true};
    const PieceKey key = PieceKey::within(bytes, arena_end_);
    return {bytes, false, key, key.hash()};
  }
  bool may_be_token(const Half& half) const {
    return half.is_long || presence_.may_have(half.hash);
  }
  TokenId find(const Half& half) const {
    return half.is_long ? tables_.long_tokens.find(half.bytes)
                        : tables_.tokens.find(half.key, half.hash);
  }

  void prefetch(const Half& half) const {
    if (!half.is_long) tables_.tokens.prefetch(half.hash);
  }

  void look_up() {
    for (const Waiting& cut : std::span(waiting_).first(waiting_count_)) {
      const TokenId left = find(cut.left), right = find(cut.right);
      if (left != kNoToken && right != kNoToken) pairs_.push_back({left, right, cut.merged});
    }
    waiting_count_ = 0;
  }

  struct Waiting {
    Half left, right;
    TokenId merged;
  };

  const MergeableRanks::Tables& tables_;
  Presence presence_;
  const char* arena_end_;
  std::array<Waiting, 32> waiting_;  // for their cache lines
  std::size_t waiting_count_ = 0;
  std::vector<TokenPair> pairs_;
};

}  // namespace

std::vector<TokenPair> token_pairs(const MergeableRanks& ranks) {
  Finder finder(ranks);
  for (TokenId id = 0; id < ranks.end_id(); ++id) finder.cut(id, ranks.bytes_of(id));
  return finder.finish();
}

}  // namespace kimitok
