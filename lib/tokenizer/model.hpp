// The tables of a Tokenizer.
#ifndef KIMITOK_TOKENIZER_MODEL_HPP_
#define KIMITOK_TOKENIZER_MODEL_HPP_

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>

#include "fast_tables.hpp"
#include "kimitok/tokenizer.hpp"
#include "pair_merges.hpp"
#include "spare_encoders.hpp"
#include "special_matcher.hpp"
#include "token_slots.hpp"

namespace kimitok {

struct Tokenizer::Model {
  // `tables`: null if they are yet to be built.
  Model(Vocabulary of, Pretokenizer by, std::optional<PairMerges> merges, bool whole_first,
        std::shared_ptr<const FastTables> tables)
      : vocabulary(std::move(of)),
        pretokenizer(std::move(by)),
        pairs(std::move(merges)),
        whole_piece_first(whole_first),
        fast_(std::move(tables)),
        built_fast_(may_be_fast() ? fast_.get() : nullptr) {}

  Vocabulary vocabulary;
  Pretokenizer pretokenizer;
  std::optional<PairMerges> pairs;  // none: tiktoken's rule
  bool whole_piece_first;
  LazyTokenSlots slots;

  const PairMerges* pair_merges() const { return pairs ? &*pairs : nullptr; }

  // Built when first asked for, which takes as long as encoding some megabytes without them.
  // nullptr: this vocabulary does not merge by tiktoken's rule, or has too many tokens. May be
  // called from any thread.
  const FastTables* fast_tables() const;

  // Whether fast_tables() has something to give, and without building it. May be called from any
  // thread.
  bool has_fast_tables() const noexcept {
    return built_fast_.load(std::memory_order_acquire) != nullptr;
  }

  // Finds the names of all special tokens. Made when first asked for. May be called from any
  // thread.
  const SpecialMatcher& all_names() const;

  mutable SpareEncoders spare_encoders;  // over fast_tables()

  // Bytes of text that have been encoded, which say how much can be expected to follow. May lag.
  mutable std::atomic<std::uint64_t> encoded_bytes = 0;

 private:
  bool may_be_fast() const noexcept {
    return !pairs && whole_piece_first && vocabulary.ranks().end_id() <= FastTables::kMaxTokens;
  }

  mutable std::once_flag built_, named_;
  mutable std::optional<SpecialMatcher> all_names_;
  mutable std::shared_ptr<const FastTables> fast_;
  mutable std::atomic<const FastTables*> built_fast_;  // fast_, once it can be used
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_MODEL_HPP_
