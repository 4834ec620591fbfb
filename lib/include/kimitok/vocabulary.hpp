// Mergeable ranks and special tokens together: every id a tokenizer knows.
#ifndef KIMITOK_VOCABULARY_HPP_
#define KIMITOK_VOCABULARY_HPP_

#include <optional>
#include <string_view>

#include "kimitok/mergeable_ranks.hpp"
#include "kimitok/special_tokens.hpp"

namespace kimitok {

// Immutable after create(): const members may be called from any thread.
class Vocabulary {
 public:
  // Fails with `model_malformed` if an id is both mergeable and special, a special token's name is
  // also the bytes of a mergeable token, or its id is above MergeableRanks::kMaxId.
  static Result<Vocabulary> create(MergeableRanks ranks, SpecialTokens specials);

  const MergeableRanks& ranks() const noexcept { return ranks_; }
  const SpecialTokens& specials() const noexcept { return specials_; }

  // The bytes an id decodes to, a special token's being its name; nothing for an unknown id.
  std::optional<std::string_view> bytes_of(TokenId id) const noexcept;

  // One above the highest id: 163,840 for Kimi.
  TokenId end_id() const noexcept { return end_id_; }

 private:
  Vocabulary(MergeableRanks ranks, SpecialTokens specials, TokenId end_id)
      : ranks_(std::move(ranks)), specials_(std::move(specials)), end_id_(end_id) {}

  MergeableRanks ranks_;
  SpecialTokens specials_;
  TokenId end_id_;
};

}  // namespace kimitok

#endif  // KIMITOK_VOCABULARY_HPP_
